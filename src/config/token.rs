//! [`Token`]: the bot's secret, from the environment or a file; never from the config file,
//! and never shown.

use std::fmt;
use std::path::PathBuf;

use thiserror::Error;

/// The bot's secret. Its `Debug` form shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

/// Why there is no token.
#[derive(Debug, Error)]
pub enum TokenError {
    /// Neither variable is set.
    #[error("there is no token")]
    Missing,
    /// The file that was named cannot be read.
    #[error("cannot read the token file {}: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// What was given cannot be a token.
    #[error("what {origin} holds is no bot token: {reason}")]
    Malformed {
        /// The variable that holds it, or that names its file.
        origin: &'static str,
        /// What is wrong with it; nothing of its text.
        reason: &'static str,
    },
}

impl Token {
    /// Reads `DISCORD_TOKEN`, else the file that `DISCORD_TOKEN_FILE` names.
    pub fn load(environment: &dyn Fn(&str) -> Option<String>) -> Result<Self, TokenError> {
        let set = |name: &str| environment(name).filter(|value| !value.trim().is_empty());
        if let Some(text) = set("DISCORD_TOKEN") {
            return Self::parse(&text, "DISCORD_TOKEN");
        }
        let path = PathBuf::from(set("DISCORD_TOKEN_FILE").ok_or(TokenError::Missing)?);
        match std::fs::read_to_string(&path) {
            Ok(text) => Self::parse(&text, "DISCORD_TOKEN_FILE"),
            Err(source) => Err(TokenError::Unreadable { path, source }),
        }
    }

    /// The secret itself, for the requests that need it.
    pub fn secret(&self) -> &str {
        &self.0
    }

    fn parse(text: &str, origin: &'static str) -> Result<Self, TokenError> {
        /// Tokens have about 70 characters.
        const MAX_CHARS: usize = 200;
        let malformed = |reason| Err(TokenError::Malformed { origin, reason });
        let text = text.trim();
        let text = text.strip_prefix("Bot ").unwrap_or(text).trim();
        if text.is_empty() {
            return malformed("it is empty");
        }
        if text.len() > MAX_CHARS {
            return malformed("it is too long");
        }
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return malformed("it has blanks or other characters that no token has");
        }
        Ok(Self(text.to_owned()))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Token(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(variables: &[(&str, &str)]) -> Result<Token, TokenError> {
        Token::load(&|name| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_variable_wins_over_the_file_and_loses_its_blanks() {
        let token = load(&[
            ("DISCORD_TOKEN", " Bot abc.def \n"),
            ("DISCORD_TOKEN_FILE", "/nowhere"),
        ]);
        assert_eq!(token.unwrap().secret(), "abc.def");
    }

    #[test]
    fn a_token_file_may_end_with_a_line_break() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "abc.def\n").unwrap();
        let token = load(&[("DISCORD_TOKEN_FILE", file.path().to_str().unwrap())]);
        assert_eq!(token.unwrap().secret(), "abc.def");
    }

    #[test]
    fn no_message_and_no_debug_form_shows_the_token() {
        let error = load(&[("DISCORD_TOKEN", "geheim geheim")]).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("geheim"));
        let token = load(&[("DISCORD_TOKEN", "geheim")]).unwrap();
        assert_eq!(format!("{token:?}"), "Token(..)");
        assert!(matches!(load(&[]), Err(TokenError::Missing)));
    }
}
