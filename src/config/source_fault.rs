//! [`SourceFault`]: why what somebody wrote describes no source. Data, so that each front end has
//! its own words; the display is English, for the configuration.

use thiserror::Error;

use super::sources::MAX_SOURCE_NAME;

/// Why what somebody wrote describes no source.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SourceFault {
    /// The address is none of the web.
    #[error("its address must start with https:// or http:// and name a host")]
    Address,
    /// The address holds a secret.
    #[error("its address must not hold a user name or a password")]
    Credentials,
    /// There is no such kind.
    #[error("its kind must be folder, website, feed, page or git, not \"{0}\"")]
    Kind(String),
    /// The name is none that a folder can have everywhere.
    #[error(
        "the name of a source must have 1 to {MAX_SOURCE_NAME} of a-z, 0-9 and -, such as \
         \"handbook\"; found \"{0}\""
    )]
    Name(String),
    /// The length of time is not understood.
    #[error("expected a time such as \"30m\", \"12h\" or \"1d\", found \"{0}\"")]
    Interval(String),
    /// The length of time is too short or too long.
    #[error("expected a time from \"{least}\" to \"52w\"")]
    IntervalRange {
        /// The shortest, as it is written.
        least: &'static str,
    },
}
