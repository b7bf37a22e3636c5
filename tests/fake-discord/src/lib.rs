//! A Discord on this machine that refuses what Discord refuses, to test bots against.
