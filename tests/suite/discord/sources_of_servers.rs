//! Sources of one server alone: its moderators keep them, within bounds, and nobody else sees them.

use fake_discord::{FakeDiscord, Guild, Message, Person};
use serde_json::{Value, json};

use super::stage::{Stage, small_world};
use crate::site::Site;
use crate::world::World;

/// Three servers: two with a site each, the third at home, with the log channel.
async fn stage(sites: &[&Site], prepare: impl FnOnce(World, &FakeDiscord) -> World) -> Stage {
    let at_once = std::time::Duration::from_millis(1);
    let discord = FakeDiscord::builder()
        .guilds(3)
        .identify_period(at_once)
        .start()
        .await;
    let home = discord.nth_guild(2);
    let hosts: Vec<String> = sites.iter().map(|site| site.host()).collect();
    let settings = format!(
        "[fetching]\ndelay_seconds = 0.0\nallow_hosts_for_servers = {hosts:?}\n\n[discord]\n\
         home_servers = [{}]\nlog_channel = {}\nreindex_cooldown_seconds = 0\n\
         member_questions_per_minute = 0\nchannel_questions_per_minute = 0\n\
         server_questions_per_minute = 0\n",
        home.id(),
        home.channel("questions").id()
    );
    let world = small_world().file("footnote.toml", settings);
    let world = prepare(world, &discord).indexed();
    Stage::with(discord, world).await
}

fn as_it_is(world: World, _: &FakeDiscord) -> World {
    world
}

async fn uses(guild: &Guild, who: &Person, command: &str, options: Value) -> Message {
    let general = guild.channel("general");
    who.slash(&general, command, options).await.reply().await
}

/// The question whether to add a site, or why not.
async fn offered(guild: &Guild, mo: &Person, site: &Site, name: &str) -> Message {
    let options = json!({ "kind": "website", "address": site.url("/"), "name": name });
    uses(guild, mo, "source add", options).await
}

/// Adds a site and gives the report.
async fn added(guild: &Guild, mo: &Person, site: &Site, name: &str) -> Message {
    let offer = offered(guild, mo, site, name).await;
    mo.click(&offer, "Add it");
    reported(&offer).await
}

async fn reported(message: &Message) -> Message {
    let is_report = |message: &Message| message.content().contains(" passage");
    message.until("is the report", is_report).await
}

async fn names_offered(guild: &Guild, who: &Person, command: &str) -> Vec<String> {
    let general = guild.channel("general");
    let typed = who.types(&general, command, "name", "", json!({})).await;
    let choices = typed.choices().await;
    choices.into_iter().map(|choice| choice.name).collect()
}

