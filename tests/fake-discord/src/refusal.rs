//! What the fake Discord refused, and how Discord words it. Never decides what to refuse.

use std::fmt;

use serde_json::{Value, json};

/// The codes that Discord puts beside a refusal.
pub mod codes {
    /// A general refusal: 401, or a route that is not there.
    pub const GENERAL: u32 = 0;
    /// Not a rule of Discord: the promise that nothing the bot writes ever mentions anyone.
    /// Recorded as a refusal, and answered as Discord would.
    pub const MENTIONS_ALLOWED: u32 = 1;
    /// 404: no such channel.
    pub const UNKNOWN_CHANNEL: u32 = 10_003;
    /// 404: no such guild.
    pub const UNKNOWN_GUILD: u32 = 10_004;
    /// 404: no such member.
    pub const UNKNOWN_MEMBER: u32 = 10_007;
    /// 404: no such message.
    pub const UNKNOWN_MESSAGE: u32 = 10_008;
    /// 404: no such role.
    pub const UNKNOWN_ROLE: u32 = 10_011;
    /// 404: no such user.
    pub const UNKNOWN_USER: u32 = 10_013;
    /// 404: nothing was replied yet, so there is nothing to follow or edit.
    pub const UNKNOWN_WEBHOOK: u32 = 10_015;
    /// 404: no such interaction, or its three seconds are over.
    pub const UNKNOWN_INTERACTION: u32 = 10_062;
    /// 404: no such command.
    pub const UNKNOWN_COMMAND: u32 = 10_063;
    /// 429: more commands created than a day allows.
    pub const TOO_MANY_COMMANDS_CREATED: u32 = 30_034;
    /// 413: larger than Discord takes.
    pub const TOO_LARGE: u32 = 40_005;
    /// 403: nobody but its author may write the first message of a post.
    pub const NO_FIRST_MESSAGE: u32 = 40_058;
    /// 400: the interaction was replied to before.
    pub const ALREADY_ACKNOWLEDGED: u32 = 40_060;
    /// 403: may not see the channel.
    pub const MISSING_ACCESS: u32 = 50_001;
    /// 403: a message that somebody else wrote cannot be edited.
    pub const NOT_THE_AUTHOR: u32 = 50_005;
    /// 400: a message with nothing in it.
    pub const EMPTY_MESSAGE: u32 = 50_006;
    /// 403: the person takes no private messages.
    pub const CANNOT_SEND_PRIVATELY: u32 = 50_007;
    /// 403: the bot lacks a permission in the channel.
    pub const MISSING_PERMISSIONS: u32 = 50_013;
    /// 401: a token that does not belong to the interaction, or is over fifteen minutes old.
    pub const INVALID_WEBHOOK_TOKEN: u32 = 50_027;
    /// 400: the body breaks a limit or a rule.
    pub const INVALID_FORM: u32 = 50_035;
    /// 400: the body is not JSON.
    pub const INVALID_JSON: u32 = 50_109;
}

/// One thing that the bot did and Discord would not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Discord's code; for the gateway, the close code.
    pub code: u32,
    /// The HTTP status; nothing for the gateway.
    pub status: Option<u16>,
    /// Method and path, or the gateway's opcode.
    pub route: String,
    /// What was wrong, in words.
    pub reason: String,
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.status {
            Some(status) => write!(
                out,
                "{} refused with {status}, code {}",
                self.route, self.code
            )?,
            None => write!(out, "{} refused with code {}", self.route, self.code)?,
        }
        write!(out, ": {}", self.reason)
    }
}

/// A refusal on its way to the bot: the answer to a REST request.
#[derive(Debug)]
pub(crate) struct Refused {
    pub(crate) status: u16,
    pub(crate) code: u32,
    pub(crate) message: String,
    /// Discord's tree of what is wrong where.
    pub(crate) errors: Option<Value>,
    /// Seconds until the request may be tried again, for 429.
    pub(crate) retry_after: Option<f64>,
    /// Whether a 429 is about all routes.
    pub(crate) global: bool,
    /// Whether the bot is to blame; a fault that a test injected is not a refusal.
    pub(crate) recorded: bool,
}

