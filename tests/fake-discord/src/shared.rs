//! The world behind its lock, and waiting until something in it comes true.
//!
//! The lock is never held across an await: each change is one closure.

use std::fmt::Write as _;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};
use tokio::time::{Instant, timeout_at};

use crate::clock::Clock;
use crate::world::World;

/// How long a wait lasts before it fails.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// What the server, its connections and all handles share.
#[derive(Debug)]
pub(crate) struct Shared {
    world: Mutex<World>,
    pub(crate) clock: Clock,
    pub(crate) changed: Notify,
    /// Turns true when the server ends.
    pub(crate) ended: watch::Sender<bool>,
}

impl Shared {
    pub(crate) fn new(world: World, clock: Clock) -> Self {
        Self {
            world: Mutex::new(world),
            clock,
            changed: Notify::new(),
            ended: watch::Sender::new(false),
        }
    }

    /// The world, to read. A test that failed while it held the lock must not fail all others.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes the world, and wakes whoever waits for a change.
    pub(crate) fn update<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        let changed = change(&mut self.world());
        self.changed.notify_waiters();
        changed
    }

    /// Waits until the world holds what is looked for.
    pub(crate) async fn wait_for<T>(&self, what: &str, look: impl FnMut(&World) -> Option<T>) -> T {
        self.wait_on(&self.changed, what, look).await
    }

    /// As [`Self::wait_for`], looking again only when `changed` says so.
    pub(crate) async fn wait_on<T>(
        &self,
        changed: &Notify,
        what: &str,
        mut look: impl FnMut(&World) -> Option<T>,
    ) -> T {
        self.wait_until(changed, what, || look(&self.world())).await
    }

    /// As [`Self::wait_on`], for a look that takes the lock itself.
    pub(crate) async fn wait_until<T>(
        &self,
        changed: &Notify,
        what: &str,
        mut look: impl FnMut() -> Option<T>,
    ) -> T {
        let deadline = Instant::now() + LONGEST_WAIT;
        loop {
            // Before the look, or a change between the look and the wait would be missed.
            let notified = changed.notified();
            tokio::pin!(notified);
            notified.as_mut().enable();
            if let Some(found) = look() {
                return found;
            }
            let in_time = timeout_at(deadline, notified).await.is_ok();
            assert!(
                in_time,
                "no {what} within {LONGEST_WAIT:?}. {}",
                self.story()
            );
        }
    }

    /// What has happened so far, for the text of a failed test.
    pub(crate) fn story(&self) -> String {
        let world = self.world();
        let mut story =
            "What the fake Discord has seen, the last line being the newest:".to_owned();
        if world.story.is_empty() {
            story.push_str("\n  nothing at all");
        }
        for line in &world.story {
            let _ = write!(story, "\n  {line}");
        }
        story
    }
}
