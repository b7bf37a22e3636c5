//! Words that carry no weight in a question, by language.

use std::collections::HashSet;

use super::{Language, fold};

/// Function words of English and the words that questions are made of, folded.
/// Lists for general use keep too few of the latter.
const ENGLISH: &str = "a about after again all also am an and any anybody anyone anything are arent \
    as at be because been before being between both but by can cannot cant could couldnt did didnt \
    do does doesnt doing done dont during each either else ever every for from further get gets \
    getting give go goes going got had hadnt has hasnt have havent having he hed hello her here hers \
    herself hey hi him himself his how hows i id if ill im in instead into is isnt it itd itll its \
    itself ive just know let lets like may maybe me might mine more most much must mustnt my myself \
    no nor not of off ok okay on once only or other ought our ours ourselves out over own per please \
    pls rather really same shall shant she should shouldnt so some somebody someone something still \
    such sure tell than thank thanks that thats the their theirs them themselves then there theres \
    these they theyre this those though through to too u under until up upon ur us versus very via vs want \
    wanna was wasnt we well were werent weve what whatever whats when whenever where wheres whether \
    which while who whom whos whose why will with within without wont would wouldnt yeah yes yet you \
    youd youll your youre yours yourself youve";

/// The stop words of one language.
#[derive(Debug, Clone)]
pub struct StopWords(HashSet<String>);

impl StopWords {
    /// The list of `language`, empty where there is none.
    pub fn of(language: Language) -> Self {
        if language == Language::English {
            return Self(ENGLISH.split_whitespace().map(str::to_owned).collect());
        }
        let list = stop_words::lookup(language.code()).unwrap_or_default();
        Self(list.iter().map(|word| fold(word).into_owned()).collect())
    }

    /// Whether a folded word is one of them.
    pub fn contains(&self, folded: &str) -> bool {
        self.0.contains(folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn question_words_are_stop_words_and_subjects_are_not() {
        let english = StopWords::of(Language::English);
        for word in ["what", "is", "should", "does", "the", "whats", "dont"] {
            assert!(english.contains(word), "{word}");
        }
        for word in ["fascia", "hurt", "back", "pain", "pregnant"] {
            assert!(!english.contains(word), "{word}");
        }
    }

    #[test]
    fn other_languages_have_lists_of_their_own() {
        assert!(StopWords::of(Language::German).contains("und"));
        assert!(StopWords::of(Language::French).contains("les"));
        assert!(!StopWords::of(Language::German).contains("muskel"));
    }
}