impl Refused {
    pub(crate) fn new(status: u16, code: u32, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            errors: None,
            retry_after: None,
            global: false,
            recorded: true,
        }
    }

    pub(crate) fn form(path: &str, code: &str, message: impl Into<String>) -> Self {
        let mut faults = Faults::default();
        faults.add(path, code, message);
        faults.into_refused()
    }

    pub(crate) fn body(&self) -> Value {
        if let Some(retry_after) = self.retry_after {
            return json!({
                "message": "You are being rate limited.",
                "retry_after": retry_after,
                "global": self.global,
                "code": self.code,
            });
        }
        let mut body = json!({"message": self.message, "code": self.code});
        if let Some(errors) = &self.errors {
            body["errors"] = errors.clone();
        }
        body
    }

    /// What was wrong, in one line.
    pub(crate) fn reason(&self) -> String {
        let mut reason = self.message.clone();
        if let Some(errors) = &self.errors {
            let mut lines = Vec::new();
            collect(errors, &mut String::new(), &mut lines);
            reason = format!("{reason}: {}", lines.join("; "));
        }
        reason
    }
}

/// Reads the tree of errors back into `path: message`.
fn collect(errors: &Value, path: &mut String, lines: &mut Vec<String>) {
    for (key, below) in errors.as_object().into_iter().flatten() {
        if key == "_errors" {
            for error in below.as_array().into_iter().flatten() {
                let message = error["message"].as_str().unwrap_or_default();
                lines.push(format!("{path}: {message}"));
            }
        } else {
            let length = path.len();
            if length > 0 {
                path.push('.');
            }
            path.push_str(key);
            collect(below, path, lines);
            path.truncate(length);
        }
    }
}

/// The faults found in a body, each at its path.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    tree: Option<Value>,
    empty_message: bool,
}

impl Faults {
    /// Adds a fault at a path such as `data.embeds.0.title`.
    pub(crate) fn add(&mut self, path: &str, code: &str, message: impl Into<String>) {
        let mut node = self.tree.get_or_insert_with(|| json!({}));
        for part in path.split('.').filter(|part| !part.is_empty()) {
            node = &mut node[part];
        }
        if node["_errors"].is_null() {
            node["_errors"] = json!([]);
        }
        if let Some(errors) = node["_errors"].as_array_mut() {
            errors.push(json!({"code": code, "message": message.into()}));
        }
    }

    /// Notes that the message has nothing in it, which Discord refuses with a code of its own.
    pub(crate) fn message_is_empty(&mut self) {
        self.empty_message = true;
    }

    /// A text between `least` and `most` characters.
    pub(crate) fn chars(&mut self, path: &str, text: &str, least: usize, most: usize) {
        let count = text.chars().count();
        if count > most {
            self.add(
                path,
                "BASE_TYPE_MAX_LENGTH",
                format!("Must be {most} or fewer in length, was {count}."),
            );
        } else if count < least {
            self.add(path, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }

    /// As [`Self::chars`], for a value that may be of another type, or not be there.
    pub(crate) fn text(&mut self, path: &str, value: &Value, least: usize, most: usize) {
        match value {
            Value::String(text) => self.chars(path, text, least, most),
            Value::Null if least == 0 => {}
            Value::Null => self.add(path, "BASE_TYPE_REQUIRED", "This field is required"),
            _ => self.add(
                path,
                "STRING_TYPE_CONVERT",
                "Could not interpret as string.",
            ),
        }
    }

    pub(crate) fn check(self) -> Result<(), Refused> {
        if self.tree.is_some() || self.empty_message {
            Err(self.into_refused())
        } else {
            Ok(())
        }
    }

    fn into_refused(self) -> Refused {
        if self.tree.is_none() && self.empty_message {
            return Refused::new(400, codes::EMPTY_MESSAGE, "Cannot send an empty message");
        }
        let mut refused = Refused::new(400, codes::INVALID_FORM, "Invalid Form Body");
        refused.errors = self.tree;
        refused
    }
}
