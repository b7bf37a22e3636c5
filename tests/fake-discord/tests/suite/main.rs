//! Claims about the fake Discord: what it refuses, and what a library can rely on.
//!
//! Most speak to it with a raw client, for a library would not send what is to be refused.

mod library;
