//! [`Recorder`]: writes down what happened, away from those who wait for answers. When more
//! comes than can be written, counts are dropped and no answer is delayed.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::{fmt, io};

use super::observing::Observation;
use super::{Journal, JournalError};

/// Most observations that wait.
const QUEUE: usize = 1_024;

/// Most that are written in one go.
const BATCH: usize = 256;

/// Makes an observation, on the thread that writes it; none where there is nothing to note.
type Observe = Box<dyn FnOnce() -> Option<Observation> + Send>;

enum Job {
    Note(Observe),
    /// Tells when everything before it is written.
    Tell(SyncSender<()>),
    End,
}

/// Writes on a thread of its own.
pub struct Recorder {
    sender: SyncSender<Job>,
    dropped: AtomicU64,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl fmt::Debug for Recorder {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Recorder")
    }
}

impl Recorder {
    /// Starts the thread. See [`Journal::observe`] for `min_people`.
    pub fn start(journal: Journal, min_people: u32) -> io::Result<Self> {
        let (sender, receiver) = sync_channel(QUEUE);
        let thread = thread::Builder::new()
            .name("journal".to_owned())
            .spawn(move || work(&receiver, |seen| journal.observe(seen, min_people)))?;
        Ok(Self {
            sender,
            dropped: AtomicU64::new(0),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Notes what `observe` gives, later. Never waits.
    pub fn note(&self, observe: impl FnOnce() -> Option<Observation> + Send + 'static) {
        if let Err(TrySendError::Full(_)) = self.sender.try_send(Job::Note(Box::new(observe))) {
            let before = self.dropped.fetch_add(1, Ordering::Relaxed);
            if before == 0 {
                tracing::warn!("more is asked than can be counted; some counts are left out");
            }
        }
    }

    /// How many observations found no room.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }

    /// Waits until what was noted so far is written.
    pub fn flush(&self) {
        let (told, tell) = sync_channel(1);
        // A thread that has ended has written everything.
        if self.sender.send(Job::Tell(told)).is_ok() {
            let _ = tell.recv();
        }
    }

    /// Writes what was noted so far, and ends.
    pub fn finish(&self) {
        let _ = self.sender.send(Job::End);
        let mut thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(thread) = thread.take() {
            // It catches what panics.
            let _ = thread.join();
        }
    }
}

fn work(receiver: &Receiver<Job>, write: impl Fn(&[Observation]) -> Result<(), JournalError>) {
    let failing = Cell::new(false);
    let write = |seen: &mut Vec<Observation>| {
        if seen.is_empty() {
            return;
        }
        match write(seen) {
            Ok(()) => failing.set(false),
            Err(error) => {
                // Once, not at every question.
                if !failing.replace(true) {
                    tracing::error!(%error, "questions cannot be counted; they are answered");
                }
            }
        }
        seen.clear();
    };
    let mut seen = Vec::new();
    while let Ok(first) = receiver.recv() {
        for job in std::iter::once(first).chain(receiver.try_iter()) {
            match job {
                Job::Note(observe) => {
                    let observed = catch_unwind(AssertUnwindSafe(observe));
                    seen.extend(observed.ok().flatten());
                    if seen.len() >= BATCH {
                        write(&mut seen);
                    }
                }
                Job::Tell(told) => {
                    write(&mut seen);
                    // Whoever asked may have gone.
                    let _ = told.send(());
                }
                Job::End => {
                    write(&mut seen);
                    return;
                }
            }
        }
        write(&mut seen);
    }
}
