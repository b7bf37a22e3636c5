//! How far a reindex is: a bar where a person watches, now and then a plain line
//! otherwise. Never slows the work down to say so.

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;
use crate::librarian::{Progress, Stage};
use crate::sources;

/// Fewest articles that are worth a plain line on the way.
const MANY_ARTICLES: usize = 2_000;

/// Fewest passages whose encoding is.
const MANY_PASSAGES: usize = 200;

/// Does `work` while the console shows how far it is.
pub fn watched<R>(
    console: &mut Console,
    work: impl FnOnce(&(dyn Fn(Progress) -> ControlFlow<()> + Sync)) -> R,
) -> R {
    if console.notes_are_watched {
        let bar = Bar::default();
        work(&|progress| {
            bar.show(progress);
            ControlFlow::Continue(())
        })
    } else {
        let lines = Lines::new(&mut *console.notes);
        work(&|progress| {
            lines.show(progress);
            ControlFlow::Continue(())
        })
    }
}

/// Does `work` while the console shows how far a refresh is: a bar, or nothing where nobody
/// watches, since the report that follows says it all.
pub fn refreshing<R>(console: &Console, work: impl FnOnce(&dyn Fn(sources::Progress)) -> R) -> R {
    if !console.notes_are_watched {
        return work(&|_| {});
    }
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    let template = "Refreshing {msg} {bar:30.cyan} {human_pos} of {human_len}";
    let style = ProgressStyle::with_template(template);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    let done = work(&|progress| {
        bar.set_message(progress.source);
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    });
    bar.finish_and_clear();
    done
}

/// A bar on standard error for each stage. It goes when it is dropped.
#[derive(Default)]
struct Bar {
    bar: Mutex<Option<(Stage, ProgressBar)>>,
}

impl Bar {
    /// Shows how far it is.
    fn show(&self, progress: Progress) {
        let mut shown = self.bar.lock().unwrap_or_else(PoisonError::into_inner);
        // Made at the first call: a reindex that is refused shows no bar.
        let shown = match &mut *shown {
            Some((stage, bar)) if *stage == progress.stage => bar,
            other => {
                if let Some((_, bar)) = other {
                    bar.finish_and_clear();
                }
                &mut other.insert((progress.stage, bar(progress))).1
            }
        };
        shown.set_length(progress.total as u64);
        shown.set_position(progress.done as u64);
    }
}

fn bar(progress: Progress) -> ProgressBar {
    let template = match progress.stage {
        Stage::Reading => "Reading the articles {bar:30.cyan} {human_pos} of {human_len}",
        Stage::Encoding => {
            "Encoding the passages {bar:30.cyan} {human_pos} of {human_len}, {eta} left"
        }
    };
    let target = ProgressDrawTarget::stderr();
    let bar = ProgressBar::with_draw_target(Some(progress.total as u64), target);
    bar.with_style(
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()),
    )
}

impl Drop for Bar {
    fn drop(&mut self) {
        let bar = self.bar.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bar)) = bar {
            bar.finish_and_clear();
        }
    }
}

/// A line for each tenth of a long work.
struct Lines<'a> {
    /// Articles call from many threads; one of them writes.
    notes: Mutex<&'a mut (dyn Write + Send)>,
    articles: AtomicUsize,
    passages: AtomicUsize,
    /// When the encoding began.
    began: Mutex<Option<Instant>>,
}

impl<'a> Lines<'a> {
    /// Writes to `notes`.
    fn new(notes: &'a mut (dyn Write + Send)) -> Self {
        Self {
            notes: Mutex::new(notes),
            articles: AtomicUsize::new(0),
            passages: AtomicUsize::new(0),
            began: Mutex::new(None),
        }
    }

    /// Says how far it is, where there is something new to say.
    fn show(&self, progress: Progress) {
        let (fewest, told) = match progress.stage {
            Stage::Reading => (MANY_ARTICLES, &self.articles),
            Stage::Encoding => (MANY_PASSAGES, &self.passages),
        };
        if progress.total < fewest {
            return;
        }
        let (done, total) = (
            HumanCount(progress.done as u64),
            HumanCount(progress.total as u64),
        );
        let line = match progress.stage {
            Stage::Reading => format!("{done} of {total} articles read"),
            Stage::Encoding => {
                let mut began = self.began.lock().unwrap_or_else(PoisonError::into_inner);
                let began = *began.get_or_insert_with(Instant::now);
                format!(
                    "{done} of {total} passages encoded{}",
                    left(progress.done, progress.total, began)
                )
            }
        };
        let tenths = progress.done * 10 / progress.total;
        if told.fetch_max(tenths, Ordering::Relaxed) >= tenths {
            return;
        }
        // Nobody may be listening; the work goes on.
        if let Ok(mut notes) = self.notes.lock() {
            let _ = writeln!(notes, "{line}");
        }
    }
}

/// How long the rest takes if it goes on like this.
pub(super) fn left(done: usize, total: usize, began: Instant) -> String {
    let rest = total.saturating_sub(done);
    if done == 0 || rest == 0 {
        return String::new();
    }
    let left = began.elapsed().mul_f64(rest as f64 / done as f64);
    format!(", about {} left", HumanDuration(left))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(stage: Stage, total: usize) -> String {
        let mut notes = Vec::new();
        let lines = Lines::new(&mut notes);
        for done in 0..=total {
            lines.show(Progress { stage, done, total });
        }
        String::from_utf8(notes).unwrap()
    }

    #[test]
    fn a_long_work_tells_each_tenth_once() {
        let told = told(Stage::Reading, 20_000);
        assert_eq!(told.lines().count(), 10);
        assert_eq!(told.lines().next(), Some("2,000 of 20,000 articles read"));
    }

    #[test]
    fn a_short_work_tells_nothing_on_the_way() {
        assert_eq!(told(Stage::Reading, 1_999), "");
    }

    #[test]
    fn encoding_tells_how_long_it_still_takes() {
        let told = told(Stage::Encoding, 1_000);
        let lines: Vec<&str> = told.lines().collect();
        assert_eq!(lines.len(), 10);
        assert!(lines[0].starts_with("100 of 1,000 passages encoded, about "));
        assert!(lines[0].ends_with(" left"));
        assert_eq!(lines[9], "1,000 of 1,000 passages encoded");
    }
}
