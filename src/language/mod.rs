//! Text -> sentences, words, terms: what every room must agree on when it speaks of
//! a word. Knows nothing of articles, indexes or questions.

mod pairs;
mod sentences;
mod stop_words;
mod terms;
mod word_map;

pub use pairs::{is_grammar, is_of_pairs, longest_words};
pub use sentences::sentences;
pub use stop_words::StopWords;
pub use terms::{Stemmer, Word, fold, with_stemmer, word_count, words};
pub use word_map::WordMap;

use serde::{Deserialize, Serialize};

macro_rules! languages {
    (
        stemmed: $($name:ident $code:literal $detected:ident),+;
        unstemmed: $($plain:ident $plain_code:literal $plain_detected:ident),+;
    ) => {
        /// A language whose words can be stemmed (Snowball) or have no endings to be stemmed,
        /// or [`Language::Other`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Language {
            $(#[doc = stringify!($name)] #[serde(rename = $code)] $name,)+
            $(#[doc = stringify!($plain)] #[serde(rename = $plain_code)] $plain,)+
            /// Any other language: words are folded, not stemmed.
            #[serde(rename = "other", other)]
            Other,
        }

        impl Language {
            /// The language of an ISO 639-1 code such as `en` or a tag such as `en-GB`.
            pub fn from_code(code: &str) -> Self {
                let code = code.split(['-', '_']).next().unwrap_or(code);
                match code.to_ascii_lowercase().as_str() {
                    $($code => Self::$name,)+
                    $($plain_code => Self::$plain,)+
                    _ => Self::Other,
                }
            }

            /// The two-letter ISO 639-1 code, or `other`.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                    $(Self::$plain => $plain_code,)+
                    Self::Other => "other",
                }
            }

            fn from_detected(lang: whatlang::Lang) -> Self {
                match lang {
                    $(whatlang::Lang::$detected => Self::$name,)+
                    $(whatlang::Lang::$plain_detected => Self::$plain,)+
                    _ => Self::Other,
                }
            }

            fn stemmer(self) -> Option<frostem::Stemmer> {
                match self {
                    $(Self::$name => Some(frostem::Stemmer::new(frostem::Algorithm::$name)),)+
                    $(Self::$plain => None,)+
                    Self::Other => None,
                }
            }
        }
    };
}

languages! {
    stemmed:
    Arabic "ar" Ara,
    Danish "da" Dan,
    Dutch "nl" Nld,
    English "en" Eng,
    Finnish "fi" Fin,
    French "fr" Fra,
    German "de" Deu,
    Greek "el" Ell,
    Hungarian "hu" Hun,
    Italian "it" Ita,
    Norwegian "no" Nob,
    Portuguese "pt" Por,
    Romanian "ro" Ron,
    Russian "ru" Rus,
    Spanish "es" Spa,
    Swedish "sv" Swe,
    Tamil "ta" Tam,
    Turkish "tr" Tur;
    unstemmed:
    Chinese "zh" Cmn,
    Japanese "ja" Jpn,
    Korean "ko" Kor;
}

impl Language {
    /// The language of a longer text, where it can be told reliably.
    pub fn detect(text: &str) -> Option<Self> {
        // Trigrams of the first thousand characters tell as much as those of the whole.
        let sample = text
            .char_indices()
            .nth(1000)
            .map_or(text, |(end, _)| &text[..end]);
        if is_plainly_english(sample) {
            return Some(Self::English);
        }
        let info = whatlang::detect(sample)?;
        info.is_reliable().then(|| Self::from_detected(info.lang()))
    }
}

/// Whether words that no other language has are as frequent as English has them: spares
/// most corpora a look at the trigrams of seventy languages for each article.
fn is_plainly_english(text: &str) -> bool {
    const COMMON: [&str; 16] = [
        "the", "of", "and", "to", "that", "with", "this", "which", "from", "you", "your", "are",
        "they", "when", "have", "what",
    ];
    const LEAST_WORDS: usize = 40;
    /// One word in so many; prose has three times as many.
    const SHARE: usize = 16;
    /// Another language has two or three of them, with meanings of its own.
    const LEAST_KINDS: usize = 5;
    let mut all = 0;
    let mut counts = [0; COMMON.len()];
    for word in text.split_ascii_whitespace() {
        all += 1;
        if let Some(kind) = COMMON.iter().position(|common| *common == word) {
            counts[kind] += 1;
        }
    }
    let kinds = counts.iter().filter(|count| **count > 0).count();
    let common: usize = counts.iter().sum();
    all >= LEAST_WORDS && kinds >= LEAST_KINDS && common * SHARE >= all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_its_language() {
        assert_eq!(Language::from_code("en-GB"), Language::English);
        assert_eq!(Language::from_code("PT_br"), Language::Portuguese);
        assert_eq!(Language::from_code("tlh"), Language::Other);
        assert_eq!(Language::German.code(), "de");
    }

    #[test]
    fn plain_english_needs_no_trigrams_and_other_languages_do() {
        let english = "What the bands of this tissue do, and which of them hurt, is a question \
            that doctors often hear. They answer it with care: the pain is where you feel it \
            when your muscles are cold, and it goes away.";
        let danish = "Det er ikke nemt at have to børn og en and i en have, men man kan lære at \
            leve med det, og de fleste finder en måde at gøre det på, når de har tid og ro og \
            nok plads til det hele i deres hus og have.";
        assert!(is_plainly_english(english));
        assert!(!is_plainly_english(danish));
    }

    #[test]
    fn the_language_of_a_paragraph_is_detected() {
        let german = "Die Faszien umhüllen jeden Muskel und halten den Körper zusammen. \
                      Wer sich wenig bewegt, spürt das oft am Rücken.";
        let english = "The fascia wraps every muscle and holds the body together. \
                       People who move little often feel it in the back.";
        assert_eq!(Language::detect(german), Some(Language::German));
        assert_eq!(Language::detect(english), Some(Language::English));
    }
}
