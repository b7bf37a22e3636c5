//! [`Hold`]: a reindex that waits in the middle until a test lets it go on.

use std::fs::{self, File};
use std::path::PathBuf;
use std::process::Command;

use crate::world::World;

/// The list of synonyms as a pipe: a reindex has read all articles and written none when it
/// opens the list, and waits there until somebody writes to it.
pub struct Hold {
    pipe: PathBuf,
}

/// A reindex that waits. It goes on when this is dropped.
pub struct Held {
    _writer: File,
}

impl Hold {
    /// Lets the next reindex of `world` wait.
    pub fn next_reindex(world: &World) -> Self {
        let pipe = world.path("corpus/synonyms.txt");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("there is a mkfifo").success());
        Self { pipe }
    }

    /// Waits until a reindex has come so far. Those after it do not wait.
    pub async fn reached(self) -> Held {
        let open = move || {
            // A pipe opens when there is somebody at its other end.
            let writer = File::options().write(true).open(&self.pipe);
            fs::remove_file(&self.pipe).expect("it is there");
            writer.expect("it can be written to")
        };
        let writer = tokio::task::spawn_blocking(open).await;
        Held {
            _writer: writer.expect("it opens"),
        }
    }
}
