//! The address of a page -> the file of its article, within the corpus: safe on every system,
//! the same in every refresh, and no two addresses share one. Never touches a file.

use url::Url;

use crate::corpus::SERVERS_FOLDER;
use crate::journal::SourceKey;

/// Folder of all sources, within the corpus or a server's folder there.
const FOLDER: &str = "sources";

/// Longest part of a file's name that is there to be read.
const MAX_READABLE: usize = 60;

/// Longest name of a file or folder that is kept as it is, in bytes.
const MAX_PART: usize = 120;

/// The folder of the sources of a server, or of those that all share, within the corpus.
pub fn folder_of_all(server: Option<u64>) -> String {
    match server {
        None => FOLDER.to_owned(),
        Some(server) => format!("{SERVERS_FOLDER}/{server}/{FOLDER}"),
    }
}

/// The folder of a source, within the corpus.
pub fn folder(source: &SourceKey) -> String {
    format!("{}/{}", folder_of_all(source.server), source.name)
}

/// The file for the page at `url`, in `folder`: its path in words, and a number made of all of
/// its address.
pub fn of_page(folder: &str, url: &Url) -> String {
    let path = percent_encoding::percent_decode_str(url.path()).decode_utf8_lossy();
    let mut readable = String::new();
    for character in path.chars() {
        if readable.len() >= MAX_READABLE {
            break;
        }
        if character.is_ascii_alphanumeric() {
            readable.push(character.to_ascii_lowercase());
        } else if !readable.is_empty() && !readable.ends_with('-') {
            readable.push('-');
        }
    }
    let readable = readable.trim_end_matches('-');
    for ending in ["-html", "-htm", "-md", "-txt", "-php"] {
        if let Some(stem) = readable.strip_suffix(ending)
            && !stem.is_empty()
        {
            return named(folder, stem, url);
        }
    }
    named(folder, readable, url)
}

fn named(folder: &str, readable: &str, url: &Url) -> String {
    let hash = blake3::hash(url.as_str().as_bytes()).to_hex();
    let readable = if readable.is_empty() {
        "page"
    } else {
        readable
    };
    format!("{folder}/{readable}-{}.md", &hash[..16])
}

/// The file for the file at `path` of a folder or repository; none if the path is not safe. A
/// file that is made anew is Markdown, whatever it was.
pub fn of_file(folder: &str, path: &str, anew: bool) -> Option<String> {
    let safe = |part: &str| {
        !part.is_empty()
            && !part.starts_with(['.', '-'])
            && !part.ends_with(['.', ' '])
            && part.len() <= MAX_PART
            && !part
                .chars()
                .any(|c| c.is_control() || "\\:*?\"<>|".contains(c))
            && !is_reserved(part)
    };
    if !path.split('/').all(safe) || path.split('/').count() > 16 {
        return None;
    }
    let ending = path.rsplit('.').next().unwrap_or_default();
    let is_markdown = ending.eq_ignore_ascii_case("md");
    let ending = if anew && !is_markdown { ".md" } else { "" };
    Some(format!("{folder}/{path}{ending}"))
}

/// Names that Windows keeps for devices.
fn is_reserved(part: &str) -> bool {
    let stem = part
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || ((stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.len() == 4
            && stem.ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn page(address: &str) -> String {
        of_page("sources/a", &Url::parse(address).unwrap())
    }

    #[test]
    fn a_page_has_a_file_that_can_be_recognised() {
        let file = page("https://a.example/guides/Deep%20tissue.html");
        assert!(file.starts_with("sources/a/guides-deep-tissue-"), "{file}");
        assert!(page("https://a.example/").starts_with("sources/a/page-"));
        assert_ne!(page("https://a.example/b"), page("https://a.example/b?c"));
        assert_ne!(page("https://a.example/b"), page("http://a.example/b"));
        let folder = |server| folder(&SourceKey::new(server, "a"));
        assert_eq!(folder(None), "sources/a");
        assert_eq!(folder(Some(7)), "servers/7/sources/a");
    }

    #[test]
    fn a_path_that_leads_out_or_cannot_be_everywhere_has_no_file() {
        for path in [
            "../a.md",
            "a/../b.md",
            "/a.md",
            ".git/a.md",
            "a//b.md",
            "con.md",
            "a\\b.md",
            "a:b.md",
            "",
            "a./b.md",
            "-a.md",
        ] {
            assert_eq!(of_file("sources/a", path, false), None, "{path}");
        }
        assert_eq!(
            of_file("sources/a", "b/ü c.html", false).unwrap(),
            "sources/a/b/ü c.html"
        );
        assert_eq!(
            of_file("sources/a", "b.html", true).unwrap(),
            "sources/a/b.html.md"
        );
        assert_eq!(
            of_file("sources/a", "b.md", true).unwrap(),
            "sources/a/b.md"
        );
    }

    proptest! {
        #[test]
        fn no_address_leads_out_of_the_folder(path in any::<String>()) {
            let mut url = Url::parse("https://a.example/").unwrap();
            url.set_path(&path);
            let file = of_page("sources/a", &url);
            let name = file.strip_prefix("sources/a/").unwrap();
            prop_assert!(name.len() < 100);
            prop_assert_eq!(name.split('.').next_back(), Some("md"));
            prop_assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.'));
            prop_assert!(!name.starts_with('.') && !name.starts_with('-'));
        }

        #[test]
        fn no_file_leads_out_of_the_folder(path in any::<String>()) {
            if let Some(file) = of_file("sources/a", &path, false) {
                let parts = std::path::Path::new(&file).components();
                prop_assert!(parts.into_iter().all(|part| matches!(part, std::path::Component::Normal(_))));
            }
        }

        #[test]
        fn two_addresses_never_share_a_file(one in "[a-zA-Z/.?]{0,8}", two in "[a-zA-Z/.?]{0,8}") {
            let base = Url::parse("https://a.example/").unwrap();
            if let (Ok(one), Ok(two)) = (base.join(&one), base.join(&two)) {
                prop_assert_eq!(one == two, of_page("s", &one) == of_page("s", &two));
            }
        }
    }
}
