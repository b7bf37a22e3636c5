//! [`Preview`]: what a source would bring, before it is added. Writes nothing.

use super::fetch::{Answer, Known};
use super::guard::Guard;
use super::refresh::fetcher;
use super::report::Note;
use super::{content, git, plan};
use crate::config::{SourceConfig, SourcePlace};

/// Pages that are fetched to show what would become of them.
const LOOKED_AT: usize = 3;

/// What a source would bring.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// How many pages or files are listed.
    pub pages: usize,
    /// How many more are listed than may be fetched.
    pub beyond: usize,
    /// The titles of the first ones.
    pub titles: Vec<String>,
    /// What was wrong with lists and pages.
    pub problems: Vec<Note>,
    /// Why nothing can be fetched at all.
    pub failure: Option<String>,
}

/// Looks at what `source` would bring.
pub async fn preview(source: &SourceConfig, agent: &str) -> Preview {
    let mut preview = Preview::default();
    let looked = match &source.place {
        SourcePlace::Git {
            address,
            branch,
            folder,
        } => {
            let guard = Guard::new(&source.allow_hosts);
            let limits = &source.limits;
            match git::fetch(&guard, address, branch.as_deref(), folder, limits).await {
                Ok(repository) => {
                    of_repository(&mut preview, &repository, source);
                    Ok(())
                }
                Err(error) => Err(error.to_string()),
            }
        }
        SourcePlace::Folder(_) => Err("a folder is added in the configuration alone".to_owned()),
        _ => of_web(&mut preview, source, agent).await,
    };
    preview.failure = looked.err();
    preview
}

async fn of_web(preview: &mut Preview, source: &SourceConfig, agent: &str) -> Result<(), String> {
    let mut fetcher = fetcher(source, agent).map_err(|error| error.to_string())?;
    let plan = plan::of(&mut fetcher, &source.place, source.limits.pages).await;
    let plan = plan.map_err(|error| error.to_string())?;
    preview.pages = plan.pages.len();
    preview.beyond = plan.beyond;
    preview.problems = plan.problems;
    for listed in plan.pages.iter().take(LOOKED_AT) {
        let refused = match fetcher.fetch(&listed.url, &Known::default()).await {
            Ok(Answer::Page(page)) => match content::of_page(&page, &source.topics, None) {
                Ok(made) => {
                    preview.titles.push(made.title);
                    continue;
                }
                Err(refusal) => refusal.to_string(),
            },
            Ok(Answer::Gone | Answer::Unchanged) => "there is no such page".to_owned(),
            Err(error) => error.to_string(),
        };
        preview
            .problems
            .push(Note::new(listed.url.as_str(), &refused));
    }
    if preview.titles.is_empty() && preview.pages <= LOOKED_AT {
        let first = preview.problems.first().map(ToString::to_string);
        return Err(first.unwrap_or_else(|| "there is no page".to_owned()));
    }
    Ok(())
}

fn of_repository(preview: &mut Preview, repository: &git::Repository, source: &SourceConfig) {
    let files = repository.files.iter();
    let articles: Vec<_> = files.filter(|blob| git::is_article(&blob.path)).collect();
    preview.pages = articles.len().min(source.limits.pages);
    preview.beyond = articles.len() - preview.pages;
    preview.titles = articles
        .iter()
        .take(LOOKED_AT)
        .map(|blob| blob.path.clone())
        .collect();
    if articles.is_empty() {
        preview.problems.push(Note::new(
            &source.place.to_string(),
            "there is no .md, .html or .txt file in it",
        ));
    }
}
