//! The bot: the real program as a process, on a Discord that refuses what Discord refuses.
//! Every refusal that a test does not name fails it.

mod asking;
mod browsing;
mod connection;
mod hold;
mod hostile;
mod moderating;
mod pictures;
mod reindexing;
mod restraint;
mod sources;
mod stage;
mod start;
