//! A place on the web -> the pages to fetch from it. Fetches lists alone, never a page.

use std::collections::{HashSet, VecDeque};

use url::Url;

use super::feed;
use super::fetch::{Answer, Fetcher, is_of_site};
use super::report::Note;
use super::sitemap::{self, Listed};
use super::why::{Failure, Why};
use crate::config::SourcePlace;

/// Most sitemaps of one website.
const MAX_SITEMAPS: usize = 500;

/// The pages of a source.
#[derive(Debug, Default)]
pub struct Plan {
    /// The pages, each once, as they are listed.
    pub pages: Vec<Listed>,
    /// Whether a page that is not among them is no longer there.
    pub whole: bool,
    /// How many more are listed than may be fetched.
    pub beyond: usize,
    /// What was wrong with the lists.
    pub problems: Vec<Note>,
}

/// Lists the pages of `place`, at most `limit`.
pub async fn of(fetcher: &mut Fetcher, place: &SourcePlace, limit: usize) -> Result<Plan, Failure> {
    match place {
        SourcePlace::Website(address) => website(fetcher, address, limit).await,
        SourcePlace::Feed(address) => of_feed(fetcher, address, limit).await,
        SourcePlace::Page(address) => Ok(Plan {
            pages: vec![Listed {
                url: address.clone(),
                changed: None,
            }],
            ..Plan::default()
        }),
        SourcePlace::Folder(_) | SourcePlace::Git { .. } => Ok(Plan::default()),
    }
}

async fn of_feed(fetcher: &mut Fetcher, address: &Url, limit: usize) -> Result<Plan, Failure> {
    let told = |error| Failure::List {
        address: address.clone(),
        error,
    };
    let answer = fetcher.fetch_list(address).await.map_err(told)?;
    let Answer::Page(page) = answer else {
        return Err(Failure::NoFeed(address.clone()));
    };
    let pages = feed::read(&page.bytes, &page.url);
    let pages = pages.ok_or_else(|| Failure::NoFeed(address.clone()))?;
    let mut plan = Plan::default();
    let mut seen = HashSet::new();
    add(&mut plan, &mut seen, pages, limit);
    // A feed lists the newest alone: what is not in it is not gone.
    plan.whole = false;
    Ok(plan)
}

async fn website(fetcher: &mut Fetcher, address: &Url, limit: usize) -> Result<Plan, Failure> {
    let path = address.path().to_ascii_lowercase();
    let is_sitemap = [".xml", ".gz", ".txt"].iter().any(|it| path.ends_with(it));
    let mut queue: VecDeque<Url> = VecDeque::new();
    if is_sitemap {
        queue.push_back(address.clone());
    } else {
        let told = |error| Failure::List {
            address: address.clone(),
            error,
        };
        let robots = fetcher.robots(address).await.map_err(told)?;
        queue.extend(robots.sitemaps());
        if queue.is_empty() {
            queue.extend(address.join("/sitemap.xml"));
        }
    }
    // Of a part of a site, the pages below it alone.
    let below = (!is_sitemap).then(|| address.path().to_owned());
    let host = address.host_str().unwrap_or_default().to_owned();

    let mut plan = Plan {
        whole: true,
        ..Plan::default()
    };
    let (mut sitemaps, mut pages) = (HashSet::new(), HashSet::new());
    let mut read = 0;
    let mut elsewhere = 0;
    let mut failure = None;
    while let Some(at) = queue.pop_front() {
        if !sitemaps.insert(at.clone()) {
            continue;
        }
        if sitemaps.len() > MAX_SITEMAPS {
            plan.whole = false;
            let why = Why::ManySitemaps(MAX_SITEMAPS);
            plan.problems.push(Note::new(address.as_str(), why));
            break;
        }
        let found = match fetcher.fetch_list(&at).await {
            Ok(Answer::Page(page)) => sitemap::read(&page.bytes),
            Ok(Answer::Gone | Answer::Unchanged) => None,
            Err(error) => {
                plan.whole = false;
                plan.problems.push(Note::new(at.as_str(), error.clone()));
                failure.get_or_insert((at.clone(), error));
                continue;
            }
        };
        let Some(found) = found else {
            plan.whole = false;
            plan.problems.push(Note::new(at.as_str(), Why::NoSitemap));
            continue;
        };
        read += 1;
        queue.extend(found.sitemaps);
        let listed = found.pages.into_iter().filter(|listed| {
            let is_here = is_of_site(listed.url.host_str().unwrap_or_default(), &host);
            elsewhere += usize::from(!is_here);
            let is_below = below.as_ref().is_none_or(|below| {
                let folder = &below[..=below.rfind('/').unwrap_or_default()];
                listed.url.path().starts_with(folder)
            });
            is_here && is_below
        });
        add(&mut plan, &mut pages, listed, limit);
    }
    if read == 0 {
        return Err(match failure {
            Some((address, error)) => Failure::List { address, error },
            None => Failure::NoSitemap(host),
        });
    }
    if elsewhere > 0 {
        let why = Why::Elsewhere(elsewhere);
        plan.problems.push(Note::new(address.as_str(), why));
    }
    Ok(plan)
}

/// Adds pages that are new, as far as there is room.
fn add(
    plan: &mut Plan,
    seen: &mut HashSet<Url>,
    pages: impl IntoIterator<Item = Listed>,
    limit: usize,
) {
    for page in pages {
        if !seen.insert(page.url.clone()) {
            continue;
        }
        if plan.pages.len() < limit {
            plan.pages.push(page);
        } else {
            plan.whole = false;
            plan.beyond += 1;
        }
    }
}
