//! The words for what becomes of sources: why a page was left out, why a refresh failed, why what
//! was typed is no source. Plain text, which whoever shows it escapes.

use super::limits::fit;
use super::text::{escape, plain};
use super::words::Language;
use crate::config::{MAX_SOURCE_NAME, SourceFault};
use crate::sources::{
    Bound, Failure, FetchError, GitError, GuardError, Kept, Note, Outcome, PageKind, Refusal,
    SourceReport, SourcesError, Why,
};

/// Why what was typed is no source.
#[derive(Debug)]
pub enum NoSource {
    /// It describes none.
    Fault(SourceFault),
    /// Nothing can be fetched from there.
    Failure {
        /// The address.
        place: String,
        /// Why not.
        failure: Failure,
    },
    /// The first page cannot be taken, and there is no other.
    Page(Note),
}

impl NoSource {
    /// Why, without a full stop.
    pub fn words(&self, language: Language) -> String {
        match self {
            Self::Fault(fault) => fault_words(fault, language),
            Self::Failure { place, failure } => {
                about(place, failure_words(failure, language), language)
            }
            Self::Page(note) => note_words(note, language),
        }
    }
}

/// Why the sources did not serve.
pub fn sources_words(error: &SourcesError, language: Language) -> String {
    let shown = |name: &str| escape(&fit(&plain(name), 80));
    match error {
        SourcesError::Unknown { name, known } if known.is_empty() => {
            language.say_with("source-unknown-none", [("name", shown(name).into())])
        }
        SourcesError::Unknown { name, known } => language.say_with(
            "source-unknown",
            [
                ("name", shown(name).into()),
                ("known", known.join(", ").into()),
            ],
        ),
        SourcesError::Busy => language.say("sources-busy"),
        SourcesError::Taken(name) => {
            language.say_with("source-taken", [("name", shown(name).into())])
        }
        SourcesError::Configured(name) => {
            language.say_with("source-configured", [("name", shown(name).into())])
        }
        SourcesError::TooMany { most } => {
            language.say_with("sources-full", [("most", (*most).into())])
        }
        SourcesError::Journal(_) | SourcesError::Io { .. } | SourcesError::Corpus(_) => {
            language.say("no-journal")
        }
    }
}

/// What came of a refresh, in a line with the name of the source.
pub fn report_words(report: &SourceReport, language: Language) -> String {
    about(
        &report.name,
        outcome_words(&report.outcome(), language),
        language,
    )
}

/// What came of a refresh.
pub fn outcome_words(outcome: &Outcome, language: Language) -> String {
    let failure = outcome.failure.as_ref();
    let why = failure.map(|failure| failure_words(failure, language));
    if outcome.figures.saw_nothing()
        && let Some(why) = why
    {
        return language.say_with("source-not-refreshed", [("why", why.into())]);
    }
    let count = outcome.figures;
    let mut figures = language.say_with(
        "source-figures",
        [
            ("added", count.added.into()),
            ("changed", count.changed.into()),
            ("unchanged", count.unchanged.into()),
            ("removed", count.removed.into()),
        ],
    );
    let more = [
        (
            count.kept,
            language.say_with("figure-kept", [("count", count.kept.into())]),
        ),
        (
            count.refused,
            language.say_with("figure-refused", [("count", count.refused.into())]),
        ),
        (
            count.held,
            language.say_with("figure-held", [("count", count.held.into())]),
        ),
    ];
    for (_, words) in more.into_iter().filter(|(count, _)| *count > 0) {
        figures.push_str(", ");
        figures.push_str(&words);
    }
    match why {
        None => figures,
        Some(why) => language.say_with(
            "source-ended-early",
            [("figures", figures.into()), ("why", why.into())],
        ),
    }
}

/// What is to be said of a page, with its address.
pub fn note_words(note: &Note, language: Language) -> String {
    about(&note.what, why_words(&note.why, language), language)
}

fn about(what: &str, words: String, language: Language) -> String {
    language.say_with("said-of", [("what", what.into()), ("words", words.into())])
}

fn why_words(why: &Why, language: Language) -> String {
    match why {
        Why::Fetch(error) => fetch_words(error, language),
        Why::Refusal(refusal) => refusal_words(refusal, language),
        Why::Kept(kept) => kept_words(*kept, language),
        Why::Gone => language.say("why-gone"),
        Why::NoPage => language.say("why-no-page"),
        Why::NotListed => language.say("why-not-listed"),
        Why::Twin => language.say("why-twin"),
        Why::PagesBeyond { count, limit } => language.say_with(
            "why-pages-beyond",
            [("count", (*count).into()), ("limit", (*limit).into())],
        ),
        Why::FilesBeyond { limit } => {
            language.say_with("why-files-beyond", [("limit", (*limit).into())])
        }
        Why::NoRoom { count } => language.say_with(
            "why-no-room",
            [
                ("count", (*count).into()),
                ("articles", Why::MOST_ARTICLES.into()),
                ("megabytes", Why::MOST_MIB.into()),
            ],
        ),
        Why::TooLarge(mib) => language.say_with("why-too-large", [("megabytes", (*mib).into())]),
        Why::Name => language.say("why-name"),
        Why::ManySitemaps(count) => {
            language.say_with("why-many-sitemaps", [("count", (*count).into())])
        }
        Why::NoSitemap => language.say("why-no-sitemap"),
        Why::Elsewhere(count) => language.say_with("why-elsewhere", [("count", (*count).into())]),
        Why::NoArticle => language.say("why-no-article"),
        Why::Strangers(count) => language.say_with("why-strangers", [("count", (*count).into())]),
        // What the corpus finds is in English everywhere.
        Why::Fault(message) => message.clone(),
    }
}

