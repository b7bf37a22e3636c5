//! [`Preview`]: what a source would bring, before it is added. Writes nothing.

use super::fetch::{Answer, Known, Manners};
use super::guard::Guard;
use super::refresh::fetcher;
use super::report::Note;
use super::why::{Failure, Why};
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
    /// Why nothing can be fetched at all. [`Failure::NoPage`] where the problems say why.
    pub failure: Option<Failure>,
}

/// Looks at what `source` would bring.
pub async fn preview(source: &SourceConfig, manners: &Manners) -> Preview {
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
                Err(error) => Err(error.into()),
            }
        }
        SourcePlace::Folder(_) => Err(Failure::FolderFromElsewhere),
        _ => of_web(&mut preview, source, manners).await,
    };
    preview.failure = looked.err();
    preview
}

async fn of_web(
    preview: &mut Preview,
    source: &SourceConfig,
    manners: &Manners,
) -> Result<(), Failure> {
    let mut fetcher = fetcher(source, manners).map_err(Failure::Fetch)?;
    let plan = plan::of(&mut fetcher, &source.place, source.limits.pages).await?;
    preview.pages = plan.pages.len();
    preview.beyond = plan.beyond;
    preview.problems = plan.problems;
    for listed in plan.pages.iter().take(LOOKED_AT) {
        let refused: Why = match fetcher.fetch(&listed.url, &Known::default()).await {
            Ok(Answer::Page(page)) => match content::of_page(&page, &source.topics, None) {
                Ok(made) => {
                    preview.titles.push(made.title);
                    continue;
                }
                Err(refusal) => refusal.into(),
            },
            Ok(Answer::Gone | Answer::Unchanged) => Why::NoPage,
            Err(error) => error.into(),
        };
        preview
            .problems
            .push(Note::new(listed.url.as_str(), refused));
    }
    if preview.titles.is_empty() && preview.pages <= LOOKED_AT {
        return Err(Failure::NoPage);
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
        let place = source.place.to_string();
        preview.problems.push(Note::new(&place, Why::NoArticle));
    }
}
