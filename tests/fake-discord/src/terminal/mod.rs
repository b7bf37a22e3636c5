//! A person at the terminal, in place of Discord's client.

mod bot;
mod line;
mod screen;
mod session;

pub(crate) use bot::Bot;
pub(crate) use screen::Screen;
pub(crate) use session::Session;
