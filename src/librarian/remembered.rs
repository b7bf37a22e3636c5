//! [`Remembered`]: the answers given lately, for whoever asks the same again. They lie in memory
//! only, are few, and not there for long, because questions are what people wrote. Never gives an
//! answer of another state of the index.

use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::{Duration, Instant};

use lru::LruCache;

use super::{AskOptions, Part};
use crate::answer::{Answer, Question};

/// How old an answer may be that is given again.
const LONGEST: Duration = Duration::from_secs(10 * 60);

/// What was asked: the same question, asked in the same way, has the same answer. Letter case and
/// signs tell questions apart, since an answer repeats the question as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Asked {
    /// The question, with what it is about.
    pub question: Question,
    /// What it is narrowed by.
    pub options: AskOptions,
    /// What of the articles is searched.
    pub part: Part,
}

/// The answers given lately, found in one state of the index: a `Snapshot`.
pub(super) struct Remembered<Snapshot> {
    /// Most answers that are kept; none: nothing is.
    most: Option<NonZeroUsize>,
    kept: Mutex<Option<Kept<Snapshot>>>,
}

/// The answers of one state of the index.
struct Kept<Snapshot> {
    of: Weak<Snapshot>,
    /// With the times when they were found; the oldest is the first to be dropped.
    answers: LruCache<Asked, (Instant, Arc<Answer>)>,
}

impl<Snapshot> Kept<Snapshot> {
    /// Drops what is too old at `now`.
    fn sweep(&mut self, now: Instant) {
        while let Some((_, (found, _))) = self.answers.peek_lru()
            && now.saturating_duration_since(*found) >= LONGEST
        {
            self.answers.pop_lru();
        }
    }
}

impl<Snapshot> Remembered<Snapshot> {
    /// Remembers at most so many answers.
    pub fn new(most: usize) -> Self {
        Self {
            most: NonZeroUsize::new(most),
            kept: Mutex::new(None),
        }
    }

    /// The answer that was found in `snapshot` when the same was asked, if it is kept still.
    pub fn answer(
        &self,
        snapshot: &Arc<Snapshot>,
        asked: &Asked,
        now: Instant,
    ) -> Option<Arc<Answer>> {
        self.most?;
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.as_ref().is_some_and(|kept| !is_of(kept, snapshot)) {
            *kept = None;
        }
        let kept = kept.as_mut()?;
        kept.sweep(now);
        // A look does not make it younger.
        let (_, answer) = kept.answers.peek(asked)?;
        Some(Arc::clone(answer))
    }

    /// Keeps an answer that was found in `snapshot`.
    pub fn keep(&self, snapshot: &Arc<Snapshot>, asked: Asked, answer: &Answer, now: Instant) {
        let Some(most) = self.most else {
            return;
        };
        let answer = Arc::new(answer.clone());
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = match &mut *kept {
            Some(kept) if is_of(kept, snapshot) => kept,
            other => other.insert(Kept {
                of: Arc::downgrade(snapshot),
                answers: LruCache::new(most),
            }),
        };
        kept.sweep(now);
        kept.answers.push(asked, (now, answer));
    }
}

