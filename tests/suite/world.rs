//! [`World`]: a folder of its own with articles and an index, and the program to run in it.
//! Never touches the folders or the settings of whoever runs the tests.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::Write as _;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use footnote::answer::{Answer, Question};
use footnote::librarian::{AskOptions, Librarian, ReindexOptions, Report, Settings};
use serde_json::Value;
use tempfile::TempDir;

/// Variables that a process gets: what it needs to be started, and none that it reads.
const KEPT_VARIABLES: [&str; 4] = ["PATH", "TMPDIR", "TEMP", "SystemRoot"];

/// A working directory with `corpus/` and `index/` in it, where the program looks by itself.
pub struct World {
    folder: TempDir,
    corpus: PathBuf,
    variables: BTreeMap<&'static str, String>,
}

impl World {
    /// No article, no index.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let corpus = folder.path().join("corpus");
        fs::create_dir(&corpus).expect("the folder is new");
        Self {
            folder,
            corpus,
            variables: BTreeMap::new(),
        }
    }

    /// The articles that come with the program, and an index of its own.
    pub fn starter() -> Self {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let path = corpus.to_str().expect("the path is text").to_owned();
        let mut world = Self::new().variable("FOOTNOTE_CORPUS", &path);
        world.corpus = corpus;
        world
    }

    /// With an article, at a path within the corpus.
    pub fn article(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(&format!("corpus/{path}"), text);
        self
    }

    /// With a file that is no article, at a path within the working directory.
    pub fn file(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(path, text);
        self
    }

    /// With a variable of the environment.
    pub fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.insert(name, value.to_owned());
        self
    }

    /// With an index of the articles so far.
    pub fn indexed(self) -> Self {
        self.run(["reindex"]).exits(0);
        self
    }

    /// Writes a file, at a path within the working directory.
    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        let folder = path.parent().expect("the path has a parent");
        fs::create_dir_all(folder).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }

    /// Removes a file, at a path within the working directory.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// The text of a file, at a path within the working directory.
    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("the file is there and is text")
    }

    /// A path within the working directory.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The folder of the generation that the index answers from.
    pub fn generation(&self) -> PathBuf {
        let name = self.read("index/CURRENT");
        self.path("index").join(name.trim())
    }

    /// Runs the program to its end, with nothing on its standard input.
    #[track_caller]
    pub fn run<const N: usize>(&self, arguments: [&str; N]) -> Output {
        self.run_with(arguments, "")
    }

    /// Runs the program to its end, with `input` in its pipe.
    #[track_caller]
    pub fn run_with<const N: usize>(
        &self,
        arguments: [&str; N],
        input: impl AsRef<[u8]>,
    ) -> Output {
        let mut command = self.command();
        command.args(arguments);
        finish(command, input.as_ref())
    }

    /// Runs the program where no file may grow beyond `blocks` of 512 bytes.
    #[cfg(unix)]
    #[track_caller]
    pub fn run_with_little_room<const N: usize>(
        &self,
        blocks: usize,
        arguments: [&str; N],
    ) -> Output {
        let mut command = self.unsignalled(&format!("ulimit -f {blocks};"));
        command.args(arguments);
        finish(command, b"")
    }

    /// The program, ready to be started in this world after some words to the shell. It gets no
    /// signal where a file may not grow: then a write fails like one on a full disk.
    #[cfg(unix)]
    pub fn unsignalled(&self, before: &str) -> Command {
        let script = format!("trap '' XFSZ; {before} exec \"$0\" \"$@\"");
        let mut command = self.prepared(Path::new("sh"));
        command.args(["-c", &script, env!("CARGO_BIN_EXE_footnote")]);
        command
    }

    /// The program, ready to be started in this world.
    pub fn command(&self) -> Command {
        self.prepared(Path::new(env!("CARGO_BIN_EXE_footnote")))
    }

    fn prepared(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.folder.path()).env_clear();
        for name in KEPT_VARIABLES {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        // What a test changes is read when it says so.
        command.env("FOOTNOTE_CORPUS_WATCH", "false");
        command.envs(&self.variables);
        command
    }

    /// The service that the program calls, on the same folders.
    pub fn librarian(&self) -> Librarian {
        self.librarian_by(true)
    }

    /// The same, which compares by meaning or by words alone.
    pub fn librarian_by(&self, by_meaning: bool) -> Librarian {
        Librarian::new(self.settings(by_meaning))
    }

    /// What such a librarian is told.
    pub fn settings(&self, by_meaning: bool) -> Settings {
        Settings {
            corpus: self.corpus.clone(),
            index: self.path("index"),
            base_url: None,
            max_file_bytes: 1 << 20,
            min_confidence: footnote::config::DEFAULT_MIN_CONFIDENCE,
            by_meaning,
            remembered_answers: 256,
            table: None,
            model: None,
        }
    }
}