async fn asks(guild: &Guild, question: &str) -> String {
    let ada = guild.member("Ada");
    let answer = uses(guild, &ada, "ask", json!({ "question": question })).await;
    answer.render()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_have_a_source_of_one_name_each_for_itself() {
    let one = Site::with_pages(&["numbats"]);
    let two = Site::with_pages(&["quolls"]);
    let stage = stage(&[&one, &two], as_it_is).await;
    let (first, second) = (stage.discord.guild(), stage.discord.nth_guild(1));
    let (mo, ben) = (first.moderator("Mo"), second.moderator("Ben"));
    for (guild, who, site, page) in [
        (&first, &mo, &one, "numbats"),
        (&second, &ben, &two, "quolls"),
    ] {
        let report = added(guild, who, site, "water").await;
        let text = report.content();
        assert!(text.contains("water: 1 added"), "{text}");
        let folder = format!("corpus/servers/{}/sources/water", guild.id());
        let files = std::fs::read_dir(stage.world.path(&folder)).expect("it is there");
        let files = files.flatten().map(|file| file.file_name());
        let names: Vec<String> = files.map(|it| it.to_string_lossy().into_owned()).collect();
        assert!(names.len() == 1 && names[0].starts_with(page), "{names:?}");
    }
    let known = async |guild, page: &str| {
        let answer = asks(guild, &format!("what is {page}?")).await;
        answer.contains("much is known")
    };
    assert!(known(&first, "numbats").await && known(&second, "quolls").await);
    assert!(!known(&first, "quolls").await && !known(&second, "numbats").await);

    // Refreshed and removed is that of the server where somebody asks for it.
    two.html("/quolls", "quolls", "Of quolls all much is known by now.");
    let named = json!({ "name": "water" });
    let done = uses(&second, &ben, "source refresh", named.clone()).await;
    let done = reported(&done).await;
    assert!(
        done.content().contains("water: 0 added, 1 changed"),
        "{}",
        done.content()
    );
    let remove = uses(&second, &ben, "source remove", named).await;
    ben.click(&remove, "Remove it and its 1 article");
    let gone = |message: &Message| message.content().contains("is gone");
    remove.until("says that it is gone", gone).await;
    assert!(known(&first, "numbats").await && !known(&second, "quolls").await);
    let list = uses(&first, &mo, "source list", json!({})).await.render();
    assert!(
        list.contains("1 source") && list.contains(&one.host()),
        "{list}"
    );
    let list = uses(&second, &ben, "source list", json!({})).await;
    assert!(list.content().starts_with("There are no sources"));
}

/// All that somebody is told who asks for what is another server's in every way, without the
/// name when it is only repeated.
async fn told(guild: &Guild, who: &Person, draft: &Value) -> Vec<String> {
    let mut told = vec![asks(guild, "what is numbats?").await];
    let named = json!({ "name": "bilby" });
    let is_refused = |it: &Message| {
        let text = it.content();
        text.contains("no source") || text.contains("answered already")
    };
    for command in ["source list", "corpus status", "corpus check", "audit"] {
        told.push(uses(guild, who, command, json!({})).await.render());
    }
    for command in ["source remove", "source refresh"] {
        told.extend(names_offered(guild, who, command).await);
        let unknown = uses(guild, who, command, named.clone()).await;
        let unknown = unknown.until("is refused", is_refused).await;
        told.push(unknown.render().replace("“bilby”", ""));
    }
    for press in [
        draft,
        &json!("Sabilby"),
        &json!("Srbilby"),
        &json!("Skbilby"),
    ] {
        let here = uses(guild, who, "about", json!({})).await;
        let data = json!({ "custom_id": press, "component_type": 2 });
        let pressed = who.forges_component(&here, data);
        // A refresh becomes of the message what comes of it; all else is a reply.
        let shown = if *press == json!("Sabilby") {
            here
        } else {
            pressed.reply().await
        };
        let shown = shown.until("is refused", is_refused).await;
        told.push(shown.render().replace("“bilby”", ""));
    }
    let all = uses(guild, who, "reindex", json!({ "refresh": true })).await;
    told.push(reported(&all).await.render());
    told
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_elsewhere_sees_a_server_s_own_sources_whatever_they_do() {
    let one = Site::with_pages(&["numbats"]);
    let two = Site::with_pages(&["quolls"]);
    let stage = stage(&[&one, &two], as_it_is).await;
    let (first, second, home) = (
        stage.discord.guild(),
        stage.discord.nth_guild(1),
        stage.discord.nth_guild(2),
    );
    let (mo, ben, kim) = (
        first.moderator("Mo"),
        second.moderator("Ben"),
        home.moderator("Kim"),
    );
    added(&first, &mo, &one, "bilby").await;
    let waiting = offered(&first, &mo, &one, "dugong").await;
    let draft = waiting.components()[0]["components"][0]["custom_id"].clone();
    added(&second, &ben, &two, "water").await;
    let port = one.host().replace("127.0.0.1:", "");
    let secrets = ["numbats much", "bilby", "dugong", port.as_str()];
    let keeps = |told: &str| {
        for secret in secrets {
            assert!(!told.contains(secret), "{secret} was told:\n{told}");
        }
    };
    // The log channel is another server's, and the log is nobody's.
    let channel = home.channel("questions").bot_messages();
    let notes: Vec<String> = channel.iter().map(|it| it.content().to_owned()).collect();
    let notes = notes.join("\n");
    assert!(
        notes.contains("source add") && notes.contains("the server's own sources"),
        "{notes}"
    );
    keeps(&notes);
    keeps(&stage.log());
    for (guild, who) in [(&second, &ben), (&home, &kim)] {
        told(guild, who, &draft)
            .await
            .iter()
            .for_each(|it| keeps(it));
    }
    let audit = uses(&first, &mo, "audit", json!({})).await.render();
    assert!(audit.contains("bilby: 1 added"), "{audit}");
    // Where it belongs, the offer still waits.
    mo.click(&waiting, "Add it");
    reported(&waiting).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_gets_no_more_articles_and_sources_than_it_may_have() {
    let names: Vec<String> = (0..8).map(|nth| format!("pond-{nth}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (site, small) = (Site::with_pages(&names), Site::with_pages(&["lakes"]));
    let prepare = |world: World, discord: &FakeDiscord| {
        let own = discord.guild().id();
        (0..195).fold(world, |world, nth| {
            let text = format!("# Knot {nth}\n\nKnot number {nth} is tied with rope {nth}.\n");
            world.article(&format!("servers/{own}/{nth}.md"), text)
        })
    };
    let stage = stage(&[&site, &small], prepare).await;
    let first = stage.discord.guild();
    let mo = first.moderator("Mo");
    let report = added(&first, &mo, &site, "ponds").await;
    let text = report.content();
    assert!(text.contains("ponds: 5 added"), "{text}");
    assert!(
        text.contains("3 pages were left out: a server may have 200"),
        "{text}"
    );
    let fetched = site
        .paths()
        .iter()
        .filter(|path| path.contains("pond-"))
        .count();
    // Three for the look before it was added.
    assert_eq!(fetched, 5 + 3, "nothing is fetched that cannot be kept");
    for name in ["a", "b", "c", "d"] {
        added(&first, &mo, &small, name).await;
    }
    let sixth = offered(&first, &mo, &small, "e").await;
    assert!(
        sixth
            .content()
            .contains("There are 5 added sources already"),
        "{}",
        sixth.content()
    );
    // Others have room of their own.
    let second = stage.discord.nth_guild(1);
    let report = added(&second, &second.moderator("Ben"), &small, "a").await;
    assert!(
        report.content().contains("a: 1 added"),
        "{}",
        report.content()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_private_or_too_often_stays_out_of_a_server_s_reach() {
    let site = Site::with_pages(&["ponds"]);
    let stage = stage(&[], |world, _| {
        // What the operator allows for the sources of the home servers is not for everybody.
        let settings = world.read("footnote.toml");
        let allowed = format!("[fetching]\nallow_hosts = [\"{}\"]\n", site.host());
        world.write("footnote.toml", settings.replace("[fetching]\n", &allowed));
        world
    })
    .await;
    let (first, home) = (stage.discord.guild(), stage.discord.nth_guild(2));
    let mo = first.moderator("Mo");
    let refused = offered(&first, &mo, &site, "water").await;
    let text = refused.content();
    assert!(text.contains("is not on the public internet"), "{text}");
    assert_eq!(site.paths(), Vec::<String>::new());
    let offer = offered(&home, &home.moderator("Kim"), &site, "water").await;
    assert_eq!(offer.buttons(), ["Add it", "Leave it"]);
    let options = json!({ "kind": "page", "address": "https://a.example/", "every": "30m" });
    let refused = uses(&first, &mo, "source add", options).await;
    let text = refused.content();
    assert!(text.contains("between “1h” and “52w”"), "{text}");
    // A member has no right at home, nor anywhere else.
    let ada = first.member("Ada");
    let general = first.channel("general");
    let forged = ada.forges_slash(&general, "source list", json!({})).await;
    let refused = forged.reply().await;
    assert!(refused.content().starts_with("Only moderators"));
    // Without a source of its own there is none to refresh.
    let none = uses(&first, &mo, "source refresh", json!({})).await;
    assert!(none.content().starts_with("There are no sources here"));
}
