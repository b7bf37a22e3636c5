//! `footnote check`: a linter for the people who write articles. Each rule has an article
//! here that breaks it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;
use serde_json::Value;
use walkdir::WalkDir;

use crate::world::World;

/// An article without a fault.
const SOUND: &str = "---\ntitle: Kites\nurl: https://example.org/kites\n---\n\
    A kite needs wind, a light frame and a string that does not break.\n";

/// A rule, how bad it is to break it, and an article that does, with the line of the fault
/// where one can be named.
struct Breach {
    rule: &'static str,
    severity: &'static str,
    line: Option<u64>,
    text: Vec<u8>,
}

fn error(rule: &'static str, line: impl Into<Option<u64>>, text: impl Into<Vec<u8>>) -> Breach {
    Breach {
        rule,
        severity: "error",
        line: line.into(),
        text: text.into(),
    }
}

fn warning(rule: &'static str, line: impl Into<Option<u64>>, text: impl Into<Vec<u8>>) -> Breach {
    Breach {
        severity: "warning",
        ..error(rule, line, text)
    }
}

/// An article with this text.
fn with(text: &str) -> String {
    format!("---\ntitle: Tents\nurl: https://example.org/tents\n---\n{text}")
}

/// An article with this line in its front matter, the fourth one of the file.
fn keyed(line: &str) -> String {
    with("A tent.\n").replace("/tents\n", &format!("/tents\n{line}\n"))
}

fn breaches_of_front_matter() -> Vec<Breach> {
    let address = "---\ntitle: Tents\nurl: javascript:x\n---\nA tent.\n";
    let unclosed = "---\ntitle: [Tents\nurl: https://example.org/\n---\nA tent.\n";
    let untitled = "---\nurl: https://example.org\n---\nA tent.\n";
    vec![
        warning("missing-url", None, "# Tents\n\nA tent keeps you dry.\n"),
        warning("missing-title", None, untitled),
        error("bad-url", 3, address),
        warning("bad-date", 4, keyed("updated: 03/04/2026")),
        warning("bad-value", 4, keyed("draft: perhaps")),
        warning("unknown-key", 4, keyed("topcis: [a]")),
        warning("duplicate-key", 4, keyed("title: Other")),
        error("front-matter", 3, unclosed),
    ]
}

fn breaches_of_text() -> Vec<Breach> {
    let long = with(&format!(
        "A tent {}keeps you dry.\n",
        "and a rope ".repeat(80)
    ));
    let large = with(&"A tent is large.\n\n".repeat(70_000));
    let mut latin = with("A tent in a caf").into_bytes();
    latin.extend(b"\xe9, by the river.\n");
    let same_id = "## Poles {#a}\n\nPoles bend.\n## Pegs {#a}\n\nPegs hold.\n";
    let same_title = SOUND.replace("A kite needs", "Nobody needs");
    let same_text = SOUND.replace("title: Kites", "title: Kites again");
    vec![
        error("no-text", None, with("")),
        warning(
            "empty-section",
            7,
            with("A tent.\n\n## Poles\n\n## Pegs\n\nText.\n"),
        ),
        warning(
            "open-comment",
            7,
            with("A tent.\n\n<!-- never closed\n\nText.\n"),
        ),
        warning("long-passage", 5, long),
        error("duplicate-id", 8, with(same_id)),
        error("dead-link", 5, with("See [poles](poles.md) for more.\n")),
        error("duplicate-title", None, same_title),
        warning("near-duplicate", None, same_text),
        warning("encoding", None, latin),
        error("binary", None, b"\x00\x01\x02\x03"),
        error("too-large", None, large),
    ]
}

fn breaches() -> Vec<Breach> {
    let mut breaches = breaches_of_front_matter();
    breaches.extend(breaches_of_text());
    breaches
}

/// Rules that the tests below break with something else than the text of an article.
const OF_FILES: [&str; 8] = [
    "link-to-server",
    "no-server",
    "synonyms",
    "path",
    "unreadable",
    "link-leaves-corpus",
    "link-repeats-folder",
    "link-loop",
];

fn world() -> World {
    World::new()
        .article("kites.md", SOUND)
        .variable("FOOTNOTE_CORPUS_MAX_FILE_MIB", "1")
}

/// The problems that `check --json` finds.
#[track_caller]
fn problems(world: &World) -> Vec<Value> {
    let found = world.run(["check", "--json"]).json();
    found["problems"].as_array().expect("it is a list").clone()
}

#[test]
fn every_rule_finds_the_article_that_breaks_it() {
    for breach in breaches() {
        let world = world().article("tents.md", &breach.text);
        let problems = problems(&world);
        let found = problems
            .iter()
            .find(|problem| problem["rule"] == breach.rule)
            .unwrap_or_else(|| panic!("{} is not found: {problems:#?}", breach.rule));
        assert_eq!(found["path"], "tents.md", "{found}");
        assert_eq!(found["severity"], breach.severity, "{found}");
        assert_eq!(found["line"].as_u64(), breach.line, "{found}");
        let message = found["message"].as_str().expect("it is a sentence");
        assert!(message.len() > 20, "{found}");
    }
}

