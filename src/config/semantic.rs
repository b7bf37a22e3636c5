//! How questions and passages are compared by meaning.

use serde::{Deserialize, Serialize};

/// How questions and passages are compared by meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SemanticConfig {
    /// Whether they are, beside their words.
    pub enabled: bool,
}

impl Default for SemanticConfig {
    fn default() -> Self {
        Self { enabled: true }
    }
}
