//! What an answer looks like: [`Answer`] -> [`Reply`]. Pure; every text of people and
//! articles is escaped here.

use std::fmt::Write as _;

use crate::answer::{Answer, Citation, Question};
use crate::journal::ServerSettings;

use super::limits::{EMBED_AUTHOR, EMBED_DESCRIPTION, EMBEDS_TOTAL, fit};
use super::press::{MAX_PASSAGES, Pages, Press};
use super::reply::{Choice, Component, Embed, Reply, is_web_address};
use super::text::{escape, lines, link_target, plain};
use super::words::Language;

/// Passages on one page, where a server has not set it: one in full, the others in short.
pub const PER_PAGE: usize = 3;

/// Most characters of all cautions under one answer.
const CAUTIONS: usize = 900;

/// Most characters of a quote in full; a passage of 200 words has about 1,300.
const FULL_QUOTE: usize = 1_600;

/// Most characters of a quote in short.
const SHORT_QUOTE: usize = 240;

/// Longest link behind a quote in short.
const SHORT_LINK: usize = 400;

/// How an answer is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody in the channel.
    Everybody,
    /// The person who asked; they may show it to the others.
    Asker,
}

/// A page of an answer. `passages` are all that `pages` names, those that are gone as `None`.
pub fn page(
    question: &str,
    passages: &[Option<Citation>],
    pages: &Pages,
    audience: Audience,
    settings: &ServerSettings,
    language: Language,
) -> Reply {
    let per_page = settings.passages.unwrap_or(PER_PAGE).clamp(1, MAX_PASSAGES);
    let shown: Vec<&Option<Citation>> = passages.iter().skip(pages.from).take(per_page).collect();
    let gone = shown.iter().filter(|passage| passage.is_none()).count();
    let mut present = shown.iter().filter_map(|passage| passage.as_ref());
    let Some(first) = present.next() else {
        return gone_reply(question, language);
    };
    let main = full(question, first, language);
    let rest: Vec<&Citation> = present.collect();
    let caution = caution(settings, std::iter::once(first).chain(rest.iter().copied()));
    let taken = main.chars() + caution.as_ref().map_or(0, Embed::chars);
    let mut reply = Reply::line("").embed(main);
    if !rest.is_empty() {
        reply = reply.embed(Embed::new(in_short(&rest, EMBEDS_TOTAL - taken)));
    }
    if let Some(caution) = caution {
        reply = reply.embed(caution);
    }
    if gone > 0 {
        reply.content = format!("-# {}", language.say("passage-gone"));
    }
    let turn = |from: usize| {
        Press::Turn(Pages {
            from,
            ..pages.clone()
        })
    };
    let later = pages.from + per_page;
    let buttons = [
        (pages.from > 0).then(|| {
            let earlier = pages.from.saturating_sub(per_page);
            (language.say("button-earlier"), turn(earlier))
        }),
        (later < passages.len()).then(|| (language.say("button-next"), turn(later))),
        (audience == Audience::Asker)
            .then(|| (language.say("button-show"), Press::Share(pages.clone()))),
        Some((language.say("button-helpful"), rating(first, true))),
        Some((language.say("button-not-helpful"), rating(first, false))),
    ];
    reply = reply.buttons(
        buttons
            .into_iter()
            .flatten()
            .filter_map(|(label, press)| Some(Component::button(&label, press.custom_id()?))),
    );
    with_other_articles(reply, passages, &shown, language)
}

/// One passage alone, for a person who chose it from a menu.
pub fn single(
    question: &str,
    passage: Option<&Citation>,
    settings: &ServerSettings,
    language: Language,
) -> Reply {
    let Some(passage) = passage else {
        return gone_reply(question, language);
    };
    let reply = Reply::line("").embed(full(question, passage, language));
    match caution(settings, std::iter::once(passage)) {
        Some(caution) => reply.embed(caution),
        None => reply,
    }
}

/// What the server wants said under passages on some of their topics.
fn caution<'a>(
    settings: &ServerSettings,
    passages: impl Iterator<Item = &'a Citation>,
) -> Option<Embed> {
    if settings.cautions.is_empty() {
        return None;
    }
    let topics: Vec<String> = passages
        .flat_map(|passage| passage.topics.iter().map(|topic| topic.to_lowercase()))
        .collect();
    let mut lines: Vec<String> = Vec::new();
    for (topic, text) in &settings.cautions {
        let line = format!("⚠ {}", escape(&plain(text)));
        if topics.contains(&topic.to_lowercase()) && !lines.contains(&line) {
            lines.push(line);
        }
    }
    (!lines.is_empty()).then(|| Embed::new(fit(&lines.join("\n"), CAUTIONS)))
}

