//! The command line: what was typed. Never reads a file; what it means is for the
//! subcommands to say.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;

pub use super::distil::ModelDistilArguments;
pub use super::model::{ModelArguments, ModelCommand, ModelGetArguments};
pub use super::sources::{SourcesAction, SourcesArguments};
use crate::config::{MAX_LIMIT, Overrides};

/// What was typed.
#[derive(Debug, Parser)]
#[command(
    name = "footnote",
    version,
    about = "Answers questions from a folder of articles",
    long_about = "Answers questions from a folder of articles: passages quoted word for word, \
each with a link to its page. Nothing is generated, and nothing leaves your machine.",
    arg_required_else_help = true,
    after_help = "Examples:
  footnote ask \"what is fascia?\"
  footnote chat
  footnote topics
  footnote import page.html --url https://example.org/page.html
  footnote reindex
  footnote bot

Exit codes: 0 answered, 1 nothing found (check: there are errors), 2 something went wrong.
Settings: flags, then the environment (FOOTNOTE_...), then footnote.toml, then defaults;
config.example.toml describes them all."
)]
pub struct Arguments {
    #[command(flatten)]
    places: Places,

    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Where things are; the same for every subcommand.
#[derive(Debug, Args)]
struct Places {
    /// Read the settings from this file instead of footnote.toml
    #[arg(long, value_name = "FILE", global = true, value_hint = ValueHint::FilePath, help_heading = "Global options")]
    config: Option<PathBuf>,

    /// Folder of the articles
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath, help_heading = "Global options")]
    corpus: Option<PathBuf>,

    /// Folder of the index
    #[arg(long, value_name = "DIR", global = true, value_hint = ValueHint::DirPath, help_heading = "Global options")]
    index: Option<PathBuf>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Answer a question with passages from the articles
    #[command(after_help = "Examples:
  footnote ask \"what is fascia?\"
  footnote ask does deep tissue massage hurt
  footnote ask --limit 1 --topic \"Back pain\" can I sleep on my stomach
  echo \"what is a trigger point?\" | footnote ask --json")]
    Ask(AskArguments),

    /// Ask one question after the other
    #[command(after_help = "Examples:
  footnote chat
  footnote chat --topic Fascia
  footnote chat --json < questions.txt      (one answer a line)

In the conversation, :topics lists what there is to ask about, :help the commands.")]
    Chat(ChatArguments),

    /// List the topics, or the articles of one
    #[command(after_help = "Examples:
  footnote topics
  footnote topics fascia
  footnote topics --json")]
    Topics(TopicsArguments),

    /// Bring the index up to date with the articles
    #[command(after_help = "Examples:
  footnote reindex
  footnote reindex --full
  footnote reindex --refresh                (the sources of the configuration first)
  footnote reindex --watch                  (again whenever a file changes; Ctrl-C ends it)
  footnote --corpus articles --index /var/lib/footnote reindex")]
    Reindex(ReindexArguments),

    /// List the sources of articles, or refresh them
    #[command(after_help = "Examples:
  footnote sources
  footnote sources refresh
  footnote sources refresh handbook --accept-removals

Sources are websites, feeds, pages, git repositories and folders; docs/sources.md tells more.")]
    Sources(SourcesArguments),

    /// Turn saved pages into articles of the corpus
    #[command(after_help = "Examples:
  footnote import page.html
  footnote import page.txt --url https://example.org/page.html --topic Fascia
  footnote import saved-pages/ --force

Takes Markdown, HTML and plain text as a browser saves it. The sentences stay as they are.")]
    Import(ImportArguments),

    /// Look for faults in the articles
    #[command(after_help = "Examples:
  footnote check
  footnote --corpus articles check --json

Ends with exit code 1 when there are errors, so that it serves in CI.")]
    Check(CheckArguments),

    /// Measure the ranking with a set of questions whose answers are known
    #[command(after_help = "Examples:
  footnote eval tests/questions.toml
  footnote eval tests/questions.toml tests/questions-hard.toml
  footnote eval squad2-dev/ --against unanswerable
  footnote eval tests/questions.toml --off-topic scifact/
  footnote eval nfcorpus/ --split test --json")]
    Eval(EvalArguments),

    /// Fetch a sentence encoder, or let one adapt the table of word vectors
    #[command(after_help = "Examples:
  footnote model get
  footnote model get BAAI/bge-small-en-v1.5 --into models/bge
  footnote model distil

