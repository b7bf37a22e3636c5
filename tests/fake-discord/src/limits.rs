//! Discord's limits, each with its unit. Never a limit of the bot's own.

use std::time::Duration;

/// Time from an interaction to its first reply.
pub const FIRST_REPLY: Duration = Duration::from_secs(3);
/// Life of an interaction's token.
pub const INTERACTION_TOKEN: Duration = Duration::from_secs(15 * 60);
/// Characters of a message's content.
pub const CONTENT_CHARS: usize = 2000;
/// Embeds of a message.
pub const EMBEDS: usize = 10;
/// Characters over all embeds of a message.
pub const EMBEDS_CHARS: usize = 6000;
/// Characters of an embed's title.
pub const EMBED_TITLE_CHARS: usize = 256;
/// Characters of an embed's description.
pub const EMBED_DESCRIPTION_CHARS: usize = 4096;
/// Fields of an embed.
pub const EMBED_FIELDS: usize = 25;
/// Characters of a field's name.
pub const FIELD_NAME_CHARS: usize = 256;
/// Characters of a field's value.
pub const FIELD_VALUE_CHARS: usize = 1024;
/// Characters of an embed's footer.
pub const FOOTER_CHARS: usize = 2048;
/// Characters of the name of an embed's author.
pub const AUTHOR_CHARS: usize = 256;
/// Characters of an embed's link.
pub const EMBED_URL_CHARS: usize = 2048;
/// Bytes of one file.
pub const FILE_BYTES: usize = 10 * 1024 * 1024;
/// Files of a message.
pub const FILES: usize = 10;
/// Rows of components of a message.
pub const ROWS: usize = 5;
/// Buttons of a row.
pub const BUTTONS: usize = 5;
/// Characters of a button's label.
pub const LABEL_CHARS: usize = 80;
/// Characters of a `custom_id`.
pub const CUSTOM_ID_CHARS: usize = 100;
/// Characters of a link button's link.
pub const BUTTON_URL_CHARS: usize = 512;
/// Options of a select menu.
pub const SELECT_OPTIONS: usize = 25;
/// Characters of the label, the value and the description of a select option.
pub const SELECT_CHARS: usize = 100;
/// Characters of a select menu's placeholder.
pub const PLACEHOLDER_CHARS: usize = 150;
/// Characters of a modal's title, and of a text input's label.
pub const MODAL_TITLE_CHARS: usize = 45;
/// Inputs of a modal.
pub const MODAL_INPUTS: usize = 5;
/// Characters of a modal's text input.
pub const MODAL_INPUT_CHARS: usize = 4000;
/// Characters of the placeholder of a modal's text input.
pub const MODAL_PLACEHOLDER_CHARS: usize = 100;
/// Characters of a command's name, and of an option's.
pub const COMMAND_NAME_CHARS: usize = 32;
/// Characters of a command's description, an option's, and a choice's name.
pub const COMMAND_DESCRIPTION_CHARS: usize = 100;
/// Options of a command.
pub const COMMAND_OPTIONS: usize = 25;
/// Choices of an option, and of an autocomplete reply.
pub const CHOICES: usize = 25;
/// Characters of a string option, and of a string choice's value.
pub const STRING_OPTION_CHARS: usize = 6000;
/// Characters of a choice's value.
pub const CHOICE_CHARS: usize = 100;
/// Characters of a command in all.
pub const COMMAND_CHARS: usize = 8000;
/// Slash commands of an application in one scope.
pub const CHAT_INPUT_COMMANDS: usize = 100;
/// User commands, and as many message commands, in one scope.
pub const CONTEXT_MENU_COMMANDS: usize = 15;
/// Characters of a thread's title.
pub const THREAD_TITLE_CHARS: usize = 100;
/// Commands created in a day, in one scope.
pub const COMMAND_CREATIONS: usize = 200;
/// Requests in a second, over all routes but those of interactions.
pub const REQUESTS_PER_SECOND: usize = 50;
/// Requests answered 401, 403 or 429 in ten minutes before Discord bans the address.
pub const INVALID_REQUESTS: usize = 10_000;
/// Gateway sends in a minute.
pub const GATEWAY_SENDS: usize = 120;
/// Bytes of one gateway payload that a bot sends.
pub const GATEWAY_BYTES: usize = 4096;
/// Guilds of a shard.
pub const SHARD_GUILDS: usize = 2500;
/// Time between two IDENTIFY of one bucket.
pub const IDENTIFY_PERIOD: Duration = Duration::from_secs(5);
/// IDENTIFY in a day.
pub const IDENTIFIES: usize = 1000;
