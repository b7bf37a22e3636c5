//! [`Fetcher`]: fetches addresses for one refresh, politely and within bounds. Follows no
//! redirect that the guard or the site's rules forbid; never looks at what a page says.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use reqwest::{Client, redirect};
use serde::{Deserialize, Serialize};
use thiserror::Error;
use url::Url;

use super::guard::{Guard, GuardError};
use super::request::{Reply, ask, failed};
use super::robots::{self, Robots};
use super::turns::Turns;
use crate::config::SourceLimits;

/// Most redirects that are followed for one page.
const MAX_REDIRECTS: usize = 5;

/// Longest time to connect, and longest silence in the middle of a page.
pub const SILENCE: Duration = Duration::from_secs(15);

/// How often a page is asked for again when its server asks to come back later.
const MAX_RETRIES: usize = 2;

/// Longest time that is waited when a server asks for it.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(120);

/// Failures in a row after which a site is left alone.
const MAX_FAILURES: usize = 5;

/// Fetches addresses for one refresh.
pub struct Fetcher {
    client: Client,
    guard: Guard,
    limits: SourceLimits,
    /// The only host, and those below it, that pages may lie on; none: any.
    site: Option<String>,
    /// When each host may be asked again.
    turns: Turns,
    /// What each site says to us.
    robots: HashMap<String, Robots>,
    deadline: Instant,
    bytes_left: u64,
    failures: usize,
}

/// How sites are asked, whichever source asks. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Manners {
    /// What we call ourselves.
    pub agent: String,
    /// When each host may be asked again.
    pub turns: Turns,
}

/// What is known of a page from before.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// What the server called that version.
    pub etag: Option<String>,
    /// When it was changed, in the server's words.
    pub last_modified: Option<String>,
}

/// What a server answered.
#[derive(Debug)]
pub enum Answer {
    /// A page.
    Page(Box<Page>),
    /// It is as it was.
    Unchanged,
    /// There is no such page any more.
    Gone,
}

/// A page as it came.
#[derive(Debug, Clone)]
pub struct Page {
    /// Where it was found, after all redirects.
    pub url: Url,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// Its type as the server says, without parameters, in lower case; empty: it does not.
    pub media: String,
    /// Its encoding as the server says.
    pub charset: Option<String>,
    /// What of it is known from now on.
    pub known: Known,
    /// Whether the server asks not to list it.
    pub noindex: bool,
}

/// Why a page was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum FetchError {
    /// Its host may not be asked.
    #[error(transparent)]
    Guard(#[from] GuardError),
    /// The site asks us not to.
    #[error("robots.txt asks not to fetch it")]
    Forbidden,
    /// The site could not say whether it may be fetched.
    #[error("robots.txt of {0} cannot be read now")]
    NoRules(String),
    /// It leads elsewhere.
    #[error("it leads to another site, {0}")]
    OtherSite(String),
    /// It leads on and on.
    #[error("it redirects more than {MAX_REDIRECTS} times, or to nowhere")]
    Redirects,
    /// The server failed or refused.
    #[error("the server answered {0}")]
    Status(u16),
    /// It is too large.
    #[error("it has more than {0} MiB, the limit for a page (max_page_mib)")]
    TooLarge(u64),
    /// It took too long.
    #[error("it did not come within {0} s")]
    TimedOut(u64),
    /// The connection failed.
    #[error("the connection failed: {0}")]
    Connection(String),
    /// The server asks to come back much later.
    #[error("the server asks to come back in {0} s")]
    Later(u64),
    /// The refresh has used up its time or its bytes.
    #[error("the refresh has reached its limit of {0}")]
    Spent(Bound),
    /// The site failed again and again.
    #[error("the site failed {MAX_FAILURES} times in a row")]
    GivenUp,
}

/// What a refresh as a whole is bounded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum Bound {
    /// Its time.
    #[error("time (max_seconds)")]
    Time,
    /// What is fetched.
    #[error("bytes (max_mib)")]
    Bytes,
}

impl FetchError {
    /// Whether it is of no use to ask for other pages in this refresh.
    pub fn ends_the_refresh(&self) -> bool {
        matches!(self, Self::Spent(_) | Self::GivenUp | Self::Later(_))
    }

