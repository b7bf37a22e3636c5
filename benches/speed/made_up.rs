//! Articles and questions that nobody wrote: the same ones at every run. Words of the
//! starter corpus as often as they stand there, and made-up ones, of which few are frequent
//! and most are rare (Zipf's law), so that postings and passages are as long as real ones.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;
use footnote::language::words;

/// How many articles are made.
pub const ARTICLES: usize = 10_000;

/// How many questions are made.
const QUESTIONS: usize = 1_000;

/// Powers of two among the ranks of the made-up words.
const OCTAVES: usize = 16;

/// How many different words are made up.
const MADE_UP_WORDS: usize = (1 << OCTAVES) - 1;

/// Rare words that an article comes back to: what it is about.
const SUBJECTS: usize = 6;

const SYLLABLES: [&str; 24] = [
    "ba", "cor", "de", "fi", "gan", "hu", "in", "jo", "ka", "lum", "mi", "nor", "os", "pel", "qua",
    "ri", "sen", "ta", "ul", "ver", "wo", "xa", "ye", "zon",
];

const OPENINGS: [&str; 8] = [
    "what is",
    "how do i",
    "can you",
    "is it safe to",
    "why does",
    "what helps with",
    "should i",
    "does",
];

/// An article in Markdown, and the words it is about.
pub struct MadeUp {
    /// Path within the corpus.
    pub path: String,
    /// Front matter and text.
    pub markdown: String,
    /// How many bytes of it are text.
    pub text_bytes: usize,
    subjects: Vec<String>,
}

/// Numbers that look like chance: Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to below `end`.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

/// Words to write with.
struct Writer {
    chance: Chance,
    /// The running words of the starter corpus.
    starter: Vec<String>,
    made_up: Vec<String>,
}

impl Writer {
    fn new(starter: &Path) -> Result<Self> {
        let mut files: Vec<_> = fs::read_dir(starter)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.sort();
        let mut running = Vec::new();
        for file in files
            .iter()
            .filter(|file| file.extension().is_some_and(|e| e == "md"))
        {
            let text = fs::read_to_string(file)?;
            let body = text.splitn(3, "---\n").last().unwrap_or_default();
            running.extend(words(body).map(|word| word.text.to_lowercase()));
        }
        let made_up = (0..MADE_UP_WORDS).map(spell).collect();
        Ok(Self {
            chance: Chance(1),
            starter: running,
            made_up,
        })
    }

    /// A made-up word, the frequent ones often: rank r has a share of about 1 / r, so that
    /// all ranks from one power of two to the next have the same together.
    fn made_up(&mut self) -> &str {
        let first = 1 << self.chance.below(OCTAVES);
        &self.made_up[first + self.chance.below(first) - 1]
    }

    fn word(&mut self, subjects: &[String]) -> String {
        match self.chance.below(100) {
            0..8 => subjects[self.chance.below(subjects.len())].clone(),
            8..70 => self.starter[self.chance.below(self.starter.len())].clone(),
            _ => self.made_up().to_owned(),
        }
    }

    fn sentence(&mut self, text: &mut String, subjects: &[String]) {
        for position in 0..6 + self.chance.below(20) {
            let word = self.word(subjects);
            if position == 0 {
                let mut letters = word.chars();
                text.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                text.push_str(letters.as_str());
            } else {
                text.push(' ');
                text.push_str(&word);
            }
        }
        text.push_str(". ");
    }

    fn article(&mut self, number: usize) -> Result<MadeUp> {
        let subjects: Vec<String> = (0..SUBJECTS)
            .map(|_| self.made_up[1_000 + self.chance.below(MADE_UP_WORDS - 1_000)].clone())
            .collect();
        let mut text = String::new();
        for section in 0..=self.chance.below(6) {
            if section > 0 {
                let (one, other) = (self.word(&subjects), self.word(&subjects));
                let subject = &subjects[section % SUBJECTS];
                write!(text, "\n## What {subject} {one} {other}?\n\n")?;
            }
            for _ in 0..=self.chance.below(3) {
                for _ in 0..2 + self.chance.below(4) {
                    self.sentence(&mut text, &subjects);
                }
                text.push_str("\n\n");
            }
        }
        let title = subjects[..2].join(" ");
        let topic = &self.made_up[self.chance.below(40)];
        Ok(MadeUp {
            path: format!("{:02}/{number:05}.md", number / 100),
            markdown: format!(
                "---\ntitle: {title}\nurl: https://example.org/{number}\ntopics: [{topic}]\n---\n{text}"
            ),
            text_bytes: text.len(),
            subjects,
        })
    }

    fn question(&mut self, articles: &[MadeUp]) -> String {
        let subjects = &articles[self.chance.below(articles.len())].subjects;
        let mut question = OPENINGS[self.chance.below(OPENINGS.len())].to_owned();
        question.push(' ');
        question.push_str(&subjects[self.chance.below(subjects.len())]);
        for _ in 0..self.chance.below(9) {
            question.push(' ');
            question.push_str(&self.word(subjects));
        }
        question.push('?');
        question
    }
}

/// The word of a rank: its digits in syllables.
fn spell(rank: usize) -> String {
    let mut word = SYLLABLES[rank % SYLLABLES.len()].to_owned();
    let mut rest = rank / SYLLABLES.len() + 1;
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word
}

/// Makes [`ARTICLES`] articles and the questions to ask of them.
pub fn make(starter: &Path) -> Result<(Vec<MadeUp>, Vec<String>)> {
    let mut writer = Writer::new(starter)?;
    let articles = (0..ARTICLES)
        .map(|number| writer.article(number))
        .collect::<Result<Vec<_>>>()?;
    let questions = (0..QUESTIONS).map(|_| writer.question(&articles)).collect();
    Ok((articles, questions))
}

/// Writes articles into the folder at `root`.
pub fn write(articles: &[MadeUp], root: &Path) -> Result<()> {
    for article in articles {
        let path = root.join(&article.path);
        fs::create_dir_all(path.parent().unwrap_or(root))?;
        fs::write(path, &article.markdown)?;
    }
    Ok(())
}
