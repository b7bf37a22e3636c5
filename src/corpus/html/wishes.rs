//! What a page asks of whoever lists it: under which address, or not at all.

use super::page::Page;

/// What a page asks of whoever lists it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PageWishes {
    /// `<link rel=canonical>`, as it stands there.
    pub canonical: Option<String>,
    /// Whether it asks not to be listed.
    pub noindex: bool,
}

/// Reads what the page `source` asks.
pub fn page_wishes(source: &str) -> PageWishes {
    let facts = Page::parse(source).facts;
    let noindex = facts.metas.iter().any(|(name, content)| {
        let for_us = matches!(name.as_str(), "robots" | "footnote");
        let refuses = |rule: &str| {
            let rule = rule.trim();
            rule.eq_ignore_ascii_case("noindex") || rule.eq_ignore_ascii_case("none")
        };
        for_us && content.split(',').any(refuses)
    });
    PageWishes {
        canonical: facts.canonical,
        noindex,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_may_ask_not_to_be_listed_and_name_its_address() {
        let page = "<head><META NAME=Robots CONTENT='nofollow, NoIndex'>\
                    <link rel='canonical' href='/a'></head><p>Text.</p>";
        let expected = PageWishes {
            canonical: Some("/a".to_owned()),
            noindex: true,
        };
        assert_eq!(page_wishes(page), expected);
        let other = "<meta name='robots' content='index, follow'><meta name='note' content='none'>";
        assert_eq!(page_wishes(other), PageWishes::default());
    }
}
