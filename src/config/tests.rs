//! The layers of the settings, and the words of their errors.

use std::collections::HashMap;
use std::fs;

use super::layers::{Layers, variable};
use super::*;

const EXAMPLE: &str = include_str!("../../config.example.toml");

fn from_file(text: &str) -> Result<Config, ConfigError> {
    let mut layers = Layers::new();
    layers.lay_file(text, Path::new("settings/footnote.toml"))?;
    Ok(layers.into_config())
}

fn from_environment(variables: &[(&str, &str)]) -> Result<Config, ConfigError> {
    let variables: HashMap<String, String> = variables
        .iter()
        .map(|&(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    let mut layers = Layers::new();
    layers.lay_environment(&|name| variables.get(name).cloned())?;
    Ok(layers.into_config())
}

#[track_caller]
fn refused(text: &str, expected: &str) {
    let error = from_file(text).expect_err("the file is wrong");
    assert_eq!(error.to_string(), expected);
}

#[test]
fn the_example_holds_the_defaults() {
    let example: Config = toml::from_str(EXAMPLE).unwrap();
    assert_eq!(example, Config::default());
}

#[test]
fn the_example_names_every_key_and_its_variable() {
    let defaults = toml::Table::try_from(Config::default()).unwrap();
    let example: toml::Table = toml::from_str(EXAMPLE).unwrap();
    for (section, keys) in &defaults {
        for (key, default) in keys.as_table().unwrap() {
            let value = example.get(section).and_then(|section| section.get(key));
            assert!(value.is_some(), "[{section}] {key} is not in the example");
            // A list has no variable.
            if default.is_array() {
                continue;
            }
            let name = variable(section, key);
            let documented = EXAMPLE.lines().any(|line| {
                let words = line.strip_prefix("# ").unwrap_or_default();
                words.split(", ").any(|word| word == name)
            });
            assert!(documented, "{name} is not in the example");
        }
    }
}

#[test]
fn a_file_changes_only_what_it_names() {
    let config = from_file("[answer]\nlimit = 7\n").unwrap();
    assert_eq!(config.answer.limit, 7);
    assert_eq!(config.corpus, CorpusConfig::default());
}

#[test]
fn a_relative_path_in_the_file_is_relative_to_its_folder() {
    let config = from_file("[corpus]\npath = 'articles'\n[index]\npath = '/var/index'\n").unwrap();
    assert_eq!(config.corpus.path, Path::new("settings/articles"));
    assert_eq!(config.index.path, Path::new("/var/index"));
}

#[test]
fn the_default_paths_stay_relative_to_the_working_directory() {
    assert_eq!(from_file("").unwrap().corpus.path, Path::new("corpus"));
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_the_ones_expected() {
    refused(
        "[corpus]\npath = 'a'\nbase_ur = 'https://example.org'\n",
        "settings/footnote.toml, line 3: unknown key `base_ur`; expected `path`, `base_url`, \
         `max_file_mib`, `watch` (did you mean `base_url`?)",
    );
    refused(
        "[index]\nfolder = 'a'\n",
        "settings/footnote.toml, line 2: unknown key `folder`; expected `path`",
    );
    refused(
        "\n[anser]\nlimit = 2\n",
        "settings/footnote.toml, line 2: unknown key `anser`; expected `corpus`, `index`, \
         `answer`, `semantic`, `journal`, `discord`, `fetching`, `sources` (did you mean `answer`?)",
    );
}

#[test]
fn a_bad_value_says_what_is_expected() {
    refused(
        "[answer]\nlimit = 0\n",
        "settings/footnote.toml, line 2: `limit`: expected a whole number from 1 to 50, \
         found integer `0`",
    );
    refused(
        "[answer]\nmin_confidence = 'high'\n",
        "settings/footnote.toml, line 2: `min_confidence`: expected a number from 0 to 1, \
         found string \"high\"",
    );
    refused(
        "[corpus]\nbase_url = 'ftp://example.org'\n",
        "settings/footnote.toml, line 2: `base_url`: expected an address that starts with \
         https:// or http://, found string \"ftp://example.org\"",
    );
    refused(
        "[corpus]\npath = ''\n",
        "settings/footnote.toml, line 2: `path`: expected the path of a folder, found string \"\"",
    );
}

#[test]
fn sources_are_read_from_the_file_and_their_faults_are_named() {
    let page = "[[sources]]\nname = 'a'\nkind = 'page'\naddress = 'https://a.example'\n";
    let folder = "[[sources]]\nname = 'b'\nkind = 'folder'\npath = 'notes'\n";
    let config = from_file(&format!("{page}{folder}")).unwrap();
    let places: Vec<String> = config
        .sources
        .iter()
        .map(|it| it.place.to_string())
        .collect();
    assert_eq!(places, ["https://a.example/", "settings/notes"]);
    let error = from_file(&format!("{page}{page}")).expect_err("two have one name");
    assert!(
        error.to_string().contains("two sources are called \"a\""),
        "{error}"
    );
    // Names are those of a server.
    let own = page.replace("kind", "server = 7\nkind");
    let config = from_file(&format!("{page}{own}")).expect("one is a server's");
    assert_eq!(config.sources[1].server, Some(7));
    let error = from_file(&page.replace("kind", "server = 0\nkind")).expect_err("no server");
    assert!(error.to_string().contains("the id of a server"), "{error}");
    let error = from_file("[[sources]]\nname = 'a'\nkind = 'page'\n").expect_err("no address");
    assert!(
        error.to_string().contains("the kind page needs `address`"),
        "{error}"
    );
}

#[test]
fn text_that_is_no_toml_is_refused_with_its_line() {
    let error = from_file("[answer]\nlimit = = 2\n").expect_err("the file is wrong");
    let ConfigError::Invalid { line, .. } = error else {
        panic!("{error}");
    };
    assert_eq!(line, 2);
}

#[test]
fn every_key_has_a_variable() {
    let config = from_environment(&[
        ("FOOTNOTE_CORPUS", "articles"),
        ("FOOTNOTE_CORPUS_BASE_URL", "https://example.org/"),
        ("FOOTNOTE_CORPUS_MAX_FILE_MIB", "2"),
        ("FOOTNOTE_CORPUS_WATCH", "false"),
        ("FOOTNOTE_FETCHING_CONTACT", "https://example.org/bot"),
        ("FOOTNOTE_FETCHING_DELAY_SECONDS", "2.5"),
        ("FOOTNOTE_INDEX", "built"),
        ("FOOTNOTE_JOURNAL", "kept"),
        ("FOOTNOTE_ANSWER_LIMIT", " 5 "),
        ("FOOTNOTE_ANSWER_MIN_CONFIDENCE", "1"),
        ("FOOTNOTE_ANSWER_REMEMBERED_ANSWERS", "0"),
        ("FOOTNOTE_DISCORD_API_URL", "http://127.0.0.1:8080"),
        ("FOOTNOTE_SEMANTIC_ENABLED", "false"),
        ("FOOTNOTE_SEMANTIC_TABLE", "models/table.bin"),
        ("FOOTNOTE_SEMANTIC_MODEL", "models/small"),
        ("FOOTNOTE_SEMANTIC_QUERY_PREFIX", "query: "),
        ("FOOTNOTE_SEMANTIC_PASSAGE_PREFIX", "passage: "),
        ("FOOTNOTE_DISCORD_LOG_CHANNEL", "7"),
        ("FOOTNOTE_DISCORD_UNASKED_CONFIDENCE", "0.7"),
        ("FOOTNOTE_DISCORD_MEMBER_QUESTIONS_PER_MINUTE", "1"),
        ("FOOTNOTE_DISCORD_CHANNEL_QUESTIONS_PER_MINUTE", "2"),
        ("FOOTNOTE_DISCORD_SERVER_QUESTIONS_PER_MINUTE", "3"),
        ("FOOTNOTE_DISCORD_REINDEX_COOLDOWN_SECONDS", "4"),
        ("FOOTNOTE_DISCORD_MAX_UPLOAD_MIB", "6"),
        ("FOOTNOTE_DISCORD_MEMBER_CHANGES_PER_HOUR", "8"),
        ("FOOTNOTE_DISCORD_OWN_VERSIONS_MIB", "9"),
        ("FOOTNOTE_DISCORD_SHARDS", "5"),
        ("FOOTNOTE_DISCORD_FIRST_SHARD", "1"),
        ("FOOTNOTE_DISCORD_LAST_SHARD", "2"),
    ])
    .unwrap();
    insta::assert_snapshot!(toml::to_string(&config).unwrap(), @r#"
    [corpus]
    path = "articles"
    base_url = "https://example.org/"
    max_file_mib = 2
    watch = false

    [index]
    path = "built"

    [answer]
    limit = 5
    min_confidence = 1.0
    remembered_answers = 0

    [semantic]
    enabled = false
    table = "models/table.bin"
    model = "models/small"
    query_prefix = "query: "
    passage_prefix = "passage: "

    [journal]
    path = "kept"
    min_people = 3
    retention_days = 90
    audit_days = 365

    [discord]
    api_url = "http://127.0.0.1:8080/"
    home_servers = []
    moderator_roles = []
    log_channel = 7
    thread_channels = []
    unasked_confidence = 0.7
    member_questions_per_minute = 1
    channel_questions_per_minute = 2
    server_questions_per_minute = 3
    reindex_cooldown_seconds = 4
    max_upload_mib = 6
    member_changes_per_hour = 8
    own_versions_mib = 9
    shards = 5
    first_shard = 1
    last_shard = 2

    [fetching]
    contact = "https://example.org/bot"
    delay_seconds = 2.5
    allow_hosts = []
    allow_hosts_for_servers = []
    "#);
}

#[test]
fn a_bad_variable_is_named_with_what_is_expected() {
    let error = from_environment(&[("FOOTNOTE_ANSWER_LIMIT", "many")]).expect_err("no number");
    assert_eq!(
        error.to_string(),
        "the environment variable FOOTNOTE_ANSWER_LIMIT: expected a whole number from 1 to 50, \
         found string \"many\""
    );
}

#[test]
fn flags_win_over_the_environment_and_that_wins_over_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("mine.toml");
    let text = "[corpus]\npath = 'a'\n[index]\npath = 'a'\n[answer]\nlimit = 1\n";
    fs::write(&file, text).unwrap();
    let overrides = Overrides {
        corpus: Some(PathBuf::from("flag")),
        ..Overrides::default()
    };
    let environment = |name: &str| match name {
        "FOOTNOTE_CONFIG" => Some(file.display().to_string()),
        "FOOTNOTE_CORPUS" | "FOOTNOTE_INDEX" => Some("variable".to_owned()),
        "FOOTNOTE_ANSWER_LIMIT" => Some(String::new()),
        _ => None,
    };
    let config = Config::load(&overrides, &environment).unwrap();
    assert_eq!(config.corpus.path, Path::new("flag"));
    assert_eq!(config.index.path, Path::new("variable"));
    assert_eq!(
        config.answer.limit, 1,
        "an empty variable counts as not set"
    );
}

#[test]
fn a_named_file_must_exist() {
    let overrides = Overrides {
        file: Some(PathBuf::from("no/such/file.toml")),
        ..Overrides::default()
    };
    let error = Config::load(&overrides, &|_| None).expect_err("there is no file");
    assert!(
        error
            .to_string()
            .starts_with("cannot read the config file no/such/file.toml: ")
    );
}
