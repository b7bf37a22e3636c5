//! Answers with a sentence encoder, beside those without, over the starter corpus.

use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Result;
use footnote::answer::Question;
use footnote::corpus::{Folder, Source};
use footnote::librarian::{AskOptions, Librarian, ReindexOptions, Settings};
use footnote::model::ModelSettings;

use super::{LIMIT, MAX_FILE_BYTES, Spread, row, timed, title};

/// Encodes the articles in `corpus` with the model in `model`, and asks their own headings.
pub fn measure(corpus: &Path, folder: &Path, model: &Path) -> Result<()> {
    let librarian = |name: &str, model: Option<ModelSettings>, remembered_answers| {
        Librarian::new(Settings {
            corpus: corpus.to_owned(),
            index: folder.join(name),
            base_url: None,
            max_file_bytes: MAX_FILE_BYTES,
            min_confidence: 0.0,
            by_meaning: true,
            remembered_answers,
            model,
            table: None,
        })
    };
    let model = ModelSettings {
        folder: model.to_owned(),
        ..ModelSettings::default()
    };
    let with = librarian("with-encoder", Some(model.clone()), 0);
    let without = librarian("without-encoder", None, 0);
    let options = ReindexOptions::default();
    let go_on = |_| ControlFlow::Continue(());
    without.reindex(options, &go_on)?;
    let report = with.reindex(options, &go_on)?;
    title("the starter corpus, with a sentence encoder")?;
    row(
        "full reindex",
        &format!("{:.1} s", report.seconds),
        &format!("{} passages, all cores", report.passages),
    )?;
    let options = AskOptions {
        limit: LIMIT,
        topic: None,
        explain: false,
    };
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    let remembering = librarian("with-encoder", Some(model), 1);
    for question in headings(corpus)? {
        times[0].push(timed(|| Ok(with.ask(&question, &options)?))?.0);
        times[1].push(timed(|| Ok(without.ask(&question, &options)?))?.0);
        remembering.ask(&question, &options)?;
        times[2].push(timed(|| Ok(remembering.ask(&question, &options)?))?.0);
    }
    let asked = format!("{} questions, one thread", times[0].len());
    let names = [
        "ask, with it",
        "ask, without",
        "ask, with it, the same again",
    ];
    for (name, times) in names.into_iter().zip(times) {
        row(name, &Spread::of(times).to_string(), &asked)?;
    }
    Ok(())
}

/// The headings of the articles: questions, or nearly.
fn headings(corpus: &Path) -> Result<Vec<Question>> {
    let source = Folder::new(corpus.to_owned(), MAX_FILE_BYTES, None);
    let mut questions = Vec::new();
    for path in source.list()?.paths {
        let Ok(bytes) = source.load(&path) else {
            continue;
        };
        let article = source.parse(&path, &bytes).article;
        for section in article.into_iter().flat_map(|article| article.sections) {
            // What is no question is not asked.
            questions.extend(
                section
                    .headings
                    .last()
                    .and_then(|it| Question::parse(it).ok()),
            );
        }
    }
    Ok(questions)
}
