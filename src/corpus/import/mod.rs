//! Saved pages -> Markdown files in the corpus. Writes only new files into the corpus
//! folder, or replaces whole ones when told to; never changes a source.

mod markdown;
#[cfg(test)]
mod round_trip;
mod slug;
mod source;
mod target;
#[cfg(test)]
mod tests;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use thiserror::Error;
use url::Url;

pub use self::markdown::to_markdown;
use self::slug::Names;
pub use self::slug::slug;
use self::source::{files, read};
use self::target::write;
use super::{Article, Problem};

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
        // A file without text was named by the parser.
        if report.problems.iter().all(|problem| problem.path != place) {
            let message = "not imported: it asks to be left out (draft)";
            report
                .problems
                .push(Problem::warning(&place, None, "draft", message));
        }
        return;
    };
    complete(&mut article, options.url.as_ref(), options.topic.as_deref());
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
    let name = names.take(&article.metadata.title, &stem);
    // A title may hold dots, so the ending is added rather than set.
    let target = options.corpus.join(format!("{name}.md"));
    match write(&target, &to_markdown(&article), options.force) {
        Ok(()) => report.written.push(imported(file, target, &article)),
        Err(problem) => report.problems.push(Problem {
            path: place,
            ..problem
        }),
    }
}

/// Lays over a saved page what is known about it: its address, which makes it a copy, and a
/// topic beside its own.
pub fn complete(article: &mut Article, url: Option<&Url>, topic: Option<&str>) {
    let metadata = &mut article.metadata;
    if let Some(url) = url {
        metadata.url = Some(url.clone());
    }
    metadata.verbatim = metadata.url.is_some();
    add_topics(article, topic);
}

/// Puts topics before an article's own, as far as it does not have them.
pub fn add_topics<'a>(article: &mut Article, topics: impl IntoIterator<Item = &'a str>) {
    let own = std::mem::take(&mut article.metadata.topics);
    let given = topics.into_iter().map(str::trim);
    let given = given.filter(|topic| !topic.is_empty() && !own.iter().any(|it| it == topic));
    let mut topics: Vec<String> = given.map(str::to_owned).collect();
    topics.extend(own);
    article.metadata.topics = topics;
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
