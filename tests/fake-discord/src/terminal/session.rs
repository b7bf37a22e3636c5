//! A session at the terminal: does what the lines say, and shows what the bot does about it.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use fake_discord::{Channel, FakeDiscord, Interaction, Message, Person, ReplyKind, Scope};
use serde_json::{Value, json};
use tokio::sync::mpsc::{Receiver, channel};
use tokio::time::sleep;

use super::line::{Line, parse_slash};
use super::{Bot, Screen};

/// How often new messages are looked for.
const LOOK_AGAIN: Duration = Duration::from_millis(20);
/// After this time without a request of the bot the answer to a line is complete.
const QUIET: Duration = Duration::from_millis(400);
/// How long an answer is waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(20);

const WELCOME: &str = "\
The bot is connected. You are Ada, an ordinary member; nobody else is here.
Type /ask question: ... or a message such as @Footnote should it hurt?
!help shows all that can be typed, !quit ends it.";

const HELP: &str = "\
/command option: value   a slash command; text before the first option is the first option
any text                 a message; @Footnote mentions the bot
!type command option text   type into an option, and see the choices
!click Label             press a button of the newest message that has it
!choose value            choose in the newest select menu
!fill text               fill in the form that is open
!reply text              reply to the bot's newest message
!dm text                 write to the bot privately
!thread title / text     open a thread here, or a post if you are in a forum
!menu command            use a command on your newest message, from its context menu
!go channel              go to another channel: general, questions, help
!as name                 be somebody else: moderator, owner, or any name
!cut                     cut the bot's connection
!quit                    end the bot and this program";

/// What a line leaves open.
enum Expected {
    Reply(Interaction),
    /// Any message of the bot after this.
    Answer(Message),
    /// Perhaps something, perhaps nothing.
    Quiet,
}

/// A person's place, and what was shown to them.
pub(crate) struct Session<'a> {
    discord: &'a FakeDiscord,
    screen: &'a mut Screen,
    person: Person,
    name: String,
    channel: Channel,
    shown: HashMap<u64, String>,
    said: Option<Message>,
    open_form: Option<(Interaction, Value)>,
}

impl<'a> Session<'a> {
    pub(crate) fn new(discord: &'a FakeDiscord, screen: &'a mut Screen) -> Self {
        Self {
            person: discord.member("Ada"),
            name: "Ada".to_owned(),
            channel: discord.channel("general"),
            discord,
            screen,
            shown: HashMap::new(),
            said: None,
            open_form: None,
        }
    }

    /// Takes lines until they end.
    pub(crate) async fn run(&mut self, bot: &mut Bot) -> anyhow::Result<()> {
        let mut lines = read_lines();
        self.screen.show(WELCOME);
        loop {
            let prompt = self.prompt();
            self.screen.prompt(&prompt);
            let line = tokio::select! {
                line = lines.recv() => line,
                () = sleep(LOOK_AGAIN) => {
                    self.look();
                    bot.check()?;
                    continue;
                }
            };
            let Some(line) = line else { return Ok(()) };
            self.screen.typed(&prompt, &line);
            let expected = match Line::parse(&line) {
                Line::Order(name, _) if name == "quit" => return Ok(()),
                line => self.act(line).await,
            };
            match expected {
                Ok(expected) => self.wait(expected, bot).await?,
                Err(why) => self.screen.show(&why),
            }
        }
    }

    fn prompt(&self) -> String {
        format!("{} #{}> ", self.name, self.channel.name())
    }

    async fn act(&mut self, line: Line) -> Result<Expected, String> {
        match line {
            Line::Nothing => Ok(Expected::Quiet),
            Line::Says(text) => {
                let mention = format!("@{}", self.discord.bot_name());
                let meant = text.contains(&mention);
                let text = text.replace(&mention, &self.discord.mention());
                let said = self.person.says(&self.channel, &text);
                self.said = Some(said.clone());
                Ok(if meant {
                    Expected::Answer(said)
                } else {
                    Expected::Quiet
                })
            }
            Line::Slash(typed) => {
                let (path, options) = parse_slash(&typed, &self.commands())?;
                let used = self.person.try_slash(&self.channel, &path, &options)?;
                Ok(Expected::Reply(used))
            }
            Line::Order(name, rest) => self.order(&name, &rest).await,
        }
    }

