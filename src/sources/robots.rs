//! What a site's `robots.txt` says to us (RFC 9309). Never fetches it.

use std::time::Duration;

use texting_robots::Robot;
use url::Url;

/// The name that rules for us are looked up by.
const AGENT: &str = "footnote";

/// Longest file that is read; the rest is not looked at.
pub const MAX_BYTES: u64 = 500 << 10;

/// What a site says to us.
pub enum Robots {
    /// It has no rules, or they are for nobody.
    Open,
    /// Its rules.
    Rules(Box<Robot>),
    /// It could not say, so nothing is fetched now.
    Unknown,
}

impl Robots {
    /// Reads the rules.
    pub fn read(text: &[u8]) -> Self {
        match Robot::new(AGENT, text) {
            Ok(rules) => Self::Rules(Box::new(rules)),
            // The parser takes nearly everything; what it refuses has no rules in it.
            Err(_) => Self::Open,
        }
    }

    /// Whether `url` may be fetched.
    pub fn allows(&self, url: &Url) -> bool {
        match self {
            Self::Open => true,
            Self::Rules(rules) => rules.allowed(url.as_str()),
            Self::Unknown => false,
        }
    }

    /// The least time between two requests that it asks for.
    pub fn delay(&self) -> Duration {
        /// Longer than anybody means it.
        const MOST: f32 = 86_400.0;
        match self {
            Self::Rules(rules) => {
                let seconds = rules.delay.filter(|delay| delay.is_finite()).unwrap_or(0.0);
                Duration::from_secs_f32(seconds.clamp(0.0, MOST))
            }
            Self::Open | Self::Unknown => Duration::ZERO,
        }
    }

    /// The sitemaps that it names.
    pub fn sitemaps(&self) -> Vec<Url> {
        match self {
            Self::Rules(rules) => rules
                .sitemaps
                .iter()
                .filter_map(|address| Url::parse(address).ok())
                .collect(),
            Self::Open | Self::Unknown => Vec::new(),
        }
    }
}

/// Where the rules for `url` stand.
pub fn address(url: &Url) -> Url {
    let mut address = url.clone();
    address.set_path("/robots.txt");
    address.set_query(None);
    address.set_fragment(None);
    address
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn url(path: &str) -> Url {
        Url::parse("https://a.example").unwrap().join(path).unwrap()
    }

    #[test]
    fn rules_for_us_win_over_those_for_everybody() {
        let robots = Robots::read(
            b"User-agent: *\nDisallow: /\n\nUser-agent: Footnote\nDisallow: /private\n\
              Crawl-delay: 2.5\n\nSitemap: https://a.example/map.xml\n",
        );
        assert!(robots.allows(&url("/page")));
        assert!(!robots.allows(&url("/private/page")));
        assert_eq!(robots.delay(), Duration::from_millis(2_500));
        assert_eq!(robots.sitemaps(), [url("/map.xml")]);
        assert_eq!(address(&url("/a/b?c#d")), url("/robots.txt"));
    }

    #[test]
    fn what_is_no_list_of_rules_forbids_nothing() {
        assert!(Robots::read(b"<html>Not found</html>").allows(&url("/page")));
        assert!(!Robots::Unknown.allows(&url("/page")));
    }

    proptest! {
        #[test]
        fn any_file_is_read_without_a_fault(text in prop::collection::vec(any::<u8>(), 0..300)) {
            let robots = Robots::read(&text);
            let _ = (robots.allows(&url("/page")), robots.delay(), robots.sitemaps());
        }
    }
}
