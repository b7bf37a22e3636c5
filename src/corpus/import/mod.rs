//! Saved pages -> Markdown files in the corpus. Writes only new files into the corpus
//! folder, or replaces whole ones when told to; never changes a source.

mod markdown;
mod slug;
#[cfg(test)]
mod tests;

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use thiserror::Error;
use url::Url;
use walkdir::WalkDir;

pub use self::markdown::to_markdown;
use self::slug::Names;
use super::{Article, Problem};

/// Endings of files that are taken from a folder.
const ENDINGS: &[&str] = &["md", "markdown", "html", "htm", "txt"];

/// How to import.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// Folder of the articles, made where it does not exist.
    pub corpus: PathBuf,
    /// Address of the page; only for a single file.
    pub url: Option<Url>,
    /// Topic to add to every article.
    pub topic: Option<String>,
    /// Replace articles that exist.
    pub force: bool,
    /// Largest file that is read, in bytes.
    pub max_file_bytes: u64,
}

/// What an import did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ImportReport {
    /// The articles written.
    pub written: Vec<Imported>,
    /// What was wrong with sources or with what came of them.
    pub problems: Vec<Problem>,
}

/// An article that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Imported {
    /// The file it was made from.
    pub source: PathBuf,
    /// The file it was written to.
    pub path: PathBuf,
    /// Its title.
    pub title: String,
    /// How many sections it has.
    pub sections: usize,
    /// How many words it has, headings aside.
    pub words: usize,
}

/// Why nothing was imported.
#[derive(Debug, Error)]
pub enum ImportError {
    /// One address cannot be that of several pages.
    #[error("an address was given for {files} files; import them one by one to give each its own")]
    UrlForMany {
        /// How many files there are.
        files: usize,
    },
    /// The address is no web address.
    #[error("the address {0} is neither http nor https")]
    NotWeb(Url),
    /// There is no file to import.
    #[error("nothing to import: no .md, .html or .txt file under the given paths")]
    Nothing,
    /// A path does not exist or cannot be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The path as it was given.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The corpus folder cannot be made.
    #[error("cannot make the folder {path}: {source}")]
    Corpus {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// Imports files, and the files of folders, into the corpus. A source that fails is a
/// problem in the report; the others go on.
pub fn import(paths: &[PathBuf], options: &ImportOptions) -> Result<ImportReport, ImportError> {
    if let Some(url) = &options.url
        && !matches!(url.scheme(), "http" | "https")
    {
        return Err(ImportError::NotWeb(url.clone()));
    }
    let mut report = ImportReport::default();
    let files = files(paths, &mut report)?;
    if files.is_empty() && report.problems.is_empty() {
        return Err(ImportError::Nothing);
    }
    if options.url.is_some() && files.len() > 1 {
        return Err(ImportError::UrlForMany { files: files.len() });
    }
    fs::create_dir_all(&options.corpus).map_err(|source| ImportError::Corpus {
        path: options.corpus.clone(),
        source,
    })?;
    let mut names = Names::default();
    for file in files {
        import_file(&file, options, &mut names, &mut report);
    }
    Ok(report)
}

fn files(paths: &[PathBuf], report: &mut ImportReport) -> Result<Vec<PathBuf>, ImportError> {
    let mut files = Vec::new();
    for path in paths {
        let unreadable = |source| ImportError::Unreadable {
            path: path.clone(),
            source,
        };
        if !fs::metadata(path).map_err(unreadable)?.is_dir() {
            files.push(path.clone());
            continue;
        }
        let entries = WalkDir::new(path)
            .sort_by_file_name()
            .into_iter()
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry.path()));
        for entry in entries {
            match entry {
                Ok(entry) if entry.file_type().is_file() && is_text(entry.path()) => {
                    files.push(entry.into_path());
                }
                Ok(_) => {}
                Err(error) => {
                    let place = error.path().unwrap_or(path).display().to_string();
                    let message = format!("cannot be read: {error}");
                    report
                        .problems
                        .push(Problem::error(&place, None, "unreadable", message));
                }
            }
        }
    }
    let mut seen = std::collections::HashSet::new();
    files.retain(|file| seen.insert(file.clone()));
    Ok(files)
}

fn is_hidden(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        let ending = ending.to_string_lossy().to_lowercase();
        ENDINGS.contains(&ending.as_str())
    })
}