/// Passages in short; where there is no room for all, the last ones without their sentences.
fn in_short(passages: &[&Citation], room: usize) -> String {
    /// Between two passages.
    const GAP: usize = 2;
    let room = room.min(EMBED_DESCRIPTION);
    let heads: Vec<String> = passages.iter().map(|passage| bold_name(passage)).collect();
    let mut still: usize = heads.iter().map(|head| head.chars().count() + GAP).sum();
    let mut text = String::new();
    let mut taken = 0;
    for (passage, head) in passages.iter().zip(heads) {
        still -= head.chars().count() + GAP;
        let in_short = short(passage);
        let chars = in_short.chars().count() + GAP;
        let (entry, chars) = if taken + chars + still <= room {
            (in_short, chars)
        } else {
            let chars = head.chars().count() + GAP;
            (head, chars)
        };
        if taken + chars > room {
            break;
        }
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        text.push_str(&entry);
        taken += chars;
    }
    text
}

/// Where a passage stands, without a link.
fn bold_name(passage: &Citation) -> String {
    format!("**{}**", fit(&breadcrumb(passage), 200))
}

/// The line above an answer: the question, and what it was understood to be about. Later
/// questions read it (`pressed::asked`).
pub fn asked(answer: &Answer) -> String {
    let about = answer.about.as_deref().map(plain);
    Question::told(&plain(&answer.question), about.as_deref(), EMBED_AUTHOR)
}

/// The pages of a new answer, beginning at the first.
pub fn pages_of(answer: &Answer, asker: u64) -> Pages {
    Pages {
        asker,
        from: 0,
        passages: answer.passages.iter().map(|it| it.id.clone()).collect(),
    }
}

/// That the articles do not answer, what may be asked instead, and how.
pub fn nothing_found(answer: &Answer, language: Language) -> Reply {
    let mut text = language.say("nothing-found");
    if let Some(read) = corrected(answer, language) {
        let _ = write!(text, "\n{read}");
    }
    if !answer.unknown_words.is_empty() {
        let words: Vec<String> = answer
            .unknown_words
            .iter()
            .take(5)
            .map(|word| quotation(word, language))
            .collect();
        let words = [("words", words.join(", ").into())];
        let _ = write!(text, "\n{}", language.say_with("no-article-has", words));
    }
    if !answer.topics.is_empty() {
        let _ = write!(text, "\n{}", language.say("nearest-topics"));
    }
    // Two misspelt words may be meant for one: Discord takes each button once.
    let mut offered = std::collections::HashSet::new();
    let meant = answer.did_you_mean.iter().filter(|to| offered.insert(*to));
    let buttons = meant.take(5).filter_map(|to| {
        let from = nearest(to, &answer.unknown_words)?;
        let press = Press::Respell {
            from: from.to_owned(),
            to: to.clone(),
        };
        let label = language.say_with("did-you-mean", [("word", to.into())]);
        Some(Component::button(&label, press.custom_id()?))
    });
    let topics = answer
        .topics
        .iter()
        .filter_map(|topic| Choice::new(topic, topic, None));
    Reply::line("")
        .embed(Embed::new(text).author(&asked(answer)))
        .buttons(buttons)
        .menu(
            &Press::Topic.custom_id().unwrap_or_default(),
            &language.say("menu-topic"),
            topics,
        )
}

/// The words that were read as others, escaped.
pub fn corrected(answer: &Answer, language: Language) -> Option<String> {
    let read: Vec<String> = answer
        .corrected
        .iter()
        .take(5)
        .map(|it| {
            let typed = quotation(&it.typed, language).into();
            let read = quotation(&it.read_as, language).into();
            language.say_with("read-as", [("typed", typed), ("read", read)])
        })
        .collect();
    (!read.is_empty()).then(|| language.say_with("read", [("words", read.join(", ").into())]))
}

/// A word between the language's quotation marks, escaped.
fn quotation(word: &str, language: Language) -> String {
    let word = escape(&fit(&plain(word), 40));
    language.say_with("quoted", [("text", word.into())])
}

/// The same in one quiet line, where everybody reads it.
pub fn nothing_found_line(answer: &Answer, language: Language) -> Reply {
    let hint = match answer.did_you_mean.first() {
        Some(word) => {
            let word = escape(&fit(&plain(word), 60));
            language.say_with("did-you-mean", [("word", word.into())])
        }
        None => language.say("topics-hint"),
    };
    Reply::line(format!("{} {hint}", language.say("nothing-found"))).quiet()
}

fn gone_reply(question: &str, language: Language) -> Reply {
    Reply::line("").embed(Embed::new(language.say("answer-gone")).author(question))
}

fn rating(passage: &Citation, helpful: bool) -> Press {
    Press::Rate {
        passage: passage.id.clone(),
        helpful,
    }
}

