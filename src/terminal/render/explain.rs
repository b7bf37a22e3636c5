//! Why an answer is what it is, for people who tune or doubt it. Only writes.

use std::io::{self, Write};

use super::super::look::{DIM, Look, TITLE};
use super::{safe_text, wrapped};
use crate::answer::{Explanation, Origin, PassageReason, TermReason, WordReason};

/// Writes the reasons of an answer.
pub fn explain(out: &mut dyn Write, explanation: &Explanation, look: Look) -> io::Result<()> {
    writeln!(out)?;
    writeln!(
        out,
        "{}",
        look.paint(TITLE, "The words, and what was searched")
    )?;
    for word in &explanation.words {
        indented(out, &of_word(word), look)?;
    }
    let headline =
        "The passages: score = words + meaning + definition + heading + proximity + sentence";
    writeln!(out, "{}", look.paint(TITLE, headline))?;
    for passage in &explanation.passages {
        indented(out, &of_passage(passage), look)?;
        let found: Vec<_> = passage
            .found
            .iter()
            .map(|word| safe_text::line(word))
            .collect();
        if !found.is_empty() {
            let found = format!("  has: {}", found.join(", "));
            writeln!(out, "  {}", look.paint(DIM, &found))?;
        }
    }
    if explanation.passages.is_empty() {
        indented(out, "no passage has any of the words", look)?;
    }
    let confidence = &explanation.confidence;
    let headline = format!(
        "Confidence {:.2}, of which {:.2} is needed",
        confidence.value, confidence.needed
    );
    writeln!(out, "{}", look.paint(TITLE, &headline))?;
    if explanation.passages.is_empty() {
        return Ok(());
    }
    let likeness = confidence.likeness.map_or_else(
        || "likeness not told in this language".to_owned(),
        |likeness| format!("likeness {likeness:.2}"),
    );
    let signs = format!(
        "the best passage has {:.0} % of the question's weight · as much as {:.1} rare words · \
         {likeness} · words together {:.2} · {:.0} % unknown",
        confidence.coverage * 100.0,
        confidence.amount,
        confidence.proximity,
        confidence.unknown * 100.0
    );
    indented(out, &signs, look)
}

fn of_word(word: &WordReason) -> String {
    let name = safe_text::line(&word.word);
    let before = if word.carried {
        " (from the question before)"
    } else {
        ""
    };
    if !word.searched {
        let why = if word.known || word.weight <= 0.0 {
            "not searched"
        } else {
            "unknown"
        };
        return format!("{name}{before}: {why}");
    }
    let terms: Vec<String> = word.terms.iter().map(of_term).collect();
    format!(
        "{name}{before}: weight {:.2}, {}",
        word.weight,
        terms.join(", ")
    )
}

fn of_term(term: &TermReason) -> String {
    let name = safe_text::line(&term.term);
    match term.origin {
        Origin::Itself => name.into_owned(),
        Origin::Correction => format!("{name} (correction × {:.1})", term.share),
        Origin::Compound => format!("{name} (compound × {:.1})", term.share),
        Origin::Synonym => format!("{name} (synonym × {:.1})", term.share),
    }
}

fn of_passage(passage: &PassageReason) -> String {
    let mut place = passage.breadcrumb.clone();
    place.dedup();
    format!(
        "{:.2} = {:.2} {:+.2} {:+.2} {:+.2} {:+.2} {:+.2}  {}",
        passage.score,
        passage.words,
        passage.meaning,
        passage.definition,
        passage.heading,
        passage.proximity,
        passage.sentence,
        safe_text::line(&place.join(" › "))
    )
}

fn indented(out: &mut dyn Write, text: &str, look: Look) -> io::Result<()> {
    for line in wrapped(text, look.width.saturating_sub(2)) {
        writeln!(out, "  {line}")?;
    }
    Ok(())
}
