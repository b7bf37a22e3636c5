//! Claims about the fake Discord: what it refuses, and what a library can rely on.
//!
//! Most speak to it with a raw client, for a library would not send what is to be refused.

mod commands;
mod faults;
mod gateway;
mod interactions;
mod library;
mod messages;
mod people;
mod picture;
mod promises;
mod raw;
mod routes;
