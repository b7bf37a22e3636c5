//! [`View`]: which articles of the corpus belong together. Those in `servers/<id>/` are one
//! server's own; all others are shared. Never reads an article.

use std::fs;
use std::path::{Component, Path, PathBuf};

use super::folder::{is_hidden, skipped};
use super::{CorpusError, Problem};
use crate::language::fold;

/// Folder of the articles that belong to one server each, at the root of the corpus.
pub const SERVERS_FOLDER: &str = "servers";

/// What is wrong with a link where a server's folder should be.
const A_LINK: &str = "it is a symbolic link; make it a folder";

/// Whose articles they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum View {
    /// Those that all servers share: everything but `servers/`.
    Shared,
    /// Those of one server, by its id: `servers/<id>/`.
    Own(u64),
}

impl View {
    /// Whose a path within the corpus is; `None` where it is nobody's: below `servers/` but in
    /// no server's folder, below a name that only looks like `servers`, or not a plain path.
    pub fn of(path: &Path) -> Option<Self> {
        let mut parts = Vec::new();
        for part in path.components() {
            match part {
                Component::Normal(part) => parts.push(part.to_string_lossy()),
                Component::CurDir => {}
                _ => return None,
            }
        }
        match parts.as_slice() {
            [first, ..] if !looks_like_servers(first) => Some(Self::Shared),
            [] => Some(Self::Shared),
            [first, id, ..] if first == SERVERS_FOLDER => server_id(id).map(Self::Own),
            _ => None,
        }
    }

    /// Whether whoever has this view may see what lies at a path within the corpus.
    pub fn sees(self, path: &Path) -> bool {
        let of = Self::of(path);
        of == Some(Self::Shared) || of == Some(self)
    }

    /// The folder of its articles, within the corpus.
    pub fn folder(self) -> PathBuf {
        match self {
            Self::Shared => PathBuf::new(),
            Self::Own(id) => Path::new(SERVERS_FOLDER).join(id.to_string()),
        }
    }
}

/// Whether a name is `servers`, or may be taken for it by a person or by a file system.
pub(super) fn looks_like_servers(name: &str) -> bool {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    fold(&letters) == SERVERS_FOLDER
}

/// The id that a folder's name is: written as Discord writes it, and in no other way.
fn server_id(name: &str) -> Option<u64> {
    let id: u64 = name.parse().ok()?;
    (id > 0 && id.to_string() == name).then_some(id)
}

/// The servers that have a folder in `servers/` of the corpus at `root`, in order, and what in
/// there is nobody's.
pub(super) fn servers(root: &Path) -> Result<(Vec<u64>, Vec<Problem>), CorpusError> {
    let folder = root.join(SERVERS_FOLDER);
    let mut problems = Vec::new();
    match fs::symlink_metadata(&folder) {
        Ok(metadata) if metadata.is_symlink() => {
            problems.push(nobodys(SERVERS_FOLDER, A_LINK));
            return Ok((Vec::new(), problems));
        }
        Ok(metadata) if metadata.is_dir() => {}
        _ => return Ok((Vec::new(), problems)),
    }
    let entries = fs::read_dir(&folder).map_err(|source| CorpusError::Unreadable {
        path: folder.clone(),
        source,
    })?;
    let mut ids = Vec::new();
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_hidden(&name) || name.eq_ignore_ascii_case("README.md") {
            continue;
        }
        let path = format!("{SERVERS_FOLDER}/{name}");
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        match server_id(&name) {
            _ if kind.is_symlink() => {
                problems.push(nobodys(&path, A_LINK));
            }
            Some(id) if kind.is_dir() => ids.push(id),
            _ => problems.push(nobodys(
                &path,
                "nobody sees it; articles of one server belong into a folder named by the \
                 server's id, such as servers/110000000000000001/",
            )),
        }
    }
    ids.sort_unstable();
    problems.sort();
    Ok((ids, problems))
}

