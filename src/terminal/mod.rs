//! t
mod arguments;
mod look;
mod render;
mod safe_text;
