//! The permission bits that a test names. Never the whole list.

/// Everything: implies each other permission.
pub const ADMINISTRATOR: u64 = 1 << 3;
/// Change the guild's settings; what moderators' commands ask for.
pub const MANAGE_GUILD: u64 = 1 << 5;
/// React to messages.
pub const ADD_REACTIONS: u64 = 1 << 6;
/// See a channel.
pub const VIEW_CHANNEL: u64 = 1 << 10;
/// Write in a channel.
pub const SEND_MESSAGES: u64 = 1 << 11;
/// Remove other people's messages.
pub const MANAGE_MESSAGES: u64 = 1 << 13;
/// Have embeds shown.
pub const EMBED_LINKS: u64 = 1 << 14;
/// Send files.
pub const ATTACH_FILES: u64 = 1 << 15;
/// Read what was written before.
pub const READ_MESSAGE_HISTORY: u64 = 1 << 16;
/// Use an application's commands.
pub const USE_APPLICATION_COMMANDS: u64 = 1 << 31;
/// Write in a thread.
pub const SEND_MESSAGES_IN_THREADS: u64 = 1 << 38;

/// Every bit that Discord defines; what an administrator's permissions expand to.
pub const ALL: u64 = (1 << 53) - 1;

/// What members may do unless a test says otherwise.
pub const MEMBER: u64 = ADD_REACTIONS
    | VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | USE_APPLICATION_COMMANDS
    | SEND_MESSAGES_IN_THREADS;
