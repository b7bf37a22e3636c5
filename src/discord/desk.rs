//! [`Desk`]: the threads on which the librarian answers, as many as there are cores. More at
//! once would take no less time, and each thread has caches of its own that are to stay warm.

use std::num::NonZeroUsize;
use std::thread::available_parallelism;

use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use tokio::sync::oneshot;

/// Fewest threads: one long piece of work must not keep all others waiting.
const MIN_THREADS: usize = 2;

/// Does work in the order in which it comes.
pub struct Desk {
    threads: ThreadPool,
}

impl Desk {
    /// Starts the threads.
    pub fn open() -> Result<Self, ThreadPoolBuildError> {
        let cores = available_parallelism().map_or(MIN_THREADS, NonZeroUsize::get);
        let threads = ThreadPoolBuilder::new()
            .num_threads(cores.max(MIN_THREADS))
            .thread_name(|number| format!("desk-{number}"))
            // Whoever waits is told; without this the program would end.
            .panic_handler(|_| {})
            .build()?;
        Ok(Self { threads })
    }

    /// What `work` gives; none if it panicked. Work that nobody waits for any more is not begun.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let (sender, receiver) = oneshot::channel();
        self.threads.spawn_fifo(move || {
            if !sender.is_closed() {
                // The one who waited may have gone meanwhile.
                let _ = sender.send(work());
            }
        });
        receiver.await.ok()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::{Arc, Mutex, mpsc};
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn work_that_panics_takes_nothing_else_with_it() {
        let desk = Desk::open().expect("threads can be started");
        for number in 0..20 {
            let result = desk.run(move || {
                assert!(number % 2 == 0, "odd");
                number
            });
            assert_eq!(result.await, (number % 2 == 0).then_some(number));
        }
    }

    #[tokio::test]
    async fn work_that_nobody_waits_for_is_not_begun() {
        let desk = Desk::open().expect("threads can be started");
        let threads = desk.threads.current_num_threads();
        let (free, block) = mpsc::channel::<()>();
        let block = Arc::new(Mutex::new(block));
        let mut busy: Vec<_> = (0..threads)
            .map(|_| {
                let block = Arc::clone(&block);
                Box::pin(desk.run(move || block.lock().unwrap().recv().is_ok()))
            })
            .collect();
        for work in &mut busy {
            assert!(timeout(Duration::ZERO, work).await.is_err());
        }
        let begun = Arc::new(AtomicBool::new(false));
        let left = desk.run({
            let begun = Arc::clone(&begun);
            move || begun.store(true, Ordering::SeqCst)
        });
        assert!(timeout(Duration::ZERO, left).await.is_err());
        for _ in 0..threads {
            free.send(()).unwrap();
        }
        for work in busy {
            assert_eq!(work.await, Some(true));
        }
        assert_eq!(desk.run(|| 1).await, Some(1));
        assert!(!begun.load(Ordering::SeqCst));
    }
}