/// Whether the answers are of this snapshot. No other can lie at its address as long as
/// [`Kept::of`] is held.
fn is_of<Snapshot>(kept: &Kept<Snapshot>, snapshot: &Arc<Snapshot>) -> bool {
    std::ptr::eq(kept.of.as_ptr(), Arc::as_ptr(snapshot))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(text: &str) -> Question {
        Question::parse(text).unwrap()
    }

    fn options(limit: usize, topic: Option<&str>) -> AskOptions {
        AskOptions {
            limit,
            topic: topic.map(str::to_owned),
            explain: false,
        }
    }

    fn asked(question: Question, options: &AskOptions) -> Asked {
        Asked {
            question,
            options: options.clone(),
            part: Part::default(),
        }
    }

    /// An answer that is told from others by its confidence.
    fn answer(confidence: f64) -> Answer {
        Answer {
            question: String::new(),
            about: None,
            answered: false,
            confidence,
            passages: Vec::new(),
            corrected: Vec::new(),
            did_you_mean: Vec::new(),
            unknown_words: Vec::new(),
            topics: Vec::new(),
            explanation: None,
        }
    }

    /// Keeps answers in one state of the index.
    struct Scene {
        remembered: Remembered<u8>,
        index: Arc<u8>,
        start: Instant,
    }

    impl Scene {
        fn new(most: usize) -> Self {
            Self {
                remembered: Remembered::new(most),
                index: Arc::new(1),
                start: Instant::now(),
            }
        }

        fn keep(&self, text: &str, confidence: f64, seconds: u64) {
            let now = self.start + Duration::from_secs(seconds);
            let asked = asked(question(text), &options(3, None));
            self.remembered
                .keep(&self.index, asked, &answer(confidence), now);
        }

        fn known(&self, text: &str, options: &AskOptions, seconds: u64) -> Option<f64> {
            let now = self.start + Duration::from_secs(seconds);
            self.remembered
                .answer(&self.index, &asked(question(text), options), now)
                .map(|answer| answer.confidence)
        }
    }

    #[test]
    fn an_answer_is_given_again_for_ten_minutes_and_then_forgotten() {
        let scene = Scene::new(4);
        let usual = options(3, None);
        scene.keep("what is fascia?", 0.5, 0);
        assert_eq!(scene.known("what is fascia?", &usual, 599), Some(0.5));
        // That it was asked for makes it no younger.
        assert_eq!(scene.known("what is fascia?", &usual, 600), None);
        assert!(
            scene
                .remembered
                .kept
                .lock()
                .unwrap()
                .as_ref()
                .unwrap()
                .answers
                .is_empty()
        );
    }

    #[test]
    fn what_was_asked_otherwise_is_another_question() {
        let scene = Scene::new(4);
        scene.keep("what is fascia?", 0.5, 0);
        let usual = options(3, None);
        let about = Question::recall("what is fascia? (about: cupping)").unwrap();
        assert_eq!(scene.known("  what is fascia? ", &usual, 1), Some(0.5));
        assert_eq!(scene.known("What is fascia?", &usual, 1), None);
        assert_eq!(scene.known("what is fascia?", &options(9, None), 1), None);
        assert_eq!(
            scene.known("what is fascia?", &options(3, Some("Backs")), 1),
            None
        );
        let explained = AskOptions {
            explain: true,
            ..usual.clone()
        };
        assert_eq!(scene.known("what is fascia?", &explained, 1), None);
        let of = |asked: &Asked| {
            let found = scene.remembered.answer(&scene.index, asked, scene.start);
            found.is_some()
        };
        let same = asked(question("what is fascia?"), &usual);
        assert!(of(&same));
        assert!(!of(&asked(about, &usual)));
        let narrowed = Asked {
            part: Part::new(&["Backs".to_owned()], &[]),
            ..same
        };
        assert!(!of(&narrowed));
    }

    #[test]
    fn another_state_of_the_index_has_other_answers() {
        let mut scene = Scene::new(4);
        let usual = options(3, None);
        scene.keep("what is fascia?", 0.5, 0);
        scene.index = Arc::new(1);
        assert_eq!(scene.known("what is fascia?", &usual, 1), None);
        scene.keep("what is fascia?", 0.7, 1);
        assert_eq!(scene.known("what is fascia?", &usual, 1), Some(0.7));
    }

    #[test]
    fn only_so_many_are_kept_the_newest() {
        let scene = Scene::new(2);
        let usual = options(3, None);
        for (at, text) in ["one", "two", "three"].into_iter().enumerate() {
            scene.keep(text, 0.5, at as u64);
        }
        let known = ["one", "two", "three"].map(|text| scene.known(text, &usual, 3).is_some());
        assert_eq!(known, [false, true, true]);
        let none = Scene::new(0);
        none.keep("one", 0.5, 0);
        assert_eq!(none.known("one", &usual, 0), None);
    }
}
