//! Claims about what moderators see: whatever stands in a file, a preview keeps Discord's limits
//! and holds no markup but our own.

use std::collections::HashMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;
use serde_json::Value;

use super::history;
use super::preview::{Extras, card};
use crate::discord::tests::{assert_within_limits, unescaped};
use crate::discord::words::Language;
use crate::editing::{
    ArticlePath, ContentHash, Kind, LeftOut, Origin, Outline, Outlook, Place, Plan, PlanId,
    Proposal, Remade, Skipped, Step,
};
use crate::journal::{Change, Version};
use crate::librarian::{Problem, Severity};

fn proposal(kind: Kind, steps: &[(&str, Option<&str>, Option<&str>)], title: &str) -> Proposal {
    let mut contents = HashMap::new();
    let mut hashed = |text: Option<&str>| {
        text.map(|text| {
            let hash = ContentHash::of(text.as_bytes());
            contents.insert(hash.clone(), text.as_bytes().to_vec());
            hash
        })
    };
    let steps = steps
        .iter()
        .map(|(path, before, after)| Step {
            path: ArticlePath::new(path).unwrap(),
            title: title.to_owned(),
            before: hashed(*before),
            after: hashed(*after),
        })
        .collect();
    let origin = Origin {
        place: Place::shared(),
        who: 1,
        server: Some(2),
        at: 3,
    };
    Proposal {
        plan: Plan {
            kind,
            origin,
            undoes: None,
            steps,
        },
        contents,
    }
}

fn outlook(proposal: &Proposal, text: &str) -> Outlook {
    let outline = |step: &Step| Outline {
        path: step.path.clone(),
        title: step.title.clone(),
        topics: vec![text.to_owned(); 3],
        url: Some(format!("https://example.org/{text}")),
        headings: vec![text.to_owned(); 20],
        passages: text.len() % 3,
        words: 10,
        beginning: text.to_owned(),
    };
    let problem = Problem {
        path: text.to_owned(),
        line: Some(1),
        severity: Severity::Error,
        rule: "rule".to_owned(),
        message: text.to_owned(),
    };
    Outlook {
        articles: proposal.plan.steps.iter().map(outline).collect(),
        problems: vec![problem; 20],
    }
}

/// Our own marks: small print, who and when, commands, the link to the page.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    let link = r"\[[^\]]*\]\(https://example\.org/[^)\s]*\)";
    Regex::new(&format!(
        r"(?m)^-# |<@\d{{20}}>|<t:\d+:f>|`[a-z/ ]+`|{link}"
    ))
    .unwrap()
});

/// All that there is to see of a text: of a new article, of its change, of it among many.
fn shown(text: &str, lines: &str) -> Vec<crate::discord::reply::Reply> {
    let id = PlanId::parse("0123456789abcdef0123456789abcdef").unwrap();
    let many: Vec<String> = (0..30).map(|nth| format!("folder/{nth}.md")).collect();
    let many: Vec<_> = many
        .iter()
        .map(|path| (path.as_str(), None, Some(lines)))
        .collect();
    let other = format!("{lines}\nother");
    let cases = [
        proposal(Kind::Add, &[("a.md", None, Some(lines))], text),
        proposal(Kind::Edit, &[("a.md", Some(&other), Some(lines))], text),
        proposal(Kind::Remove, &[("a.md", Some(lines), None)], text),
        proposal(
            Kind::Rename,
            &[("a.md", Some(lines), None), ("b.md", None, Some(lines))],
            text,
        ),
        proposal(Kind::Undo, &[("a.md", Some(lines), Some(&other))], text),
        proposal(Kind::Add, &many, text),
    ];
    let version = Version {
        path: format!("{text}.md"),
        title: text.to_owned(),
        before: None,
        after: Some("0".repeat(64)),
        ..Version::default()
    };
    let change = |id| Change {
        id,
        at: 1_700_000_000,
        place: String::new(),
        server: None,
        who: Some(u64::MAX),
        kind: "add".to_owned(),
        undoes: Some(1),
        versions: vec![version.clone(); 6],
    };
    let extras = Extras {
        notes: vec![Some(Remade::Page { in_spite: false })],
        skipped: vec![
            Skipped {
                name: text.to_owned(),
                reason: LeftOut::Hidden
            };
            9
        ],
        undone: Some(change(7)),
    };
    let mut replies: Vec<_> = cases
        .iter()
        .map(|proposal| {
            let outlook = outlook(proposal, text);
            card(proposal, &outlook, &extras, &id, Language::English)
        })
        .collect();
    let changes: Vec<Change> = (1..=9).map(change).collect();
    replies.push(history::card(
        None,
        &changes,
        Some(9),
        "",
        Language::English,
    ));
    replies
}

proptest! {
    #[test]
    fn whatever_stands_in_a_file_its_preview_keeps_the_limits(
        text in any::<String>().prop_map(|text| text.repeat(20)),
        lines in "(\\PC|\n){0,3000}",
    ) {
        for reply in shown(&text, &lines) {
            assert_within_limits(&reply);
        }
    }

    #[test]
    fn no_text_of_a_file_becomes_a_mention_or_a_link(
        text in "[a-z ]{0,10}(@everyone|<@1>|\\[a\\]\\(https://evil\\)|https://evil|<#5>|```|# |\\|\\|){1,4}[ \n]{0,3}",
    ) {
        for reply in shown(&text, &text) {
            let message = serde_json::to_value(&reply).unwrap();
            let told = message["embeds"][0]["description"].as_str().unwrap_or_default();
            let left = OWN.replace_all(&unescaped(told), "").into_owned();
            for mark in ["@", "<", "](", "://", "`", "||", "# "] {
                prop_assert!(!left.contains(mark), "{left}");
            }
            prop_assert_eq!(&message["embeds"][0]["url"], &Value::Null);
        }
    }
}