What is fetched is used by a footnote that was built with `--features encoder`, once
[semantic] model in footnote.toml names its folder.")]
    Model(ModelArguments),

    /// Answer on Discord
    #[command(after_help = "Examples:
  DISCORD_TOKEN=... footnote bot
  DISCORD_TOKEN_FILE=/run/secrets/token footnote bot
  footnote bot --guild 110000000000000001      (registers the commands for one server, at once)

docs/discord.md tells how to get a token and how to invite the bot.")]
    Bot(BotArguments),

    /// Show what members asked on Discord, and what they did not find
    #[command(after_help = "Examples:
  footnote insights
  footnote insights --days 7 --server 110000000000000001
  footnote insights --csv > insights.csv")]
    Insights(InsightsArguments),

    /// Copy the journal and the articles, while the bot runs
    #[command(after_help = "Examples:
  footnote backup /var/backups/footnote-monday

Writes a folder with a manifest of hashes. The index is not in it: it can be built again.")]
    Backup(BackupArguments),

    /// Put a backup back
    #[command(after_help = "Examples:
  footnote restore /var/backups/footnote-monday
  footnote restore /var/backups/footnote-monday --force      (what is there is moved aside)

The bot must not run meanwhile. The articles are read again afterwards.")]
    Restore(RestoreArguments),

    /// Take a person out of the journal
    #[command(after_help = "Examples:
  footnote forget 110000000000000005

Members can do it themselves with /privacy forget; this also takes the name out of what a
moderator did.")]
    Forget(ForgetArguments),

    /// Print the completions for a shell
    #[command(after_help = "Examples:
  footnote completions bash > ~/.local/share/bash-completion/completions/footnote
  footnote completions zsh > ~/.zfunc/_footnote
  footnote completions fish > ~/.config/fish/completions/footnote.fish")]
    Completions(CompletionsArguments),
}

/// How to answer.
#[derive(Debug, Args)]
pub struct AnswerArguments {
    /// Show at most N passages
    #[arg(long, short = 'n', value_name = "N", value_parser = limit)]
    pub limit: Option<usize>,

    /// Ask only the articles of this topic
    #[arg(long, short, value_name = "TOPIC")]
    pub topic: Option<String>,

    /// Ask as in this server: the shared articles and its own
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    pub server: Option<u64>,

    /// Say why the answer is what it is: words, corrections, scores, confidence
    #[arg(long)]
    pub explain: bool,

    /// Print the answer as JSON
    #[arg(long)]
    pub json: bool,
}

/// `footnote ask`
#[derive(Debug, Args)]
pub struct AskArguments {
    /// The question; `-`, or nothing with a pipe, reads it from standard input
    #[arg(value_name = "QUESTION")]
    pub question: Vec<String>,

    /// How to answer it.
    #[command(flatten)]
    pub answer: AnswerArguments,
}

/// `footnote chat`
#[derive(Debug, Args)]
pub struct ChatArguments {
    /// How to answer them.
    #[command(flatten)]
    pub answer: AnswerArguments,
}

/// `footnote topics`
#[derive(Debug, Args)]
pub struct TopicsArguments {
    /// List the articles of this topic
    #[arg(value_name = "TOPIC")]
    pub topic: Vec<String>,

    /// Look as in this server: at the shared articles and its own
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    pub server: Option<u64>,

    /// Print the list as JSON
    #[arg(long)]
    pub json: bool,
}

/// `footnote reindex`
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub struct ReindexArguments {
    /// Read every article again, whether it changed or not
    #[arg(long)]
    pub full: bool,

    /// Accept a corpus without a single article
    #[arg(long)]
    pub allow_empty: bool,

    /// Read only the articles of this server
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    pub server: Option<u64>,
    /// Refresh the sources of articles first
    #[arg(long)]
    pub refresh: bool,

    /// With --refresh: let more than a third of a source's articles vanish at once
    #[arg(long, requires = "refresh")]
    pub accept_removals: bool,

    /// Stay, and reindex whenever a file changes
    #[arg(long, conflicts_with = "json")]
    pub watch: bool,

    /// Print the report as JSON
    #[arg(long)]
    pub json: bool,
}

/// `footnote bot`
#[derive(Debug, Args)]
pub struct BotArguments {
    /// Register the commands for this server alone, where they appear at once
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u64).range(1..))]
    pub guild: Option<u64>,
}

/// `footnote import`
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// Pages to import; of a folder, every page in it
    #[arg(value_name = "PATH", required = true, value_hint = ValueHint::AnyPath)]
    pub paths: Vec<PathBuf>,

    /// Address of the page, where the file does not name it itself
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    pub url: Option<url::Url>,

    /// Topic of the articles
    #[arg(long, short, value_name = "TOPIC")]
    pub topic: Option<String>,

    /// Overwrite articles that exist already
    #[arg(long)]
    pub force: bool,
}

