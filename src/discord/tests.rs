//! Claims about what members see: whatever stands in questions and articles, a reply keeps
//! Discord's limits and holds no markup but our own.

use std::fs;
use std::ops::ControlFlow;

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::Value;

use super::bot;
use super::card::{self, Audience};
use super::commands;
use super::failure::Trouble;
use super::press::{MAX_PASSAGES, Pages, Press};
use super::quota::Reached;
use super::reply::Reply;
use super::revision::Refusal;
use super::settings_card::settings_card;
use super::words::{Language, Languages};
use crate::answer::{Answer, Citation, Corrected, Question, QuestionError};
use crate::config::DiscordConfig;
use crate::journal::ServerSettings;
use crate::librarian::{AskOptions, Librarian, LibrarianError, ReindexOptions, Settings};

fn citation(place: usize) -> Citation {
    Citation {
        id: format!("passage{place}"),
        rank: place + 1,
        score: 1.0,
        title: "Fascia".to_owned(),
        breadcrumb: vec!["Fascia".to_owned(), "What is fascia?".to_owned()],
        text: "Fascia is a web of tissue. It holds muscles.".to_owned(),
        highlights: vec![[0, 6]],
        best_sentence: [0, 26],
        url: Some("https://example.org/fascia#what".to_owned()),
        article: format!("fascia-{place}.md"),
        topics: vec!["Fascia".to_owned()],
        updated: Some("2026-05-01".to_owned()),
        verbatim: false,
    }
}

fn pages(count: usize) -> Pages {
    Pages {
        asker: u64::MAX,
        from: 0,
        passages: (0..count).map(|place| citation(place).id).collect(),
    }
}

fn answer(question: &str) -> Answer {
    Answer {
        question: question.to_owned(),
        about: None,
        answered: false,
        confidence: 0.1,
        passages: Vec::new(),
        corrected: Vec::new(),
        did_you_mean: vec!["fascia".to_owned()],
        unknown_words: vec!["fasica".to_owned()],
        topics: vec!["Fascia".to_owned(), "Back pain".to_owned()],
        explanation: None,
    }
}

/// Puts articles into an index of their own and asks them.
fn ask_articles(articles: &[String], question: &str) -> Answer {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (number, article) in articles.iter().enumerate() {
        fs::write(corpus.join(format!("{number}.md")), article).unwrap();
    }
    let librarian = Librarian::new(Settings {
        by_meaning: true,
        remembered_answers: 0,
        table: None,
        model: None,
        corpus,
        index: folder.path().join("index"),
        base_url: None,
        max_file_bytes: 1 << 20,
        min_confidence: 0.0,
    });
    let reindex = ReindexOptions {
        full: true,
        allow_empty: true,
    };
    librarian
        .reindex(reindex, &|_| ControlFlow::Continue(()))
        .unwrap();
    let options = AskOptions {
        explain: false,
        limit: MAX_PASSAGES,
        topic: None,
    };
    let question = Question::parse(question).unwrap();
    librarian.ask(&question, &options).unwrap()
}

/// Discord's limits on a message, as its documentation has them.
pub(super) fn assert_within_limits(reply: &Reply) {
    let message = serde_json::to_value(reply).unwrap();
    let chars = |value: &Value| value.as_str().unwrap_or_default().chars().count();
    assert!(chars(&message["content"]) <= 2_000);
    let embeds = message["embeds"].as_array().unwrap();
    assert!(embeds.len() <= 10);
    assert!(
        chars(&message["content"]) > 0 || !embeds.is_empty(),
        "an empty message"
    );
    let mut total = 0;
    for embed in embeds {
        for (text, max) in [
            (&embed["title"], 256),
            (&embed["description"], 4_096),
            (&embed["author"]["name"], 256),
            (&embed["footer"]["text"], 2_048),
        ] {
            assert!(chars(text) <= max);
            total += chars(text);
        }
        assert!(chars(&embed["url"]) <= 2_048);
    }
    assert!(total <= 6_000, "{total} characters");
    let rows = message["components"].as_array().unwrap();
    assert!(rows.len() <= 5);
    let mut ids = Vec::new();
    for component in rows
        .iter()
        .flat_map(|row| row["components"].as_array().unwrap())
    {
        assert!((1..=100).contains(&chars(&component["custom_id"])));
        ids.push(component["custom_id"].to_string());
        assert!(chars(&component["label"]) <= 80);
        let options = component["options"].as_array();
        for option in options.into_iter().flatten() {
            assert!((1..=100).contains(&chars(&option["label"])));
            assert!((1..=100).contains(&chars(&option["value"])));
        }
        assert!(options.is_none_or(|options| (1..=25).contains(&options.len())));
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), count, "two components have one id");
    assert_eq!(message["allowed_mentions"]["parse"], serde_json::json!([]));
}