fn kept_words(kept: Kept, language: Language) -> String {
    match kept {
        Kept::Edited => language.say("kept-edited"),
        Kept::Theirs => language.say("kept-theirs"),
        Kept::Twin => language.say("kept-twin"),
        Kept::Foreign => language.say("kept-foreign"),
        Kept::NoRoom => language.say("kept-no-room"),
    }
}

fn refusal_words(refusal: &Refusal, language: Language) -> String {
    let kind = |kind: &PageKind| match kind {
        PageKind::Binary => language.say("what-binary"),
        PageKind::Html => "HTML".to_owned(),
        PageKind::NoHtml => language.say("what-no-html"),
        PageKind::Unsaid => language.say("what-unsaid"),
        PageKind::Media(media) => media.clone(),
    };
    match refusal {
        Refusal::Lie { says, is } => language.say_with(
            "refused-lie",
            [("says", says.into()), ("is", kind(is).into())],
        ),
        Refusal::Type(is) => language.say_with("refused-type", [("is", kind(is).into())]),
        Refusal::NoIndex => language.say("refused-noindex"),
        Refusal::NoText => language.say("refused-no-text"),
        Refusal::Draft => language.say("refused-draft"),
    }
}

fn fetch_words(error: &FetchError, language: Language) -> String {
    match error {
        FetchError::Guard(error) => guard_words(error, language),
        FetchError::Forbidden => language.say("fetch-forbidden"),
        FetchError::NoRules(host) => language.say_with("fetch-no-rules", [("host", host.into())]),
        FetchError::OtherSite(host) => {
            language.say_with("fetch-other-site", [("host", host.into())])
        }
        FetchError::Redirects => language.say("fetch-redirects"),
        FetchError::Status(status) => {
            language.say_with("fetch-status", [("status", status.to_string().into())])
        }
        FetchError::TooLarge(mib) => {
            language.say_with("why-too-large", [("megabytes", (*mib).into())])
        }
        FetchError::TimedOut(seconds) => {
            language.say_with("fetch-timed-out", [("seconds", (*seconds).into())])
        }
        FetchError::Connection(reason) => {
            language.say_with("fetch-connection", [("reason", reason.into())])
        }
        FetchError::Later(seconds) => {
            language.say_with("fetch-later", [("seconds", (*seconds).into())])
        }
        FetchError::Spent(Bound::Time) => language.say("fetch-spent-time"),
        FetchError::Spent(Bound::Bytes) => language.say("fetch-spent-bytes"),
        FetchError::GivenUp => language.say("fetch-given-up"),
    }
}

fn guard_words(error: &GuardError, language: Language) -> String {
    match error {
        GuardError::Scheme(scheme) => {
            language.say_with("guard-scheme", [("scheme", scheme.into())])
        }
        GuardError::Private(host) => language.say_with("guard-private", [("host", host.into())]),
        GuardError::Port(host, port) => language.say_with(
            "guard-port",
            [("host", host.into()), ("port", port.to_string().into())],
        ),
        GuardError::Form => language.say("guard-form"),
        GuardError::Unknown(host) => language.say_with("guard-unknown", [("host", host.into())]),
    }
}

fn git_words(error: &GitError, language: Language) -> String {
    match error {
        GitError::NoGit => language.say("git-missing"),
        GitError::Old(version) => language.say_with("git-old", [("version", version.into())]),
        GitError::Guard(error) => guard_words(error, language),
        GitError::NotHttps => language.say("git-not-https"),
        GitError::Failed(reason) => language.say_with("git-failed", [("reason", reason.into())]),
        GitError::TimedOut(seconds) => {
            language.say_with("fetch-timed-out", [("seconds", (*seconds).into())])
        }
        GitError::TooLarge(mib) => {
            language.say_with("why-too-large", [("megabytes", (*mib).into())])
        }
        GitError::Io(reason) => language.say_with("git-no-folder", [("reason", reason.into())]),
    }
}

fn failure_words(failure: &Failure, language: Language) -> String {
    match failure {
        Failure::List { address, error } => {
            about(address.as_str(), fetch_words(error, language), language)
        }
        Failure::NoSitemap(host) => {
            language.say_with("failure-no-sitemap", [("host", host.into())])
        }
        Failure::NoFeed(address) => {
            language.say_with("failure-no-feed", [("address", address.as_str().into())])
        }
        Failure::NoPage => language.say("failure-no-page"),
        Failure::Fetch(error) => fetch_words(error, language),
        Failure::Early { error, stay } => {
            let why = fetch_words(error, language);
            language.say_with(
                "failure-early",
                [("why", why.into()), ("count", (*stay).into())],
            )
        }
        Failure::Git(error) => git_words(error, language),
        Failure::Folder { reason, .. } => {
            language.say_with("failure-folder", [("reason", reason.into())])
        }
        Failure::InCorpus(_) => language.say("failure-in-corpus"),
        Failure::FolderFromElsewhere => language.say("failure-folder-elsewhere"),
    }
}

fn fault_words(fault: &SourceFault, language: Language) -> String {
    match fault {
        SourceFault::Address => language.say("source-fault-address"),
        SourceFault::Credentials => language.say("source-fault-credentials"),
        SourceFault::Kind(kind) => language.say_with("source-fault-kind", [("kind", kind.into())]),
        SourceFault::Name(name) => language.say_with(
            "source-fault-name",
            [("name", name.into()), ("most", MAX_SOURCE_NAME.into())],
        ),
        SourceFault::Interval(text) => {
            language.say_with("source-fault-interval", [("text", text.into())])
        }
        SourceFault::IntervalRange { least } => {
            language.say_with("source-fault-interval-range", [("least", (*least).into())])
        }
    }
}
