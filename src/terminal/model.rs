//! `footnote model`: fetches a sentence encoder, or has one teach (`distil.rs`). What is typed for it stands here too.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use clap::{Args, Subcommand, ValueHint};
use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::Outcome;
use super::console::Console;
use super::distil::{ModelDistilArguments, model_distil};
use super::failure::Failure;
use crate::librarian::Settings;
use crate::model::{DEFAULT_NAME, Fetched, HUB, fetch};

/// `footnote model`
#[derive(Debug, Args)]
pub struct ModelArguments {
    /// What to do with it.
    #[command(subcommand)]
    pub command: ModelCommand,
}

/// The subcommands of `model`.
#[derive(Debug, Subcommand)]
pub enum ModelCommand {
    /// Fetch a model from the hub, each file checked by its hash
    Get(ModelGetArguments),
    /// Adapt the table of word vectors to the articles, with a model as the teacher
    #[command(after_help = "Examples:
  footnote model distil
  footnote model distil --model models/bge --out models/table.bin

It begins with the table that comes with footnote, and takes minutes to an hour, most of it the
model's. [semantic] table in footnote.toml names the file, then; no model is needed any more.")]
    Distil(ModelDistilArguments),
}

/// `footnote model get`
#[derive(Debug, Args)]
pub struct ModelGetArguments {
    /// Name of a model that footnote knows, or OWNER/NAME as on the hub
    #[arg(value_name = "NAME", default_value = DEFAULT_NAME)]
    pub name: String,

    /// Folder to make for it [default: models/NAME]
    #[arg(long, value_name = "DIR", value_hint = ValueHint::DirPath)]
    pub into: Option<PathBuf>,

    /// Address of the hub
    #[arg(long, value_name = "URL", default_value = HUB, value_hint = ValueHint::Url)]
    pub from: String,
}

/// Runs a subcommand of `model`.
pub fn model(
    arguments: &ModelArguments,
    settings: &Settings,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    match &arguments.command {
        ModelCommand::Get(arguments) => get(arguments, console),
        ModelCommand::Distil(arguments) => model_distil(arguments, settings, console),
    }
}

fn get(arguments: &ModelGetArguments, console: &mut Console) -> Result<Outcome, Failure> {
    let folder = arguments.into.clone().unwrap_or_else(|| {
        // The last part of OWNER/NAME; what is no name at all is refused by `fetch`.
        let name = arguments.name.rsplit('/').next().unwrap_or_default();
        PathBuf::from("models").join(name)
    });
    let bar = Mutex::new(None::<(String, ProgressBar)>);
    let is_watched = console.notes_are_watched;
    let tell = |file: &str, done: u64, total: u64| {
        let Ok(mut bar) = bar.lock() else { return };
        if bar.as_ref().is_none_or(|(shown, _)| shown != file) {
            *bar = is_watched.then(|| (file.to_owned(), file_bar(file, total)));
        }
        if let Some((_, bar)) = bar.as_ref() {
            bar.set_position(done);
        }
    };
    let fetching = fetch(&arguments.name, &arguments.from, &folder, &tell);
    // The subcommands run on a thread of the runtime's that may wait.
    let fetched = tokio::runtime::Handle::current().block_on(fetching);
    if let Ok(mut bar) = bar.lock()
        && let Some((_, bar)) = bar.take()
    {
        bar.finish_and_clear();
    }
    let fetched = fetched?;
    for line in report(&fetched) {
        console.note(&line)?;
    }
    Ok(Outcome::Fine)
}

fn file_bar(file: &str, total: u64) -> ProgressBar {
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(total), target);
    let template = "{msg} {bar:30.cyan} {bytes} of {total_bytes}, {eta} left";
    bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
    .with_message(file.to_owned())
}

/// What a person reads when a model is there.
fn report(fetched: &Fetched) -> [String; 3] {
    let Fetched {
        folder,
        repository,
        bytes,
        is_pinned,
    } = fetched;
    let checked = if *is_pinned {
        "Every file has the hash that footnote knows."
    } else {
        "Every file has the hash that the hub tells; footnote itself knows none of this model."
    };
    [
        format!(
            "{repository}: {} in {}",
            HumanBytes(*bytes),
            folder.display()
        ),
        checked.to_owned(),
        format!(
            "To use it: [semantic] model = {} in footnote.toml, then `footnote reindex`.",
            toml_string(folder)
        ),
    ]
}

/// A path as it stands in footnote.toml.
pub fn toml_string(path: &Path) -> String {
    toml::Value::String(path.to_string_lossy().into_owned()).to_string()
}