    /// Whether nobody will ever fetch the page from there, so that an article made of it does
    /// not stand for it any more.
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Forbidden | Self::OtherSite(_))
    }
}

impl Fetcher {
    /// A fetcher that asks as `manners` say. Pages may lie on `site` alone, where one is given.
    pub fn new(
        manners: &Manners,
        guard: Guard,
        limits: SourceLimits,
        site: Option<String>,
    ) -> Result<Self, FetchError> {
        let client = Client::builder()
            .user_agent(&manners.agent)
            // A proxy would look names up by itself.
            .no_proxy()
            .redirect(redirect::Policy::none())
            .dns_resolver(std::sync::Arc::new(guard.clone()))
            .connect_timeout(SILENCE)
            .read_timeout(SILENCE)
            .gzip(true)
            .build()
            .map_err(|error| failed(&error))?;
        Ok(Self {
            client,
            guard,
            limits,
            site,
            turns: manners.turns.clone(),
            robots: HashMap::new(),
            deadline: Instant::now() + Duration::from_secs(limits.seconds),
            bytes_left: limits.mib << 20,
            failures: 0,
        })
    }

    /// What the site of `url` says to us.
    pub async fn robots(&mut self, url: &Url) -> Result<&Robots, FetchError> {
        let origin = url.origin().ascii_serialization();
        if !self.robots.contains_key(&origin) {
            let rules = self.read_robots(url).await?;
            self.robots.insert(origin.clone(), rules);
        }
        self.robots.get(&origin).ok_or(FetchError::NoRules(origin))
    }

    /// Fetches `url`, unless it is as it was.
    pub async fn fetch(&mut self, url: &Url, known: &Known) -> Result<Answer, FetchError> {
        self.fetch_up_to(url, known, self.limits.page_mib).await
    }

    /// Fetches a list of pages, which may be larger than a page.
    pub async fn fetch_list(&mut self, url: &Url) -> Result<Answer, FetchError> {
        /// What the protocol of sitemaps allows.
        const LIST_MIB: u64 = 50;
        self.fetch_up_to(url, &Known::default(), LIST_MIB).await
    }

    async fn fetch_up_to(
        &mut self,
        url: &Url,
        known: &Known,
        mib: u64,
    ) -> Result<Answer, FetchError> {
        let mut at = url.clone();
        at.set_fragment(None);
        for _ in 0..=MAX_REDIRECTS {
            self.check_site(&at)?;
            self.guard.admit(&at).await?;
            match self.robots(&at).await? {
                Robots::Unknown => {
                    return Err(FetchError::NoRules(
                        at.host_str().unwrap_or_default().to_owned(),
                    ));
                }
                rules if !rules.allows(&at) => return Err(FetchError::Forbidden),
                _ => {}
            }
            match self.patiently(&at, known, mib << 20).await? {
                Reply::Moved(to) => at = to,
                Reply::Page(page) => return Ok(Answer::Page(Box::new(page))),
                Reply::Unchanged => return Ok(Answer::Unchanged),
                Reply::Status(404 | 410) => return Ok(Answer::Gone),
                Reply::Status(status) | Reply::Busy { status, .. } => {
                    return Err(FetchError::Status(status));
                }
            }
        }
        Err(FetchError::Redirects)
    }

    fn check_site(&self, url: &Url) -> Result<(), FetchError> {
        let Some(site) = &self.site else {
            return Ok(());
        };
        let host = url.host_str().unwrap_or_default();
        if is_of_site(host, site) {
            return Ok(());
        }
        Err(FetchError::OtherSite(host.to_owned()))
    }

