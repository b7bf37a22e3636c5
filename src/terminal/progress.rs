//! How far a reindex is: a bar where a person watches, now and then a plain line
//! otherwise. Never slows the work down to say so.

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock};

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::Console;
use crate::librarian::Progress;
use crate::sources;

/// Fewest articles that are worth a plain line on the way.
const MANY_ARTICLES: usize = 2_000;

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

/// A bar on standard error. It goes when it is dropped.
#[derive(Default)]
struct Bar {
    bar: OnceLock<ProgressBar>,
}

impl Bar {
    /// Shows how far it is.
    fn show(&self, progress: Progress) {
        // Made at the first call: a reindex that is refused shows no bar.
        let bar = self.bar.get_or_init(|| {
            let target = ProgressDrawTarget::stderr();
            let bar = ProgressBar::with_draw_target(Some(progress.total as u64), target);
            let template = "Reading the articles {bar:30.cyan} {human_pos} of {human_len}";
            bar.with_style(
                ProgressStyle::with_template(template)
                    .unwrap_or_else(|_| ProgressStyle::default_bar()),
            )
        });
        bar.set_length(progress.total as u64);
        bar.set_position(progress.done as u64);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        if let Some(bar) = self.bar.get() {
            bar.finish_and_clear();
        }
    }
}

/// A line for each tenth of a long work.
struct Lines<'a> {
    /// Articles call from many threads; one of them writes.
    notes: Mutex<&'a mut (dyn Write + Send)>,
    tenths_told: AtomicUsize,
}

impl<'a> Lines<'a> {
    /// Writes to `notes`.
    fn new(notes: &'a mut (dyn Write + Send)) -> Self {
        Self {
            notes: Mutex::new(notes),
            tenths_told: AtomicUsize::new(0),
        }
    }

    /// Says how far it is, where there is something new to say.
    fn show(&self, progress: Progress) {
        if progress.total < MANY_ARTICLES {
            return;
        }
        let tenths = progress.done * 10 / progress.total;
        if self.tenths_told.fetch_max(tenths, Ordering::Relaxed) >= tenths {
            return;
        }
        // Nobody may be listening; the work goes on.
        if let Ok(mut notes) = self.notes.lock() {
            let (done, total) = (
                HumanCount(progress.done as u64),
                HumanCount(progress.total as u64),
            );
            let _ = writeln!(notes, "{done} of {total} articles read");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(total: usize) -> String {
        let mut notes = Vec::new();
        let lines = Lines::new(&mut notes);
        for done in 0..=total {
            lines.show(Progress { done, total });
        }
        String::from_utf8(notes).unwrap()
    }

    #[test]
    fn a_long_work_tells_each_tenth_once() {
        let told = told(20_000);
        assert_eq!(told.lines().count(), 10);
        assert_eq!(told.lines().next(), Some("2,000 of 20,000 articles read"));
    }

    #[test]
    fn a_short_work_tells_nothing_on_the_way() {
        assert_eq!(told(1_999), "");
    }
}
