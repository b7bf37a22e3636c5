//! [`sample`]: what stands in the articles, as short texts: for whoever wants to learn how they
//! are written. Never quotes, never writes.

use std::collections::HashSet;

use rayon::prelude::*;

use super::article::Article;
use super::folder::CorpusError;
use super::passage::cut;
use super::source::Source;
use crate::language::Language;

/// Most bytes of a text: about what an encoder reads of a hundred tokens.
const MAX_TEXT_BYTES: usize = 400;

/// Fewest bytes of a sentence that says something by itself.
const MIN_SENTENCE_BYTES: usize = 20;

/// Titles, headings, sentences and the beginnings of passages under their headings, of the
/// articles in languages that `admits` names: each text once, in the order of the articles. Of
/// more than `most`, as many, evenly from all of them. What cannot be read is left out.
pub fn sample(
    source: &dyn Source,
    admits: impl Fn(Language) -> bool + Sync,
    most: usize,
) -> Result<Vec<String>, CorpusError> {
    let paths = source.list()?.paths;
    let of_path = |path: &String| {
        let bytes = source.load(path).ok()?;
        let article = source.parse(path, &bytes).article?;
        admits(article.language()).then(|| texts(&article))
    };
    let all: Vec<Option<Vec<String>>> = paths.par_iter().map(of_path).collect();
    let mut seen = HashSet::new();
    let mut texts: Vec<String> = all.into_iter().flatten().flatten().collect();
    texts.retain(|text| !text.is_empty() && seen.insert(blake3::hash(text.as_bytes())));
    Ok(evenly(texts, most))
}

/// Of more than `most` as many, evenly from all of them.
fn evenly<T>(mut all: Vec<T>, most: usize) -> Vec<T> {
    let count = all.len();
    if count > most {
        let mut at = 0;
        let mut kept = 0;
        all.retain(|_| {
            let wanted = kept < most && at == kept * count / most;
            kept += usize::from(wanted);
            at += 1;
            wanted
        });
    }
    all
}

fn texts(article: &Article) -> Vec<String> {
    let title = article.metadata.title.as_str();
    let mut texts = vec![title.to_owned()];
    let mut section = None;
    for passage in cut(article) {
        let headings = &article.sections[passage.section].headings;
        let heading = headings.last().map_or(title, String::as_str);
        if section.replace(passage.section) != Some(passage.section) {
            texts.push(heading.to_owned());
        }
        let sentences = passage.sentences.iter();
        let sentences = sentences.map(|range| beginning(&passage.text[range.clone()]));
        texts.extend(
            sentences
                .filter(|it| it.len() >= MIN_SENTENCE_BYTES)
                .map(str::to_owned),
        );
        let under = format!("{heading} {}", beginning(&passage.text));
        texts.push(under.trim().to_owned());
    }
    texts
}

/// The beginning of a text, up to a word's end.
fn beginning(text: &str) -> &str {
    if text.len() <= MAX_TEXT_BYTES {
        return text;
    }
    let ends = text.char_indices().map(|(at, _)| at);
    let within = ends.take_while(|&at| at <= MAX_TEXT_BYTES).last();
    let start = &text[..within.unwrap_or_default()];
    let end = start.rfind(char::is_whitespace).unwrap_or(start.len());
    &start[..end]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::corpus::{Inventory, Parsed, Problem, parse};

    /// Articles that are the names of their files.
    struct Texts(Vec<&'static str>);

    impl Source for Texts {
        fn list(&self) -> Result<Inventory, CorpusError> {
            Ok(Inventory {
                paths: (0..self.0.len()).map(|at| format!("{at}.md")).collect(),
                problems: Vec::new(),
            })
        }

        fn load(&self, path: &str) -> Result<Vec<u8>, Problem> {
            let at: usize = path.trim_end_matches(".md").parse().expect("it is listed");
            Ok(self.0[at].into())
        }

        fn parse(&self, path: &str, bytes: &[u8]) -> Parsed {
            parse(path, bytes, None)
        }
    }

    const KETTLES: &str = "# Kettles\n\nA kettle boils the water. It whistles when that is done.\n\n\
         ## Care\n\nVinegar takes the chalk away again.\n";

    #[test]
    fn each_title_heading_sentence_and_beginning_is_there_once() {
        let again = "# Kettles\n\nA kettle boils the water.\n";
        let german = "---\nlanguage: de\n---\n# Kessel\n\nDer Kessel pfeift, wenn er kocht.\n";
        let draft = "---\ndraft: true\n---\n# Pans\n\nNobody reads this yet.\n";
        let source = Texts(vec![KETTLES, again, german, draft]);
        let texts = sample(&source, |it| it == Language::English, 100).unwrap();
        insta::assert_snapshot!(texts.join("\n"), @r"
        Kettles
        A kettle boils the water.
        It whistles when that is done.
        Kettles A kettle boils the water. It whistles when that is done.
        Care
        Vinegar takes the chalk away again.
        Care Vinegar takes the chalk away again.
        Kettles A kettle boils the water.
        ");
        let some = sample(&source, |it| it == Language::English, 2).unwrap();
        assert_eq!(some, [texts[0].clone(), texts[4].clone()]);
    }

    proptest! {
        #[test]
        fn a_part_is_as_large_as_wanted_and_spread_over_all(count in 0_usize..500, most in 0_usize..600) {
            let part = evenly((0..count).collect(), most);
            prop_assert_eq!(part.len(), count.min(most));
            for (place, at) in part.iter().enumerate() {
                prop_assert_eq!(*at, place * count / part.len());
            }
        }

        #[test]
        fn a_long_text_is_cut_within_its_bound(text in "\\PC{0,300}") {
            let start = beginning(&text);
            prop_assert!(text.starts_with(start) && start.len() <= MAX_TEXT_BYTES);
        }
    }
}