    async fn order(&mut self, name: &str, rest: &str) -> Result<Expected, String> {
        match name {
            "help" => Err(HELP.to_owned()),
            "type" => {
                let mut words = rest.splitn(3, ' ');
                let (Some(command), Some(option)) = (words.next(), words.next()) else {
                    return Err("!type command option text".to_owned());
                };
                let text = words.next().unwrap_or_default();
                let typed =
                    self.person
                        .try_types(&self.channel, command, option, text, Value::Null);
                Ok(Expected::Reply(typed?))
            }
            "click" => {
                let message = self.newest(|message| message.buttons().contains(&rest))?;
                Ok(Expected::Reply(self.person.click(&message, rest)))
            }
            "choose" => {
                let message = self.newest(|message| message.offers(rest))?;
                let chosen = self.person.choose(&message, "", &[rest]);
                Ok(Expected::Reply(chosen))
            }
            "fill" => {
                let (asked, modal) = self.open_form.take().ok_or("No form is open.")?;
                let first = &modal["components"][0]["components"][0]["custom_id"];
                let mut texts = json!({});
                texts[first.as_str().unwrap_or_default()] = json!(rest);
                Ok(Expected::Reply(self.person.submits(&asked, &modal, &texts)))
            }
            "reply" => {
                let message = self.newest(|_| true)?;
                let said = self.person.replies_to(&message, rest);
                self.said = Some(said.clone());
                Ok(Expected::Answer(said))
            }
            "dm" => Ok(Expected::Answer(self.person.writes_privately(rest))),
            "thread" => {
                let (title, text) = rest.split_once(" / ").unwrap_or((rest, rest));
                let (_, said) = self.person.opens_thread(&self.channel, title, text);
                self.said = Some(said);
                Ok(Expected::Quiet)
            }
            "menu" => {
                let said = self.said.clone().ok_or("You have written nothing yet.")?;
                let menus = self
                    .commands()
                    .into_iter()
                    .filter(|command| command["type"] == 3);
                let mut names = menus.filter_map(|menu| Some(menu["name"].as_str()?.to_owned()));
                let name = names.find(|name| rest.is_empty() || name == rest);
                let name = name.ok_or("There is no such command for messages.")?;
                Ok(Expected::Reply(
                    self.person.message_command(&said, &name).await,
                ))
            }
            "go" => {
                let channel = self.discord.guild().find_channel(rest);
                self.channel = channel.ok_or_else(|| format!("There is no channel {rest:?}."))?;
                Ok(Expected::Quiet)
            }
            "as" => {
                (self.person, self.name) = match rest {
                    "moderator" => (self.discord.moderator("Mo"), "Mo".to_owned()),
                    "owner" => (self.discord.guild().owner(), "Owner".to_owned()),
                    "" => return Err("Be whom? !as moderator, !as owner, !as Bob".to_owned()),
                    name => (self.discord.member(name), name.to_owned()),
                };
                Ok(Expected::Quiet)
            }
            "cut" => {
                self.discord.shard(0).drop_connection();
                Ok(Expected::Quiet)
            }
            other => Err(format!("There is no !{other}.\n\n{HELP}")),
        }
    }

    /// Shows what comes until the answer is complete. A person need not wait for it.
    async fn wait(&mut self, expected: Expected, bot: &mut Bot) -> anyhow::Result<()> {
        let started = Instant::now();
        let (mut requests, mut last_request) = (self.discord.requests(), started);
        while started.elapsed() < LONGEST_WAIT {
            if self.discord.requests() != requests {
                (requests, last_request) = (self.discord.requests(), Instant::now());
            }
            // A transcript shows answers when they are complete, or it would differ each time.
            if self.screen.is_interactive() {
                self.look();
            }
            bot.check()?;
            let answered = match &expected {
                Expected::Quiet => true,
                Expected::Answer(said) => said.is_answered(),
                Expected::Reply(asked) => match asked.reply_kind() {
                    None if started.elapsed() > fake_discord::limits::FIRST_REPLY => {
                        self.look();
                        self.screen.show("The application did not respond.");
                        return Ok(());
                    }
                    None => false,
                    Some(ReplyKind::Choices) => {
                        self.show_choices(asked).await;
                        return Ok(());
                    }
                    Some(ReplyKind::Modal) => {
                        self.show_form(asked).await;
                        return Ok(());
                    }
                    Some(_) => asked.is_complete(),
                },
            };
            if answered && (self.screen.is_interactive() || last_request.elapsed() > QUIET) {
                self.look();
                return Ok(());
            }
            sleep(LOOK_AGAIN).await;
        }
        self.look();
        self.screen.show("The bot gave no answer.");
        Ok(())
    }

    async fn show_choices(&mut self, asked: &Interaction) {
        let choices = asked.choices().await;
        let mut lines: Vec<String> = choices
            .iter()
            .map(|choice| format!("  - {}", choice.name))
            .collect();
        if lines.is_empty() {
            lines.push("  (no choices)".to_owned());
        }
        self.screen.show(&lines.join("\n"));
    }

    async fn show_form(&mut self, asked: &Interaction) {
        let form = asked.modal().await;
        let title = form["title"].as_str().unwrap_or_default();
        let label = &form["components"][0]["components"][0]["label"];
        let label = label.as_str().unwrap_or_default();
        self.screen
            .show(&format!("A form: {title}\n  {label}: !fill your text"));
        self.open_form = Some((asked.clone(), form));
    }

    /// Shows what is new or changed.
    fn look(&mut self) {
        let here = self.channel.id();
        for message in self.discord.all_messages() {
            let picture = message.render();
            let known = self.shown.get(&message.id());
            if known == Some(&picture) {
                continue;
            }
            if message.is_from_bot() {
                let place = self.discord.channel_by_id(message.channel_id());
                let place = place
                    .filter(|place| place.id() != here)
                    .map(|place| place.name());
                let place = place.map(|name| match name.as_str() {
                    "" => "(private) ".to_owned(),
                    name => format!("(#{name}) "),
                });
                self.screen
                    .show(&format!("{}{picture}", place.unwrap_or_default()));
            }
            self.shown.insert(message.id(), picture);
        }
        for refusal in self.discord.take_refusals() {
            self.screen.refusal(&refusal);
        }
    }

    /// The newest message of the bot such as is looked for.
    fn newest(&self, such: impl Fn(&Message) -> bool) -> Result<Message, String> {
        let messages = self.discord.all_messages().into_iter().rev();
        let mut own = messages.filter(Message::is_from_bot);
        own.find(|message| such(message) && message.is_visible_to(&self.person))
            .ok_or_else(|| "The bot has written no message that has it.".to_owned())
    }

    fn commands(&self) -> Vec<Value> {
        let mut commands = self.discord.commands(Scope::Global);
        commands.extend(
            self.discord
                .commands(Scope::Guild(self.discord.guild().id())),
        );
        commands
    }
}

/// Lines from standard input, read beside everything else.
fn read_lines() -> Receiver<String> {
    let (send, receive) = channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lines() {
            let Ok(line) = line else { return };
            if send.blocking_send(line).is_err() {
                return;
            }
        }
    });
    receive
}