    async fn read_robots(&mut self, url: &Url) -> Result<Robots, FetchError> {
        let mut at = robots::address(url);
        for _ in 0..=MAX_REDIRECTS {
            self.guard.admit(&at).await?;
            let reply = self
                .patiently(&at, &Known::default(), robots::MAX_BYTES)
                .await;
            match reply {
                Ok(Reply::Moved(to)) => at = to,
                Ok(Reply::Page(page)) => return Ok(Robots::read(&page.bytes)),
                Ok(Reply::Status(400..=499) | Reply::Unchanged) => return Ok(Robots::Open),
                Err(error @ (FetchError::Spent(_) | FetchError::Guard(_))) => return Err(error),
                Ok(Reply::Status(_) | Reply::Busy { .. }) | Err(_) => return Ok(Robots::Unknown),
            }
        }
        Ok(Robots::Open)
    }

    /// Asks until there is an answer that is not "come back later", within bounds.
    async fn patiently(
        &mut self,
        url: &Url,
        known: &Known,
        limit: u64,
    ) -> Result<Reply, FetchError> {
        for attempt in 0.. {
            self.wait_for_turn(url).await?;
            let reply = self.once(url, known, limit).await?;
            let Reply::Busy { wait, .. } = &reply else {
                return Ok(reply);
            };
            if *wait > MAX_RETRY_AFTER || Instant::now() + *wait > self.deadline {
                return Err(FetchError::Later(wait.as_secs()));
            }
            if attempt == MAX_RETRIES {
                return Ok(reply);
            }
            tokio::time::sleep(*wait).await;
        }
        Err(FetchError::GivenUp)
    }

    /// Waits until the host may be asked again.
    async fn wait_for_turn(&mut self, url: &Url) -> Result<(), FetchError> {
        if self.failures >= MAX_FAILURES {
            return Err(FetchError::GivenUp);
        }
        let host = url.host_str().unwrap_or_default();
        let asked_for = self
            .robots
            .get(&url.origin().ascii_serialization())
            .map_or(Duration::ZERO, Robots::delay);
        let delay = asked_for.max(Duration::from_secs_f64(
            self.limits.delay_seconds.unwrap_or(1.0),
        ));
        if self.bytes_left == 0 {
            return Err(FetchError::Spent(Bound::Bytes));
        }
        let turn = self.turns.take(host, delay, self.deadline);
        let turn = turn.ok_or(FetchError::Spent(Bound::Time))?;
        tokio::time::sleep_until(turn.into()).await;
        Ok(())
    }

    /// Asks once.
    async fn once(&mut self, url: &Url, known: &Known, limit: u64) -> Result<Reply, FetchError> {
        let seconds = self.limits.page_seconds;
        let limit = limit.min(self.bytes_left);
        let asking = ask(&self.client, url, known, limit);
        let reply = match tokio::time::timeout(Duration::from_secs(seconds), asking).await {
            Ok(reply) => reply,
            Err(_) => Err(FetchError::TimedOut(seconds)),
        };
        match &reply {
            Ok(Reply::Page(page)) => {
                self.bytes_left = self.bytes_left.saturating_sub(page.bytes.len() as u64);
                self.failures = 0;
            }
            Err(FetchError::TooLarge(_)) => {
                self.bytes_left = self.bytes_left.saturating_sub(limit);
            }
            Err(FetchError::TimedOut(_) | FetchError::Connection(_)) => self.failures += 1,
            _ => self.failures = 0,
        }
        match reply {
            Err(FetchError::TooLarge(_)) if self.bytes_left == 0 => {
                Err(FetchError::Spent(Bound::Bytes))
            }
            Err(FetchError::TooLarge(_)) => Err(FetchError::TooLarge(self.limits.page_mib)),
            reply => reply,
        }
    }
}

/// Whether `host` is `site`, with or without `www.`, or lies below it.
pub fn is_of_site(host: &str, site: &str) -> bool {
    let bare = |host: &str| host.strip_prefix("www.").unwrap_or(host).to_owned();
    let (host, site) = (bare(host), bare(site));
    host == site
        || host
            .strip_suffix(site.as_str())
            .is_some_and(|rest| rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_its_host_and_what_lies_below_it() {
        for host in ["a.example", "www.a.example", "docs.a.example"] {
            assert!(is_of_site(host, "www.a.example"), "{host}");
        }
        for host in [
            "b.example",
            "aa.example",
            "example",
            "a.example.evil.example",
        ] {
            assert!(!is_of_site(host, "a.example"), "{host}");
        }
    }
}
