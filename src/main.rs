//! Command line -> configuration -> one front end -> exit code.

fn main() {}
