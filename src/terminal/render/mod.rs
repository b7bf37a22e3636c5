//! An [`Answer`] as a person reads it. Only writes: never asks, never decides what is in
//! an answer, and never lets a control character of an article through.

mod excerpt;
mod explain;
mod layout;
mod nothing;
mod quote;

#[cfg(test)]
mod tests;

use std::io::{self, Write};

use self::quote::Quote;
use super::look::{BAR, DIM, Look, TITLE};
use super::safe_text;
use crate::answer::{Answer, Citation};

/// How the person asked, and so what to advise them to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// With `footnote ask`.
    Command,
    /// In `footnote chat`.
    Chat,
}

/// Writes `answer` out.
pub fn answer(out: &mut dyn Write, answer: &Answer, look: Look, asked: Asked) -> io::Result<()> {
    if let Some(about) = &answer.about {
        // Whoever asked sees how the question was understood.
        let line = format!("About: {}", safe_text::line(about));
        for line in wrapped(&line, look.width) {
            writeln!(out, "{}", look.paint(DIM, &line))?;
        }
    }
    if answer.passages.is_empty() {
        nothing::nothing(out, answer, look, asked)?;
    } else {
        passages(out, answer, look)?;
        remarks(out, answer, look)?;
    }
    match &answer.explanation {
        Some(explanation) => explain::explain(out, explanation, look),
        None => Ok(()),
    }
}

fn passages(out: &mut dyn Write, answer: &Answer, look: Look) -> io::Result<()> {
    let numbered = answer.passages.len() > 1;
    for (index, citation) in answer.passages.iter().enumerate() {
        if index > 0 {
            writeln!(out)?;
        }
        let number = numbered.then_some(citation.rank);
        passage(out, citation, number, index > 0, look)?;
    }
    Ok(())
}

/// Writes one passage: where it stands, the quote, the link, what else is known.
fn passage(
    out: &mut dyn Write,
    citation: &Citation,
    number: Option<usize>,
    shorten: bool,
    look: Look,
) -> io::Result<()> {
    let number = number.map_or(String::new(), |number| format!("{number}. "));
    let margin = number.len();
    let width = look.width.saturating_sub(margin);

    let place = breadcrumb(citation);
    for (index, line) in wrapped(&place, width).iter().enumerate() {
        let lead = if index == 0 { number.as_str() } else { "" };
        writeln!(out, "{lead:margin$}{}", look.paint(TITLE, line))?;
    }

    let whole = Quote::of(citation);
    let shown = if shorten {
        excerpt::excerpt(&whole)
    } else {
        whole
    };
    quoted(out, &shown, margin, look)?;

    write!(out, "{:margin$}", "")?;
    source(out, citation, width, look)?;
    writeln!(out)?;
    let details = details(citation);
    for line in wrapped(&details, width) {
        writeln!(out, "{:margin$}{}", "", look.paint(DIM, &line))?;
    }
    Ok(())
}

/// Writes the quote beside its bar.
fn quoted(out: &mut dyn Write, quote: &Quote, margin: usize, look: Look) -> io::Result<()> {
    const BAR_AND_BLANK: usize = 2;
    let width = look.width.saturating_sub(margin + BAR_AND_BLANK);
    let bar = look.paint(BAR, "│");
    for line in layout::lay_out(quote.text(), width.max(1)) {
        write!(out, "{:margin$}{bar}", "")?;
        if !line.is_empty() {
            write!(out, " ")?;
        }
        for segment in line {
            write!(out, "{:1$}", "", segment.blanks)?;
            if segment.cell {
                write!(out, " {} ", look.paint(DIM, "|"))?;
            }
            for (piece, mark) in quote.pieces(segment.range) {
                write!(out, "{}", look.paint(mark.style(), piece))?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Writes where the quote can be read, or what it rests on.
fn source(out: &mut dyn Write, citation: &Citation, width: usize, look: Look) -> io::Result<()> {
    let Some(url) = &citation.url else {
        let path = safe_text::line(&citation.article);
        return write!(out, "{} {path}", look.paint(DIM, "In the article:"));
    };
    let label = if citation.verbatim {
        "Read it there:"
    } else {
        "Source:"
    };
    write!(out, "{} ", look.paint(DIM, label))?;
    if look.links {
        look.link(
            out,
            url,
            &shortened(url, width.saturating_sub(label.len() + 1)),
        )
    } else {
        // In full and on one line, so that it can be copied.
        look.link(out, url, url)
    }
}

/// `url` as it is shown where the whole of it can be clicked: without the text fragment,
/// and cut to `width`.
fn shortened(url: &str, width: usize) -> String {
    let shown = url.split(":~:").next().unwrap_or(url);
    let shown = shown.trim_end_matches('#');
    if shown.chars().count() <= width {
        return shown.to_owned();
    }
    let cut: String = shown.chars().take(width.saturating_sub(1)).collect();
    cut + "…"
}

fn breadcrumb(citation: &Citation) -> String {
    let mut place: Vec<&str> = citation.breadcrumb.iter().map(String::as_str).collect();
    if place.is_empty() {
        place.push(&citation.title);
    }
    place.dedup();
    safe_text::line(&place.join(" › ")).into_owned()
}

fn details(citation: &Citation) -> String {
    let mut details = Vec::new();
    if !citation.topics.is_empty() {
        details.push(citation.topics.join(", "));
    }
    if let Some(updated) = &citation.updated {
        details.push(format!("updated {}", day(updated)));
    }
    safe_text::line(&details.join(" · ")).into_owned()
}

/// The day of a date with a time; other text as it is.
fn day(date: &str) -> &str {
    match date.split_once(['T', ' ']) {
        Some((day, _)) if day.len() == "2026-01-31".len() => day,
        _ => date,
    }
}

/// What an answered question still leaves open.
fn remarks(out: &mut dyn Write, answer: &Answer, look: Look) -> io::Result<()> {
    let remarks = [
        nothing::corrected(answer),
        nothing::unknown_words(answer),
        nothing::did_you_mean(answer),
    ];
    let mut first = true;
    for remark in remarks.into_iter().flatten() {
        if std::mem::take(&mut first) {
            writeln!(out)?;
        }
        for line in wrapped(&remark, look.width) {
            writeln!(out, "{}", look.paint(DIM, &line))?;
        }
    }
    Ok(())
}

/// `text` in lines; none where there is no text.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let options = textwrap::Options::new(width.max(1))
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    if text.is_empty() {
        return Vec::new();
    }
    let lines = textwrap::wrap(text, options);
    lines
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}