#[track_caller]
fn finish(mut command: Command, input: &[u8]) -> Output {
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut process = command.spawn().expect("the program can be started");
    // It may end without having read its input.
    let _ = process
        .stdin
        .take()
        .expect("it was asked for")
        .write_all(input);
    let output = process.wait_with_output().expect("its output can be read");
    Output::of(&output)
}

/// What a run of the program came to.
pub struct Output {
    /// What it wrote to its standard output.
    pub stdout: String,
    /// What it wrote to its standard error.
    pub stderr: String,
    /// Its exit code; none if a signal ended it.
    pub code: Option<i32>,
}

impl Output {
    /// Takes what a process left behind. That it panicked is never what a test expects.
    #[track_caller]
    pub fn of(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("it writes UTF-8");
        let output = Self {
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
            code: output.status.code(),
        };
        let panicked = output.code == Some(101) || output.stderr.contains("panicked");
        assert!(!panicked, "the program panicked\n{output}");
        output
    }

    /// Requires an exit code.
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "\n{self}");
        self
    }

    /// Requires a text on the standard output.
    #[track_caller]
    pub fn prints(self, text: &str) -> Self {
        assert!(self.stdout.contains(text), "{text:?} is missing\n{self}");
        self
    }

    /// Requires a text on the standard error.
    #[track_caller]
    pub fn notes(self, text: &str) -> Self {
        assert!(self.stderr.contains(text), "{text:?} is missing\n{self}");
        self
    }

    /// Requires that the standard error is empty.
    #[track_caller]
    pub fn quietly(self) -> Self {
        assert!(self.stderr.is_empty(), "\n{self}");
        self
    }

    /// The standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        match serde_json::from_str(&self.stdout) {
            Ok(value) => value,
            Err(error) => panic!("{error}\n{self}"),
        }
    }

    /// The standard output as the answer of `ask --json`.
    #[track_caller]
    pub fn answer(&self) -> Answer {
        match serde_json::from_str(&self.stdout) {
            Ok(answer) => answer,
            Err(error) => panic!("{error}\n{self}"),
        }
    }
}

impl fmt::Display for Output {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            stdout,
            stderr,
            code,
        } = self;
        write!(
            formatter,
            "-- exit code {code:?}\n-- stdout\n{stdout}\n-- stderr\n{stderr}"
        )
    }
}

/// Asks the service, with no topic.
#[track_caller]
pub fn asked(librarian: &Librarian, question: &str, limit: usize) -> Answer {
    let question = Question::parse(question).expect("the question is short enough");
    let options = AskOptions {
        limit,
        topic: None,
        explain: false,
    };
    librarian
        .ask(&question, &options)
        .expect("the index can be asked")
}

/// Brings the index of the service up to date.
#[track_caller]
pub fn reindexed(librarian: &Librarian, full: bool) -> Report {
    let options = ReindexOptions {
        full,
        allow_empty: true,
    };
    librarian
        .reindex(options, &|_| ControlFlow::Continue(()))
        .expect("the index can be written")
}

/// The paths of the articles that an answer quotes, in its order.
pub fn quoted_articles(answer: &Answer) -> Vec<&str> {
    let passages = answer.passages.iter();
    passages.map(|passage| passage.article.as_str()).collect()
}
