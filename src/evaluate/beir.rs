//! Question sets in the BEIR layout: <https://github.com/beir-cellar/beir>.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::path::Path;

use serde::Deserialize;

use super::measures::Tally;
use super::{EvaluateError, Evaluation, Kind, Run, ask, ask_off_topic, ask_others, index, read};
use crate::answer::{MAX_QUESTION_CHARS, Question};
use crate::corpus::{
    Article, Block, BlockKind, CorpusError, Inventory, Metadata, Parsed, Problem, Section, Source,
    SourceText,
};
use crate::librarian::{Librarian, Progress, Settings};

/// One line of `corpus.jsonl`.
#[derive(Deserialize)]
struct Document {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default)]
    title: String,
    text: String,
}

/// Each question's right documents and what they gain, in the order of the file.
type Judgements = Vec<(String, Gains)>;

/// One line of `queries.jsonl`.
#[derive(Deserialize)]
struct QueryLine {
    #[serde(rename = "_id")]
    id: String,
    text: String,
}

/// What each right document of a question gains.
type Gains = HashMap<String, f64>;

pub(super) fn evaluate(
    run: &Run,
    settings: &Settings,
    progress: &(dyn Fn(Progress) -> ControlFlow<()> + Sync),
) -> Result<Evaluation, EvaluateError> {
    let folder = run.set.as_path();
    let questions = questions(folder, &run.split)?;
    let librarian = librarian(folder, settings)?;
    let index_seconds = index(&librarian, progress)?;
    let mut tally = Tally::default();
    for (question, gains) in &questions {
        let (ranking, _) = ask(&librarian, question, Kind::Answerable, &mut tally)?;
        tally.rank(&ranking, gains);
    }
    if let Some(against) = &run.against {
        ask_others(&librarian, (folder, against), Kind::NearTopic, &mut tally)?;
    }
    ask_off_topic(&librarian, run, &mut tally)?;
    Ok(Evaluation::new(
        folder,
        &run.split,
        questions.len(),
        index_seconds,
        &tally.means(),
    ))
}

/// The judged questions of a split, in the order of its file, with the right documents of each.
pub(super) fn questions(
    folder: &Path,
    split: &str,
) -> Result<Vec<(Question, Gains)>, EvaluateError> {
    let texts = texts(folder)?;
    let mut questions = Vec::new();
    for (id, gains) in judgements(folder, split)? {
        let Some(text) = texts.get(&id) else {
            continue;
        };
        let question = Question::parse(&shortened(text))
            .map_err(|source| EvaluateError::Question { id, source })?;
        questions.push((question, gains));
    }
    Ok(questions)
}

/// The documents of a set, without its questions.
pub fn documents(folder: &Path) -> Result<Documents, EvaluateError> {
    Documents::read(&folder.join("corpus.jsonl"))
}

/// A service over the documents of a set, with an index of its own that is kept.
pub(super) fn librarian(folder: &Path, settings: &Settings) -> Result<Librarian, EvaluateError> {
    let documents = documents(folder)?;
    let whole = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let key = blake3::hash(whole.as_os_str().as_encoded_bytes()).to_hex();
    let settings = Settings {
        index: settings.index.join(format!("evaluate-{}", &key[..12])),
        corpus: folder.to_owned(),
        ..settings.clone()
    };
    Ok(Librarian::with_source(Box::new(documents), settings))
}

/// Questions over the limit are cut: it is the ranking that is measured.
fn shortened(text: &str) -> String {
    text.trim().chars().take(MAX_QUESTION_CHARS).collect()
}

fn texts(folder: &Path) -> Result<HashMap<String, String>, EvaluateError> {
    let path = folder.join("queries.jsonl");
    let lines = read(&path)?;
    let mut questions = HashMap::new();
    for (number, line) in lines
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let line: QueryLine = parse(line, &path, number + 1)?;
        questions.insert(line.id, line.text);
    }
    Ok(questions)
}

/// The right documents of each question, in the order of the file.
fn judgements(folder: &Path, split: &str) -> Result<Judgements, EvaluateError> {
    let path = folder.join("qrels").join(format!("{split}.tsv"));
    let lines = read(&path)?;
    let mut judged = Judgements::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    // The first line is a header.
    for (number, line) in lines
        .lines()
        .enumerate()
        .skip(1)
        .filter(|(_, line)| !line.trim().is_empty())
    {
        let mut columns = line.split('\t');
        let (Some(question), Some(document), Some(Ok(gain))) = (
            columns.next(),
            columns.next(),
            columns.next().map(|gain| gain.trim().parse::<f64>()),
        ) else {
            return Err(EvaluateError::Malformed {
                path,
                line: number + 1,
                reason: "expected question, document and score, separated by tabs".to_owned(),
            });
        };
        let place = *places.entry(question.to_owned()).or_insert_with(|| {
            judged.push((question.to_owned(), HashMap::new()));
            judged.len() - 1
        });
        judged[place].1.insert(document.to_owned(), gain);
    }
    if judged.is_empty() {
        return Err(EvaluateError::Empty {
            path: folder.to_owned(),
            split: split.to_owned(),
        });
    }
    Ok(judged)
}

fn parse<'line, T: Deserialize<'line>>(
    line: &'line str,
    path: &Path,
    number: usize,
) -> Result<T, EvaluateError> {
    serde_json::from_str(line).map_err(|error| EvaluateError::Malformed {
        path: path.to_owned(),
        line: number,
        reason: error.to_string(),
    })
}

/// The documents of a set as articles: one line of JSON is the "file" of each.
pub struct Documents(HashMap<String, String>);

impl Documents {
    /// Reads a `corpus.jsonl`.
    pub fn read(path: &Path) -> Result<Self, EvaluateError> {
        #[derive(Deserialize)]
        struct Id {
            #[serde(rename = "_id")]
            id: String,
        }
        let mut documents = HashMap::new();
        for (number, line) in read(path)?
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
        {
            let Id { id } = parse(line, path, number + 1)?;
            documents.insert(id, line.to_owned());
        }
        Ok(Self(documents))
    }
}

impl Source for Documents {
    fn list(&self) -> Result<Inventory, CorpusError> {
        let mut paths: Vec<String> = self.0.keys().cloned().collect();
        paths.sort();
        Ok(Inventory {
            paths,
            problems: Vec::new(),
        })
    }

    fn load(&self, path: &str) -> Result<Vec<u8>, Problem> {
        self.0
            .get(path)
            .map(|line| line.clone().into_bytes())
            .ok_or_else(|| Problem::error(path, None, "unreadable", "no such document"))
    }

    fn parse(&self, path: &str, bytes: &[u8]) -> Parsed {
        let document: Document = match serde_json::from_slice(bytes) {
            Ok(document) => document,
            Err(error) => {
                return Parsed {
                    article: None,
                    problems: vec![Problem::error(path, None, "malformed", error.to_string())],
                };
            }
        };
        // A document's place in the decoded text stands for its place in a file.
        let mut start = 0;
        let mut section = Section::default();
        for line in document.text.split('\n') {
            let mut text = SourceText::default();
            text.push(line, start..start + line.len());
            text.trim();
            start += line.len() + 1;
            if !text.is_empty() {
                section.blocks.push(Block {
                    kind: BlockKind::Paragraph,
                    text,
                });
            }
        }
        Parsed {
            article: Some(Article {
                path: document.id,
                metadata: Metadata {
                    title: document.title,
                    ..Metadata::default()
                },
                sections: vec![section],
            }),
            problems: Vec::new(),
        }
    }
}
