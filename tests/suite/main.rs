//! The whole program, from the outside: the real binary as a process, on real folders.
//! One file for each verb; [`world`] is what they all stand on.

mod articles;
mod ask;
mod asking_anything;
mod chat;
mod check;
mod config;
mod crash;
mod damage;
mod discord;
mod doors;
mod encoding;
mod eval;
mod import;
mod languages;
mod librarian;
mod meaning;
mod model;
mod quotes;
mod reindex;
mod reindexing_meanwhile;
mod robustness;
mod servers;
mod site;
mod sources;
mod table;
mod topics;
mod world;