/// What is left to Markdown once escaped characters are gone.
pub(super) fn unescaped(markdown: &str) -> String {
    let mut rest = String::new();
    let mut characters = markdown.chars();
    while let Some(c) = characters.next() {
        if c == '\\' {
            characters.next();
        } else {
            rest.push(c);
        }
    }
    rest
}

#[test]
fn an_answer_marks_its_best_sentence_and_the_words_asked_for() {
    let reply = card::page(
        "what is fascia?",
        &[Some(citation(0))],
        &pages(1),
        Audience::Everybody,
        &ServerSettings::default(),
        Language::English,
    );
    insta::assert_snapshot!(serde_json::to_string_pretty(&reply.embeds).unwrap());
}

#[test]
fn a_passage_that_is_gone_is_said_to_be() {
    let reply = card::page(
        "q",
        &[None, Some(citation(1))],
        &pages(2),
        Audience::Everybody,
        &ServerSettings::default(),
        Language::English,
    );
    assert!(reply.content.contains("gone"), "{}", reply.content);
    let reply = card::page(
        "q",
        &[None],
        &pages(1),
        Audience::Everybody,
        &ServerSettings::default(),
        Language::English,
    );
    assert_within_limits(&reply);
}

#[test]
fn the_buttons_turn_the_pages_and_stop_at_the_ends() {
    let passages: Vec<_> = (0..7).map(|place| Some(citation(place))).collect();
    let labels = |from: usize| {
        let pages = Pages { from, ..pages(7) };
        let reply = card::page(
            "q",
            &passages,
            &pages,
            Audience::Everybody,
            &ServerSettings::default(),
            Language::English,
        );
        let message = serde_json::to_value(&reply).unwrap();
        let buttons = message["components"][0]["components"]
            .as_array()
            .unwrap()
            .clone();
        let labels = buttons
            .iter()
            .map(|it| it["label"].as_str().unwrap().to_owned());
        labels.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(labels(0), "Next ▶, Helpful, Not helpful");
    assert_eq!(labels(3), "◀ Earlier, Next ▶, Helpful, Not helpful");
    assert_eq!(labels(6), "◀ Earlier, Helpful, Not helpful");
}

#[test]
fn a_page_has_as_many_passages_as_the_server_has_set() {
    let passages: Vec<_> = (0..9).map(|place| Some(citation(place))).collect();
    for per_page in 1..=MAX_PASSAGES {
        let settings = ServerSettings {
            passages: Some(per_page),
            ..ServerSettings::default()
        };
        let reply = card::page(
            "q",
            &passages,
            &pages(9),
            Audience::Everybody,
            &settings,
            Language::English,
        );
        let message = serde_json::to_value(&reply).unwrap();
        let short = message["embeds"][1]["description"].as_str();
        let short = short.map_or(0, |text| text.matches("\n> ").count());
        assert_eq!(short + 1, per_page);
        let next = message["components"][0]["components"][0]["custom_id"].as_str();
        let turned = match next.and_then(Press::parse) {
            Some(Press::Turn(pages)) => pages.from,
            _ => MAX_PASSAGES,
        };
        assert_eq!(turned, per_page);
    }
}

#[test]
fn a_caution_is_said_once_under_articles_on_its_topic_and_no_others() {
    let caution = "This is *no* advice, @everyone.".to_owned();
    let settings = ServerSettings {
        cautions: [
            ("FASCIA".to_owned(), caution.clone()),
            ("Pain".to_owned(), caution),
        ]
        .into(),
        ..ServerSettings::default()
    };
    let last = |passage: &Citation| {
        let reply = card::single("q", Some(passage), &settings, Language::English);
        serde_json::to_string(reply.embeds.last().unwrap()).unwrap()
    };
    let about = Citation {
        topics: vec!["Fascia".to_owned(), "pain".to_owned()],
        ..citation(0)
    };
    let said = last(&about);
    assert_eq!(said.matches("⚠").count(), 1, "{said}");
    assert!(said.contains(r"\\*no\\*"), "{said}");
    let other = Citation {
        topics: vec!["Feet".to_owned()],
        ..citation(0)
    };
    assert!(!last(&other).contains('⚠'));
}

#[test]
fn a_word_that_nobody_wrote_can_be_asked_again_by_a_button() {
    let reply = card::nothing_found(&answer("what is fasica"), Language::English);
    let message = serde_json::to_value(&reply).unwrap();
    let id = message["components"][0]["components"][0]["custom_id"]
        .as_str()
        .unwrap();
    let press = Press::Respell {
        from: "fasica".to_owned(),
        to: "fascia".to_owned(),
    };
    assert_eq!(Press::parse(id), Some(press));
}

#[test]
fn what_the_bot_says_of_itself_keeps_the_limits_in_every_language() {
    let names = vec!["a name of some length".repeat(10); 30];
    let name = names[0].clone();
    let troubles = [
        Trouble::Question(QuestionError::TooLong { chars: 6_000 }),
        Trouble::NothingAsked,
        Trouble::Quota(Reached::Member),
        Trouble::NotModerator,
        Trouble::NotManager,
        Trouble::NotHome,
        Trouble::NotHere,
        Trouble::Setting(Refusal::NotInList(name.clone())),
        Trouble::Cooldown { seconds: 3_600 },
        Trouble::NoJournal,
        Trouble::Librarian(LibrarianError::UnknownTopic {
            name: name.clone(),
            known: names.clone(),
        }),
        Trouble::Librarian(LibrarianError::UnknownArticle { name, near: names }),
    ];
    let everything = ServerSettings {
        channels: vec![u64::MAX; 50],
        thread_channels: vec![u64::MAX; 50],
        moderator_roles: vec![u64::MAX; 50],
        cautions: (0..20).map(|n| (format!("{n}"), "w".repeat(200))).collect(),
        topics: vec!["topic ".repeat(33); 50],
        folders: vec!["folder".repeat(33); 50],
        ..ServerSettings::default()
    };
    for language in Language::ALL {
        for trouble in &troubles {
            assert_within_limits(&trouble.reply(language));
        }
        let config = DiscordConfig::default();
        assert_within_limits(&settings_card(
            &everything,
            &config,
            Some(usize::MAX),
            false,
            language,
        ));
        // A reply would cut it without a word.
        let reply = Reply::line("").embed(commands::help_card(language));
        let message = serde_json::to_value(&reply).unwrap();
        let text = message["embeds"][0]["description"].as_str().unwrap();
        assert!(!text.ends_with('…'), "{text}");
        assert_within_limits(&reply);
        // Nor may a name on a button be cut.
        for label in [
            "button-earlier",
            "button-next",
            "button-show",
            "button-helpful",
        ] {
            assert!(language.say(label).chars().count() <= 25);
        }
    }
}

proptest! {
    #[test]
    fn any_passages_keep_the_limits(
        question in "\\PC{0,500}",
        texts in vec(any::<String>().prop_map(|text| text.repeat(20)), 1..=MAX_PASSAGES),
        title in any::<String>(),
        url in "https://[a-z()\\[\\]<>*_ ]{0,3000}",
        per_page in 1..=MAX_PASSAGES,
        caution in "\\PC{200}",
    ) {
        let settings = ServerSettings {
            passages: Some(per_page),
            cautions: [(title.to_uppercase(), caution)].into(),
            ..ServerSettings::default()
        };
        // Some letters have several forms; the topic is named so that both are the same.
        let title = title.to_uppercase();
        let passages: Vec<Option<Citation>> = texts.iter().enumerate().map(|(place, text)| {
            let chars = text.chars().count();
            Some(Citation {
                text: text.clone(),
                title: title.clone(),
                breadcrumb: vec![title.clone(), text.clone()],
                url: Some(url.clone()),
                topics: vec![title.clone(); 3],
                highlights: (0..chars / 2).map(|at| [2 * at, 2 * at + 1]).collect(),
                best_sentence: [chars / 4, chars],
                ..citation(place)
            })
        }).collect();
        let pages = pages(passages.len());
        for language in Language::ALL {
            for audience in [Audience::Everybody, Audience::Asker] {
                let reply = card::page(&question, &passages, &pages, audience, &settings, language);
                assert_within_limits(&reply);
                let caution = reply.embeds.last().unwrap();
                prop_assert!(caution.chars() > 0 && reply.embeds.len() >= 2, "it is said");
            }
        }
        let first = passages[0].as_ref();
        assert_within_limits(&card::single(&question, first, &settings, Language::German));
    }

    #[test]
    fn nothing_found_keeps_the_limits(words in vec("\\PC{0,200}", 0..8), question in any::<String>()) {
        let answer = Answer {
            corrected: words
                .iter()
                .map(|word| Corrected {
                    typed: word.clone(),
                    read_as: word.clone(),
                })
                .collect(),
            did_you_mean: words.clone(),
            unknown_words: words.clone(),
            topics: words,
            ..answer(&question)
        };
        for language in Language::ALL {
            assert_within_limits(&card::nothing_found(&answer, language));
            assert_within_limits(&card::nothing_found_line(&answer, language));
        }
    }

    #[test]
    fn no_text_of_an_article_becomes_a_mention_or_a_link(
        text in "[a-z ]{0,10}(@everyone|<@1>|\\[a\\]\\(https://evil\\)|https://evil|<#5>|`|#|\\|\\|){1,4}[ \n]{0,3}",
    ) {
        let passage = Citation { text: text.clone(), url: None, highlights: vec![], best_sentence: [0, 0], ..citation(0) };
        let settings = ServerSettings::default();
        let reply = card::page("q", &[Some(passage)], &pages(1), Audience::Everybody, &settings, Language::English);
        let message = serde_json::to_value(&reply).unwrap();
        let left = unescaped(message["embeds"][0]["description"].as_str().unwrap());
        for mark in ["@", "<", "](", "://", "`", "||", "#"] {
            prop_assert!(!left.contains(mark), "{left}");
        }
    }
}

proptest! {
    // Each case writes an index.
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn whatever_articles_hold_their_answers_keep_the_limits(
        texts in vec((any::<String>(), any::<String>(), "\\PC{0,300}", any::<String>()), 1..5),
    ) {
        let mut articles: Vec<String> = texts.iter().map(|(title, topic, heading, body)| {
            let quoted = |text: &str| serde_json::to_string(text).unwrap();
            format!(
                "---\ntitle: {}\ntopics: [{}]\nurl: https://example.org/{}\n---\n\n# {heading}\n\n\
                 Fascia is {}\n",
                quoted(title), quoted(topic), "a(".repeat(title.len()), body.repeat(10),
            )
        }).collect();
        // One of which there is no doubt that it is text.
        articles.push("# Fascia\n\nFascia is a thin web of tissue.\n".to_owned());
        let answer = ask_articles(&articles, "what is fascia?");
        prop_assert!(answer.answered);
        for languages in Language::ALL.map(Languages::both) {
            for private in [false, true] {
                let settings = ServerSettings::default();
                assert_within_limits(&bot::answered(answer.clone(), u64::MAX, private, &settings, languages));
            }
            assert_within_limits(&card::nothing_found(&answer, languages.own));
            assert_within_limits(&card::nothing_found_line(&answer, languages.own));
        }
    }
}
