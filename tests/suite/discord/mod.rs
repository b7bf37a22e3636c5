//! The bot: the real program as a process, on a Discord that refuses what Discord refuses.
//! Every refusal that a test does not name fails it.

mod asking;
mod browsing;
mod changing;
mod connection;
mod hold;
mod hostile;
mod insights;
mod journal;
mod moderating;
mod pictures;
mod reindexing;
mod restraint;
mod servers;
mod settings;
mod sources;
mod sources_in_time;
mod sources_of_servers;
mod speaking;
mod stage;
mod start;
mod story;