/// A thing in or like `servers/` that belongs to no server.
pub(super) fn nobodys(path: &str, reason: &str) -> Problem {
    skipped(path, "no-server", reason)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::testing::corpus;
    use crate::corpus::{Folder, Source, list};

    fn of(path: &str) -> Option<View> {
        View::of(Path::new(path))
    }

    #[test]
    fn a_path_is_shared_or_one_servers_or_nobodys() {
        for path in ["a.md", "a/servers/1/b.md", "servers.md", "server/1/a.md"] {
            assert_eq!(of(path), Some(View::Shared), "{path}");
        }
        assert_eq!(of("servers/17/a/b.md"), Some(View::Own(17)));
        for path in [
            "servers/a.md",
            "servers",
            "servers/017/a.md",
            "servers/+17/a.md",
            "servers/１７/a.md",
            "servers/0/a.md",
            "servers/99999999999999999999/a.md",
            "Servers/17/a.md",
            "SERVERS/17/a.md",
            "ｓervers/17/a.md",
            "ser\u{200b}vers/17/a.md",
            "sérvers/17/a.md",
            "servers./17/a.md",
            "servers/17/../18/a.md",
            "a/../servers/17/a.md",
            "/servers/17/a.md",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }

    fn listed(root: &Path, view: View) -> (Vec<String>, Vec<String>) {
        let listing = list(root, view, 100).unwrap();
        let paths = listing.files.into_iter().map(|file| file.path);
        let told = |it: &Problem| format!("{}: {}", it.path, it.rule);
        (paths.collect(), listing.problems.iter().map(told).collect())
    }

    #[test]
    fn each_article_is_listed_for_one_view_and_what_is_nobodys_is_named() {
        let folder = corpus(&[
            "a.md",
            "servers.md",
            "servers/README.md",
            "servers/loose.md",
            "servers/17/README.md",
            "servers/17/b.md",
            "servers/17/deep/c.md",
            "servers/017/d.md",
            "servers/friends/e.md",
            "Servers/17/f.md",
        ]);
        let root = folder.path();
        let (paths, problems) = listed(root, View::Shared);
        assert_eq!(paths, ["a.md", "servers.md"]);
        let nobodys = [
            "Servers",
            "servers/017",
            "servers/friends",
            "servers/loose.md",
        ];
        assert_eq!(problems, nobodys.map(|path| format!("{path}: no-server")));
        let (paths, problems) = listed(root, View::Own(17));
        assert_eq!(paths, ["servers/17/b.md", "servers/17/deep/c.md"]);
        assert_eq!(problems, [""; 0]);
        assert_eq!(listed(root, View::Own(18)), (vec![], vec![]));
    }

    #[cfg(unix)]
    #[test]
    fn no_link_smuggles_an_article_into_another_view() {
        use std::os::unix::fs::symlink;

        let folder = corpus(&[
            "a.md",
            "servers/1/one.md",
            "servers/1/.kept/hidden.md",
            "servers/2/two.md",
        ]);
        let root = folder.path();
        let link = |to: &str, at: &str| symlink(root.join(to), root.join(at)).unwrap();
        link("servers/1/one.md", "smuggled.md");
        link("servers/1", "smuggled");
        link("servers/1/.kept", "kept");
        link("servers/1/one.md", "servers/2/smuggled.md");
        link("servers/1/.kept", "servers/2/kept");
        link("servers/1", "servers/3");
        link("a.md", "servers/2/shared.md");
        let (paths, problems) = listed(root, View::Shared);
        assert_eq!(paths, ["a.md"]);
        assert_eq!(
            problems,
            [
                "kept: link-to-server",
                "servers/3: no-server",
                "smuggled: link-to-server",
                "smuggled.md: link-to-server",
            ]
        );
        let (paths, problems) = listed(root, View::Own(2));
        assert_eq!(paths, ["servers/2/shared.md", "servers/2/two.md"]);
        assert_eq!(
            problems,
            [
                "servers/2/kept: link-to-server",
                "servers/2/smuggled.md: link-to-server",
            ]
        );
        assert_eq!(listed(root, View::Own(3)), (vec![], vec![]));

        // The whole folder may be no link either.
        fs::rename(root.join("servers"), root.join(".servers")).unwrap();
        link(".servers", "servers");
        let (paths, problems) = listed(root, View::Shared);
        assert_eq!(paths, ["a.md"]);
        assert!(problems.contains(&"servers: no-server".to_owned()));
        assert_eq!(listed(root, View::Own(2)), (vec![], vec![]));
    }

    #[test]
    fn a_source_gives_and_knows_nothing_of_another_view() {
        let folder = corpus(&["a.md", "servers/1/one.md", "servers/2/two.md"]);
        fs::write(folder.path().join("servers/1/synonyms.txt"), "one, eins").unwrap();
        let shared = Folder::new(folder.path().to_owned(), 100, None);
        let (one, two) = (shared.of_server(1), shared.of_server(2));
        assert_eq!(shared.servers().unwrap(), [1, 2]);
        assert!(one.load("servers/1/one.md").is_ok());
        for source in [&shared, &two] {
            for path in ["servers/1/one.md", "servers/2/../1/one.md"] {
                assert_eq!(source.load(path).unwrap_err().rule, "no-server");
                assert!(!source.exists(path), "{path}");
            }
            assert_eq!(source.synonyms().0.rules, []);
        }
        assert!(two.exists("a.md") && two.exists("servers/2") && shared.exists("a.md"));
        assert_eq!(one.synonyms().0.rules.len(), 1);
    }

    proptest! {
        #[test]
        fn no_path_is_seen_by_two_servers(path in "[a-z0-9./]{0,20}|(servers/[0-9]{1,3}/.{0,9})") {
            let path = Path::new(&path);
            let seeing = (1..1_000).filter(|&id| View::Own(id).sees(path)).count();
            let shared = View::Shared.sees(path);
            prop_assert!(seeing <= 1 || shared, "{path:?} is seen by {seeing}");
        }
    }
}
