//! `footnote model distil`: adapts the table of word vectors to the articles, with a sentence
//! encoder as the teacher. What is typed for it stands here too.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use clap::{Args, ValueHint};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Outcome;
use super::console::Console;
use super::failure::Failure;
use super::model::toml_string;
use super::progress::left;
use crate::corpus::{Folder, Source, sample, write_whole};
use crate::evaluate::documents;
use crate::librarian::{ModelSettings, Settings};
use crate::model::{
    DEFAULT_NAME, DistilError, DistilProgress, DistilStage, DistilWatch, Distilled, Model,
    can_learn, distil,
};

/// `footnote model distil`
#[derive(Debug, Args)]
pub struct ModelDistilArguments {
    /// Learn from the documents of this folder in the BEIR layout, never from its questions,
    /// instead of from the articles
    #[arg(value_name = "SET", value_hint = ValueHint::DirPath)]
    pub set: Option<PathBuf>,

    /// Folder of the sentence encoder that teaches [default: the one that semantic.model
    /// names, else models/all-MiniLM-L6-v2]
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub model: Option<PathBuf>,

    /// File to write; one that is there is replaced
    #[arg(long, value_name = "FILE", default_value = "models/table.bin", value_hint = ValueHint::FilePath)]
    pub out: PathBuf,

    /// Learn from at most N titles, headings, sentences and beginnings of passages, drawn evenly
    /// from all
    #[arg(long, value_name = "N", default_value_t = 45_000, value_parser = clap::value_parser!(u32).range(1..))]
    pub texts: u32,
}

/// Adapts the table and writes it.
pub fn model_distil(
    arguments: &ModelDistilArguments,
    settings: &Settings,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let model = Model::new(teacher(arguments, settings));
    model.load().map_err(DistilError::from)?;
    require_writable(&arguments.out)?;
    let source: Box<dyn Source> = match &arguments.set {
        Some(set) => Box::new(documents(set)?),
        // The shared articles alone: the table is one for all servers.
        None => Box::new(Folder::new(
            settings.corpus.clone(),
            settings.max_file_bytes,
            settings.base_url.clone(),
        )),
    };
    let texts = sample(source.as_ref(), can_learn, arguments.texts as usize)?;
    let distilled = watched(console, |tell| distil(&model, &texts, tell))?;
    write_whole(&arguments.out, &distilled.table.to_bytes(), true)
        .map_err(|error| unwritable(&arguments.out, error))?;
    for line in report(&distilled, &arguments.out) {
        console.note(&line)?;
    }
    Ok(Outcome::Fine)
}

/// Requires that a file can be written there, before the teacher works for minutes. Leaves nothing
/// but the folder.
fn require_writable(out: &Path) -> Result<(), Failure> {
    let folder = out.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let tried = if out.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else {
        std::fs::create_dir_all(folder).and_then(|()| tempfile::tempfile_in(folder).map(drop))
    };
    tried.map_err(|error| unwritable(out, error))
}

fn unwritable(out: &Path, source: io::Error) -> Failure {
    Failure::Unwritable {
        path: out.to_owned(),
        source,
    }
}

fn teacher(arguments: &ModelDistilArguments, settings: &Settings) -> ModelSettings {
    let of_folder = |folder: PathBuf| ModelSettings {
        folder,
        ..ModelSettings::default()
    };
    let named = arguments.model.clone().map(of_folder);
    let configured = || settings.model.clone();
    let fetched = || of_folder(Path::new("models").join(DEFAULT_NAME));
    named.or_else(configured).unwrap_or_else(fetched)
}

/// What a person reads when the table is there.
fn report(distilled: &Distilled, out: &Path) -> [String; 3] {
    let count = |number: usize| HumanCount(number as u64);
    [
        format!(
            "Learned from {} texts; moved {} of {} word pieces.",
            count(distilled.texts),
            count(distilled.moved),
            count(distilled.table.count())
        ),
        format!(
            "Mean cosine with the teacher on {} texts held out: {:.4}, before {:.4}.",
            count(distilled.held_out),
            distilled.after,
            distilled.before
        ),
        format!(
            "To use it: [semantic] table = {} in footnote.toml, then `footnote reindex`.",
            toml_string(out)
        ),
    ]
}

/// Does `work` while the console shows how far it is: a bar where a person watches, else a line
/// for each tenth of the encoding.
fn watched<R>(console: &mut Console, work: impl FnOnce(DistilWatch<'_>) -> R) -> R {
    if console.notes_are_watched {
        let shown = Mutex::new(None::<(DistilStage, ProgressBar)>);
        let done = work(&|progress| {
            let mut shown = shown.lock().unwrap_or_else(PoisonError::into_inner);
            show(&mut shown, progress);
        });
        if let Some((_, bar)) = shown.into_inner().unwrap_or_else(PoisonError::into_inner) {
            bar.finish_and_clear();
        }
        return done;
    }
    let began = Instant::now();
    let told = Mutex::new((0, &mut console.notes));
    work(&|progress| {
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        let tenths = progress.done * 10 / progress.total.max(1);
        if progress.stage == DistilStage::Encoding && tenths > told.0 {
            told.0 = tenths;
            let DistilProgress { done, total, .. } = progress;
            let (read, all) = (HumanCount(done as u64), HumanCount(total as u64));
            let left = left(done, total, began);
            // Nobody may be listening; the work goes on.
            let _ = writeln!(told.1, "{read} of {all} texts encoded{left}");
        }
    })
}

fn show(shown: &mut Option<(DistilStage, ProgressBar)>, progress: DistilProgress) {
    let is_shown = shown.as_ref().map(|(stage, _)| *stage) == Some(progress.stage);
    if !is_shown {
        if let Some((_, bar)) = shown.take() {
            bar.finish_and_clear();
        }
        let what = match progress.stage {
            DistilStage::Encoding => "Encoding the texts",
            DistilStage::Learning => "Learning from them",
        };
        let target = ProgressDrawTarget::stderr();
        let bar = ProgressBar::with_draw_target(Some(progress.total as u64), target);
        let template =
            format!("{what} {{bar:30.cyan}} {{human_pos}} of {{human_len}}, {{eta}} left");
        let style = ProgressStyle::with_template(&template);
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        *shown = Some((progress.stage, bar));
    }
    if let Some((_, bar)) = shown {
        bar.set_position(progress.done as u64);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_can_be_written_is_told_before_the_work_and_elsewhere_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        std::fs::write(&file, "a").unwrap();
        for out in [folder.path().to_owned(), file.join("table.bin")] {
            let failure = require_writable(&out).unwrap_err();
            let told = super::super::failure::words(&failure);
            assert!(told.contains("cannot be written"), "{told}");
            assert!(told.contains("--out"), "{told}");
        }
        let out = folder.path().join("models/table.bin");
        require_writable(&out).unwrap();
        assert!(!out.exists() && out.parent().unwrap().read_dir().unwrap().next().is_none());
        require_writable(Path::new("table.bin")).unwrap();
    }
}