/// `footnote check`
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Print the problems as JSON
    #[arg(long)]
    pub json: bool,
}

/// `footnote eval`
#[derive(Debug, Args)]
pub struct EvalArguments {
    /// A file such as tests/questions.toml, or a folder in the BEIR layout; of several, the
    /// confidence is measured together too
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath, required = true)]
    pub paths: Vec<PathBuf>,

    /// Which judgements of a BEIR folder to use: qrels/SPLIT.tsv
    #[arg(long, value_name = "SPLIT", default_value = "test")]
    pub split: String,

    /// Measure the confidence against questions of qrels/SPLIT.tsv, which a BEIR folder does
    /// not answer although they are on its topic
    #[arg(long, value_name = "SPLIT")]
    pub against: Option<String>,

    /// Measure the confidence against the questions of another BEIR folder, which have nothing
    /// to do with this set
    #[arg(long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    pub off_topic: Option<PathBuf>,

    /// Print the figures as JSON
    #[arg(long)]
    pub json: bool,
}

/// `footnote insights`
#[derive(Debug, Args)]
pub struct InsightsArguments {
    /// How many days back, today included
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=365))]
    pub days: u32,

    /// Of this server alone; 0 for direct messages
    #[arg(long, value_name = "ID")]
    pub server: Option<u64>,

    /// Print everything as CSV
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,

    /// Print everything as JSON
    #[arg(long)]
    pub json: bool,
}

/// `footnote backup`
#[derive(Debug, Args)]
pub struct BackupArguments {
    /// Folder to write, which does not exist yet
    #[arg(value_name = "PATH", value_hint = ValueHint::DirPath)]
    pub path: PathBuf,
}

/// `footnote restore`
#[derive(Debug, Args)]
pub struct RestoreArguments {
    /// Folder of the backup
    #[arg(value_name = "PATH", value_hint = ValueHint::DirPath)]
    pub path: PathBuf,

    /// Move what is there aside
    #[arg(long)]
    pub force: bool,
}

/// `footnote forget`
#[derive(Debug, Args)]
pub struct ForgetArguments {
    /// The person's number on Discord
    #[arg(value_name = "USER", value_parser = clap::value_parser!(u64).range(1..))]
    pub user: u64,
}

/// `footnote completions`
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    pub shell: Shell,
}

impl Arguments {
    /// What the command line says about the settings.
    pub fn overrides(&self) -> Overrides {
        let limit = match &self.command {
            Command::Ask(ask) => ask.answer.limit,
            Command::Chat(chat) => chat.answer.limit,
            _ => None,
        };
        Overrides {
            file: self.places.config.clone(),
            corpus: self.places.corpus.clone(),
            index: self.places.index.clone(),
            limit,
        }
    }
}

fn limit(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(limit) if (1..=MAX_LIMIT).contains(&limit) => Ok(limit),
        _ => Err(format!("a whole number from 1 to {MAX_LIMIT} is expected")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::CommandFactory;

    use super::*;

    fn parse(words: &[&str]) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(std::iter::once("footnote").chain(words.iter().copied()))
    }

    #[test]
    fn the_command_line_is_consistent() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn places_can_stand_before_and_after_the_subcommand() {
        for words in [
            ["--corpus", "a", "ask", "what?"],
            ["ask", "what?", "--corpus", "a"],
        ] {
            let overrides = parse(&words).unwrap().overrides();
            assert_eq!(overrides.corpus.as_deref(), Some(Path::new("a")));
        }
    }

    #[test]
    fn flags_can_follow_the_words_of_a_question() {
        let arguments = parse(&["ask", "what", "is", "fascia?", "-n", "2", "--json"]).unwrap();
        assert_eq!(arguments.overrides().limit, Some(2));
        let Command::Ask(ask) = arguments.command else {
            panic!("not ask");
        };
        assert_eq!(ask.question.join(" "), "what is fascia?");
        assert!(ask.answer.json);
    }

    #[test]
    fn a_limit_of_nothing_is_refused() {
        for limit in ["0", "-1", "51", "three"] {
            let error = parse(&["ask", "what?", "--limit", limit]).unwrap_err();
            assert_eq!(error.exit_code(), 2);
        }
    }

    #[test]
    fn every_subcommand_shows_examples() {
        for command in Arguments::command().get_subcommands() {
            let help = command
                .get_after_help()
                .map(ToString::to_string)
                .unwrap_or_default();
            assert!(help.starts_with("Examples:\n"), "{}", command.get_name());
        }
    }
}