/// A menu of the articles that are not on the page.
fn with_other_articles(
    reply: Reply,
    passages: &[Option<Citation>],
    shown: &[&Option<Citation>],
    language: Language,
) -> Reply {
    let mut seen: Vec<&str> = shown
        .iter()
        .filter_map(|passage| passage.as_ref())
        .map(|passage| passage.article.as_str())
        .collect();
    let mut choices = Vec::new();
    for passage in passages.iter().flatten() {
        if !seen.contains(&passage.article.as_str()) {
            seen.push(&passage.article);
            let heading = passage.breadcrumb.iter().skip(1).next_back();
            choices.extend(Choice::new(
                &passage.title,
                &passage.id,
                heading.map(String::as_str),
            ));
        }
    }
    let id = Press::More.custom_id().unwrap_or_default();
    reply.menu(&id, &language.say("menu-more"), choices)
}

/// A passage in full.
fn full(question: &str, passage: &Citation, language: Language) -> Embed {
    let mut text = quoted(&marked(passage, FULL_QUOTE));
    if let Some(url) = web_address(passage) {
        let host = url
            .split_once("://")
            .map_or("", |(_, rest)| rest)
            .split(['/', '?', '#'])
            .next()
            .unwrap_or_default();
        let link = link_target(url);
        // A longer one stands behind the title alone.
        if link.len() <= 1_000 {
            let link = [("link", format!("[{}]({link})", escape(host)).into())];
            let source = if passage.verbatim {
                language.say_with("source-verbatim", link)
            } else {
                language.say_with("source", link)
            };
            let _ = write!(text, "\n-# {source}");
        }
    }
    let topics = (!passage.topics.is_empty()).then(|| passage.topics.join(", "));
    let updated = passage
        .updated
        .as_ref()
        .map(|date| language.say_with("updated", [("date", date.into())]));
    let footer: Vec<String> = topics.into_iter().chain(updated).collect();
    Embed::new(text)
        .author(question)
        .title(&breadcrumb(passage), web_address(passage))
        .footer(&fit(&footer.join(" · "), 300))
}

/// A passage in short: where it stands, and its best sentence.
fn short(passage: &Citation) -> String {
    let title = match web_address(passage).map(link_target) {
        Some(link) if link.len() <= SHORT_LINK => {
            format!("**[{}]({link})**", fit(&breadcrumb(passage), 200))
        }
        _ => bold_name(passage),
    };
    let [start, end] = passage.best_sentence;
    let sentence: String = passage
        .text
        .chars()
        .skip(start)
        .take(end.saturating_sub(start))
        .collect();
    format!(
        "{title}\n> {}",
        escape(&fit(&plain(&sentence), SHORT_QUOTE))
    )
}

fn web_address(passage: &Citation) -> Option<&str> {
    passage.url.as_deref().filter(|url| is_web_address(url))
}

fn breadcrumb(passage: &Citation) -> String {
    let parts: Vec<String> = passage
        .breadcrumb
        .iter()
        .map(|part| escape(&fit(&plain(part), 80)))
        .collect();
    parts.join(" › ")
}

/// The quote as Markdown: its best sentence bold, the question's words underlined.
fn marked(passage: &Citation, max: usize) -> String {
    let whole = passage.text.chars().count();
    let max = if whole > max { max - 1 } else { whole };
    let within = |[start, end]: [usize; 2], at: usize| start <= at && at < end;
    let (mut bold, mut underlined) = (false, false);
    let mut text = String::new();
    let mut piece = String::new();
    let flush = |text: &mut String, piece: &mut String| {
        text.push_str(&escape(&lines(piece)));
        piece.clear();
    };
    for (at, c) in passage.text.chars().take(max).enumerate() {
        let ends_line = c == '\n';
        let to_bold = !ends_line && within(passage.best_sentence, at);
        let to_underlined = !ends_line && passage.highlights.iter().any(|&range| within(range, at));
        // Marks are nested: the underline ends before the bold does.
        if (to_bold, to_underlined) != (bold, underlined) {
            flush(&mut text, &mut piece);
            if underlined {
                text.push_str("__");
            }
            if bold != to_bold {
                text.push_str("**");
            }
            if to_underlined {
                text.push_str("__");
            }
            (bold, underlined) = (to_bold, to_underlined);
        }
        piece.push(c);
    }
    flush(&mut text, &mut piece);
    if underlined {
        text.push_str("__");
    }
    if bold {
        text.push_str("**");
    }
    if whole > max {
        text.push('…');
    }
    text
}

/// Each line as a block quote.
fn quoted(markdown: &str) -> String {
    let lines: Vec<String> = markdown.lines().map(|line| format!("> {line}")).collect();
    lines.join("\n")
}

/// The word of `words` that is spelt most like `word`.
fn nearest<'a>(word: &str, words: &'a [String]) -> Option<&'a str> {
    words
        .iter()
        .min_by_key(|other| strsim::osa_distance(word, &other.to_lowercase()))
        .map(String::as_str)
}
