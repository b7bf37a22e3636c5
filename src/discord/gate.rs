//! [`Gate`]: who is inside when the bot is told to leave. Nobody enters any more, and those
//! inside may finish.

use tokio::sync::watch;

/// Counts what is being done.
#[derive(Debug)]
pub struct Gate {
    state: watch::Sender<State>,
}

#[derive(Debug, Clone, Copy, Default)]
struct State {
    closed: bool,
    inside: usize,
}

/// A stay inside; it ends when this is dropped.
#[derive(Debug)]
pub struct Stay {
    state: watch::Sender<State>,
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            state: watch::Sender::new(State::default()),
        }
    }
}

impl Gate {
    /// Enters, unless the gate is closed.
    pub fn enter(&self) -> Option<Stay> {
        let mut entered = false;
        self.state.send_modify(|state| {
            entered = !state.closed;
            state.inside += usize::from(entered);
        });
        entered.then(|| Stay {
            state: self.state.clone(),
        })
    }

    /// Closes: nobody enters from now on.
    pub fn close(&self) {
        self.state.send_modify(|state| state.closed = true);
    }

    /// Whether it is closed.
    pub fn is_closed(&self) -> bool {
        self.state.borrow().closed
    }

    /// Waits until it is closed.
    pub async fn closed(&self) {
        let mut state = self.state.subscribe();
        // The sender lives as long as `self`.
        let _ = state.wait_for(|state| state.closed).await;
    }

    /// Waits until nobody is inside.
    pub async fn empty(&self) {
        let mut state = self.state.subscribe();
        // The sender lives as long as `self`.
        let _ = state.wait_for(|state| state.inside == 0).await;
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        self.state.send_modify(|state| state.inside -= 1);
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test]
    async fn those_inside_finish_and_nobody_else_enters() {
        let gate = Gate::default();
        let stay = gate.enter().expect("it is open");
        gate.close();
        assert!(gate.enter().is_none());
        assert!(timeout(Duration::ZERO, gate.empty()).await.is_err());
        drop(stay);
        gate.empty().await;
    }
}
