//! Saved pages as the articles that come of them.

use std::fs;
use std::path::PathBuf;

use url::Url;

use super::{ImportError, ImportOptions, import};

fn options(corpus: PathBuf) -> ImportOptions {
    ImportOptions {
        corpus,
        url: None,
        topic: None,
        force: false,
        max_file_bytes: 10_000,
    }
}

const PAGE: &str = "Ponds\n\nWhat is a pond?\n\nA pond is water that stays where it is.";

#[test]
fn a_page_becomes_an_article_in_the_corpus() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("saved page.txt");
    fs::write(&page, PAGE).unwrap();
    let options = ImportOptions {
        url: Some(Url::parse("https://ponds.example/").unwrap()),
        topic: Some("water".to_owned()),
        ..options(folder.path().join("corpus"))
    };
    let report = import(std::slice::from_ref(&page), &options).unwrap();
    assert_eq!(report.problems, vec![]);
    let [written] = report.written.as_slice() else {
        panic!("{report:?}");
    };
    assert_eq!(written.path, folder.path().join("corpus/ponds.md"));
    assert_eq!(
        (written.title.as_str(), written.sections, written.words),
        ("Ponds", 1, 9)
    );
    insta::assert_snapshot!(fs::read_to_string(&written.path).unwrap(), @r##"
    ---
    title: Ponds
    url: https://ponds.example/
    verbatim: true
    topics:
    - water
    ---

    ## What is a pond?

    A pond is water that stays where it is.
    "##);
    let left: Vec<_> = fs::read_dir(folder.path().join("corpus"))
        .unwrap()
        .collect();
    assert_eq!(left.len(), 1, "no temporary file is left behind");
}

#[test]
fn an_existing_article_is_replaced_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("a.txt"), folder.path().join("b.txt"));
    fs::write(&one, PAGE).unwrap();
    fs::write(
        &two,
        "Reeds\n\nReeds grow in water that is still and shallow.",
    )
    .unwrap();
    let mut options = options(folder.path().join("corpus"));
    fs::create_dir(&options.corpus).unwrap();
    let kept = options.corpus.join("ponds.md");
    fs::write(&kept, "mine").unwrap();
    let report = import(&[one.clone(), two], &options).unwrap();
    assert_eq!(report.written.len(), 1);
    let refused: Vec<&str> = report
        .problems
        .iter()
        .map(|problem| problem.rule.as_str())
        .collect();
    assert!(refused.contains(&"exists"), "{refused:?}");
    assert_eq!(fs::read_to_string(&kept).unwrap(), "mine");
    options.force = true;
    import(&[one], &options).unwrap();
    assert!(
        fs::read_to_string(&kept)
            .unwrap()
            .contains("A pond is water")
    );
}

#[test]
fn two_pages_of_one_title_become_two_articles() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages/deeper");
    fs::create_dir_all(&pages).unwrap();
    fs::write(pages.join("a.txt"), PAGE).unwrap();
    fs::write(
        pages.join("b.html"),
        format!("<title>Ponds</title><p>{PAGE}</p>"),
    )
    .unwrap();
    fs::write(pages.join("c.png"), "no page").unwrap();
    fs::write(pages.join(".hidden.txt"), PAGE).unwrap();
    let report = import(
        &[folder.path().join("pages")],
        &options(folder.path().join("corpus")),
    )
    .unwrap();
    let names: Vec<_> = report
        .written
        .iter()
        .map(|written| {
            written
                .path
                .file_name()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert_eq!(names, ["ponds.md", "ponds-2.md"]);
}

#[test]
fn a_page_without_an_address_is_imported_with_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("a.txt");
    fs::write(&page, PAGE).unwrap();
    let report = import(&[page], &options(folder.path().join("corpus"))).unwrap();
    assert_eq!(report.problems[0].rule, "missing-url");
    let written = fs::read_to_string(&report.written[0].path).unwrap();
    assert!(!written.contains("verbatim"), "{written}");
}

#[test]
fn what_cannot_be_imported_is_named_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let paths = [
        write("empty.txt", " \n "),
        write("large.txt", &"word ".repeat(3000)),
        write("good.txt", PAGE),
    ];
    let report = import(&paths, &options(folder.path().join("corpus"))).unwrap();
    assert_eq!(report.written.len(), 1);
    let rules: Vec<&str> = report
        .problems
        .iter()
        .map(|problem| problem.rule.as_str())
        .collect();
    assert_eq!(rules, ["no-text", "too-large", "missing-url"]);
}

#[test]
fn an_address_belongs_to_one_file_and_to_the_web() {
    let folder = tempfile::tempdir().unwrap();
    let paths = [folder.path().join("a.txt"), folder.path().join("b.txt")];
    for path in &paths {
        fs::write(path, PAGE).unwrap();
    }
    let mut options = options(folder.path().join("corpus"));
    options.url = Some(Url::parse("https://ponds.example/").unwrap());
    let error = import(&paths, &options).unwrap_err();
    assert!(
        matches!(error, ImportError::UrlForMany { files: 2 }),
        "{error}"
    );
    options.url = Some(Url::parse("file:///etc/passwd").unwrap());
    let error = import(&paths[..1], &options).unwrap_err();
    assert!(matches!(error, ImportError::NotWeb(_)), "{error}");
    options.url = None;
    let error = import(&[folder.path().join("none.txt")], &options).unwrap_err();
    assert!(matches!(error, ImportError::Unreadable { .. }), "{error}");
    assert!(!options.corpus.exists());
}