fn import_file(file: &Path, options: &ImportOptions, names: &mut Names, report: &mut ImportReport) {
    let place = file.display().to_string();
    let bytes = match read(file, options.max_file_bytes) {
        Ok(bytes) => bytes,
        Err((rule, message)) => {
            report
                .problems
                .push(Problem::error(&place, None, rule, message));
            return;
        }
    };
    // Parsers go by the ending, and only the name of the file means anything to them.
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let parsed = super::parse(&name, &bytes, None);
    report
        .problems
        .extend(parsed.problems.into_iter().map(|problem| Problem {
            path: place.clone(),
            ..problem
        }));
    let Some(mut article) = parsed.article else {
        let message = "has no text to import";
        report
            .problems
            .push(Problem::error(&place, None, "empty", message));
        return;
    };
    complete(&mut article, file, options);
    report.problems.retain(|problem| {
        // Told by the parser too, before the options were applied.
        problem.path != place || problem.rule != "missing-url"
    });
    if article.metadata.url.is_none() {
        let message = "has no address: give it with --url, or add `url` to the front matter, so that answers can link to the page";
        report
            .problems
            .push(Problem::warning(&place, None, "missing-url", message));
    }
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let target = options
        .corpus
        .join(names.take(&article.metadata.title, &stem))
        .with_added_ending("md");
    match write(&target, &to_markdown(&article), options.force) {
        Ok(()) => report.written.push(imported(file, target, &article)),
        Err(problem) => report.problems.push(Problem {
            path: place,
            ..problem
        }),
    }
}

/// A file name may hold dots, so the ending is added rather than set.
trait AddEnding {
    fn with_added_ending(self, ending: &str) -> PathBuf;
}

impl AddEnding for PathBuf {
    fn with_added_ending(self, ending: &str) -> PathBuf {
        let mut path = self.into_os_string();
        path.push(".");
        path.push(ending);
        path.into()
    }
}

fn read(file: &Path, max_bytes: u64) -> Result<Vec<u8>, (&'static str, String)> {
    let unreadable = |error: io::Error| ("unreadable", format!("cannot be read: {error}"));
    let opened = fs::File::open(file).map_err(unreadable)?;
    if !opened.metadata().map_err(unreadable)?.is_file() {
        return Err(("unreadable", "is not a file".to_owned()));
    }
    let mut bytes = Vec::new();
    opened
        .take(max_bytes.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(unreadable)?;
    if bytes.len() as u64 > max_bytes {
        let message = format!("is larger than {max_bytes} bytes, the limit for an article");
        return Err(("too-large", message));
    }
    Ok(bytes)
}

fn complete(article: &mut Article, file: &Path, options: &ImportOptions) {
    let metadata = &mut article.metadata;
    if metadata.title.trim().is_empty() {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        metadata.title = stem.replace(['-', '_'], " ").trim().to_owned();
    }
    if let Some(url) = &options.url {
        metadata.url = Some(url.clone());
    }
    metadata.verbatim = metadata.url.is_some();
    if let Some(topic) = options.topic.as_deref().map(str::trim)
        && !topic.is_empty()
        && !metadata.topics.iter().any(|known| known == topic)
    {
        metadata.topics.insert(0, topic.to_owned());
    }
}

/// Writes `text` to `target` as a whole or not at all.
fn write(target: &Path, text: &str, force: bool) -> Result<(), Problem> {
    let failed = |error: &io::Error| {
        let message = format!("could not be written to {}: {error}", target.display());
        Problem::error("", None, "unwritable", message)
    };
    let folder = target.parent().unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".import-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // As any new file; the user's mask still applies.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| failed(&error))?;
    let persisted = if force {
        file.persist(target)
    } else {
        file.persist_noclobber(target)
    };
    match persisted {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            let message = format!(
                "not imported: {} exists already (--force replaces it)",
                target.display()
            );
            Err(Problem::error("", None, "exists", message))
        }
        Err(error) => Err(failed(&error.error)),
    }
}

fn imported(source: &Path, path: PathBuf, article: &Article) -> Imported {
    let blocks = article.sections.iter().flat_map(|section| &section.blocks);
    Imported {
        source: source.to_owned(),
        path,
        title: article.metadata.title.clone(),
        sections: article.sections.len(),
        words: blocks
            .map(|block| block.text.as_str().split_whitespace().count())
            .sum(),
    }
}
