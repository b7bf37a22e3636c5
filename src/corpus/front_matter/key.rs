//! The keys of front matter and their aliases. Never reads values.

use std::sync::LazyLock;

/// What a key says about an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Title,
    /// An address; the smaller number wins.
    Url(u8),
    /// The last part of an address, to be joined to the base.
    Slug,
    /// Written for this program: nothing else adds topics where it stands.
    Topics,
    /// What other programs call topics. A string is cut at blanks where it has no commas.
    Tags,
    /// As `Tags`, but never cut at blanks.
    Categories,
    /// As `Categories`; only where there are no tags and no categories.
    Keywords,
    Author,
    Updated,
    Date,
    /// A date, or whether the article is published at all.
    Published,
    Language,
    Description,
    Draft,
    NoIndex,
    Verbatim,
    /// A table whose entries count as if they stood at the top (`[taxonomies]` of Zola).
    Table,
    /// Known, and of no use here.
    Ignored,
}

/// Every key with a meaning. Compared without case, `_`, `-` and blanks.
const KEYS: [(&str, Key); 48] = [
    ("title", Key::Title),
    ("url", Key::Url(0)),
    ("source", Key::Url(1)),
    ("source_url", Key::Url(2)),
    ("canonical", Key::Url(3)),
    ("canonical_url", Key::Url(4)),
    ("link", Key::Url(5)),
    ("permalink", Key::Url(6)),
    ("slug", Key::Slug),
    ("topics", Key::Topics),
    ("topic", Key::Topics),
    ("tags", Key::Tags),
    ("tag", Key::Tags),
    ("categories", Key::Categories),
    ("category", Key::Categories),
    ("keywords", Key::Keywords),
    ("author", Key::Author),
    ("authors", Key::Author),
    ("by", Key::Author),
    ("updated", Key::Updated),
    ("updated_at", Key::Updated),
    ("last_updated", Key::Updated),
    ("last_update", Key::Updated),
    ("lastmod", Key::Updated),
    ("last_modified", Key::Updated),
    ("last_modified_at", Key::Updated),
    ("modified", Key::Updated),
    ("date_modified", Key::Updated),
    ("date", Key::Date),
    ("created", Key::Date),
    ("created_at", Key::Date),
    ("pubdate", Key::Date),
    ("publish_date", Key::Date),
    ("date_published", Key::Date),
    ("published", Key::Published),
    ("lang", Key::Language),
    ("language", Key::Language),
    ("locale", Key::Language),
    ("description", Key::Description),
    ("excerpt", Key::Description),
    ("summary", Key::Description),
    ("draft", Key::Draft),
    ("noindex", Key::NoIndex),
    ("verbatim", Key::Verbatim),
    ("taxonomies", Key::Table),
    ("sources", Key::Ignored),
    ("reviewed", Key::Ignored),
    ("aliases", Key::Ignored),
];

/// Keys of well-known programs that say nothing about the text.
const HARMLESS: &str = "alias audio banner bibliography body_class class comments comment_status \
    copyright cover css cssclass cssclasses custom_edit_url date_created expiry_date extra \
    featured featured_image featured_media feed format guid has_children has_toc head header \
    headless hero hide hide_table_of_contents hide_title icon id image images index keyword_id \
    latex layout license link_title linter markup math mathjax menu menu_order menus mermaid \
    meta modified_gmt name nav nav_exclude nav_order nav_title noads order outputs pagination \
    pagination_label pagination_next pagination_prev params parent path pin pinned position \
    post_id post_type prev next priority publish rating reading_time redirect_from redirect_to \
    related render reviewed_by reviewer reviewers robots sections seo series share short_title \
    sidebar sidebar_class_name sidebar_custom_props sidebar_label sidebar_position site sitemap \
    social sort sort_by status sticky style styles subtitle tagline template theme thumbnail toc \
    toc_max_heading_level toc_min_heading_level type uid unlisted updates uuid version video \
    videos weight wordpress_id";

static IGNORED: LazyLock<Vec<String>> =
    LazyLock::new(|| HARMLESS.split_whitespace().map(plain).collect());

/// What `key` says, `None` where nobody knows it.
pub(super) fn meaning(key: &str) -> Option<Key> {
    let key = plain(key);
    KEYS.iter()
        .find(|(name, _)| plain(name) == key)
        .map(|(_, meaning)| *meaning)
        .or_else(|| IGNORED.contains(&key).then_some(Key::Ignored))
}

/// The key that was probably meant by an unknown one.
pub(super) fn nearest(key: &str) -> Option<&'static str> {
    const MAX_CHARS: usize = 24;
    /// With two slips, short words are all alike.
    const MIN_CHARS_FOR_TWO: usize = 6;

    let key = plain(key);
    let chars = key.chars().count();
    if !(3..=MAX_CHARS).contains(&chars) {
        return None;
    }
    let most = if chars >= MIN_CHARS_FOR_TWO { 2 } else { 1 };
    KEYS.iter()
        .map(|(name, _)| (strsim::osa_distance(&key, &plain(name)), *name))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// `Source-URL`, `source_url` and `sourceUrl` are one key.
fn plain(key: &str) -> String {
    key.chars()
        .filter(|character| !matches!(character, '_' | '-') && !character.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_known_however_it_is_spelled() {
        assert_eq!(meaning("Source-URL"), Some(Key::Url(2)));
        assert_eq!(meaning("canonicalUrl"), Some(Key::Url(4)));
        assert_eq!(meaning("Last Update"), Some(Key::Updated));
        assert_eq!(meaning("sidebar_position"), Some(Key::Ignored));
        assert_eq!(meaning("pressure"), None);
    }

    #[test]
    fn a_slip_of_the_pen_finds_the_key_that_was_meant() {
        assert_eq!(nearest("titel"), Some("title"));
        assert_eq!(nearest("topcs"), Some("topics"));
        assert_eq!(nearest("desciption"), Some("description"));
        assert_eq!(nearest("verbatum"), Some("verbatim"));
        assert_eq!(nearest("pressure"), None);
        assert_eq!(nearest(""), None);
        assert_eq!(nearest(&"a".repeat(100_000)), None);
    }
}