#[cfg(unix)]
#[test]
fn every_rule_finds_the_file_that_breaks_it() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;

    let world = world()
        .article("folder/tents.md", SOUND)
        .article("synonyms.txt", "tent, shelter\nalone\n")
        .file("secret.md", SOUND);
    let corpus = world.path("corpus");
    symlink("../secret.md", corpus.join("a.md")).unwrap();
    symlink("folder", corpus.join("b")).unwrap();
    symlink("..", corpus.join("folder/c")).unwrap();
    symlink("nowhere.md", corpus.join("d.md")).unwrap();
    world.write("corpus/servers/1/tents.md", SOUND);
    world.write("corpus/servers/friends/tents.md", SOUND);
    symlink("servers/1/tents.md", corpus.join("e.md")).unwrap();
    let odd = fs::write(corpus.join(OsStr::from_bytes(b"\xff.md")), SOUND);
    let found: BTreeSet<String> = problems(&world)
        .iter()
        .map(|problem| problem["rule"].as_str().unwrap().to_owned())
        .collect();
    for rule in OF_FILES {
        let expected = rule != "path" || odd.is_ok();
        assert!(
            !expected || found.contains(rule),
            "{rule} is not found: {found:?}"
        );
    }
}

#[test]
fn no_rule_is_without_an_article_that_breaks_it() {
    let named = Regex::new(
        r#"(?:Problem::(?:error|warning)|warn|skip|skipped)\(\s*[^"();]*(?:\([^"()]*\)[^"();]*)?"([a-z]+(?:-[a-z]+)*)""#,
    )
    .unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/corpus");
    let mut rules = BTreeSet::new();
    for entry in WalkDir::new(source) {
        let path = entry.unwrap().into_path();
        let shown = path.to_string_lossy();
        // What an import says is no rule for articles.
        if shown.contains("import") || !shown.ends_with(".rs") || shown.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        rules.extend(named.captures_iter(code).map(|found| found[1].to_owned()));
    }
    assert!(rules.len() > 15, "{rules:?}");
    let broken: BTreeSet<String> = breaches()
        .iter()
        .map(|breach| breach.rule)
        .chain(OF_FILES)
        .map(str::to_owned)
        .collect();
    let unbroken: Vec<&String> = rules.difference(&broken).collect();
    assert!(unbroken.is_empty(), "{unbroken:?}");
}

#[test]
fn the_exit_code_is_1_for_errors_and_0_for_warnings() {
    let world = World::new().article("kites.md", SOUND);
    let output = world.run(["check"]).exits(0).quietly();
    assert_eq!(output.stdout, "1 article: 0 errors, 0 warnings\n");
    world.write("corpus/a.md", "# Tents\n\nA tent keeps you dry.\n");
    world
        .run(["check"])
        .exits(0)
        .prints("2 articles: 0 errors, 1 warning\n");
    world.write("corpus/b.md", "# Poles\n\nSee [tents](tent.md).\n");
    let output = world.run(["check"]).exits(1);
    insta::assert_snapshot!(output.stdout, @r"
    a.md: warning: there is no `url`: answers from this article have no link; add the address of its page [missing-url]
    b.md: warning: there is no `url`: answers from this article have no link; add the address of its page [missing-url]
    b.md:3: error: the link leads to tent.md, which does not exist; correct or drop it [dead-link]

    3 articles: 1 error, 2 warnings
    ");
    assert!(!world.path("index").exists(), "it only looks");
}

#[test]
fn the_json_counts_and_lists() {
    let world = World::new().article("b.md", "# Poles\n\nSee [tents](tent.md).\n");
    let found = world.run(["check", "--json"]).exits(1).json();
    let keys: Vec<&String> = found.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["articles", "errors", "warnings", "problems"]);
    assert_eq!(
        (found["articles"].as_u64(), found["errors"].as_u64()),
        (Some(1), Some(1))
    );
    let problem = found["problems"][0].as_object().unwrap();
    let keys: Vec<&String> = problem.keys().collect();
    assert_eq!(keys, ["path", "line", "severity", "rule", "message"]);
}

#[test]
fn the_starter_corpus_has_no_error() {
    let found = World::starter().run(["check", "--json"]).exits(0).json();
    assert_eq!(found["errors"], 0, "{found:#}");
    assert!(found["articles"].as_u64() >= Some(24));
}

#[test]
fn without_a_corpus_there_is_nothing_to_check() {
    let world = World::new();
    fs::remove_dir(world.path("corpus")).unwrap();
    world
        .run(["check"])
        .exits(2)
        .notes("there is no folder of articles at corpus");
    world
        .run(["check", "--corpus", "/dev/null"])
        .exits(2)
        .notes("/dev/null is not a folder");
}
