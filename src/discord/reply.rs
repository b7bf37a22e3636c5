//! [`Reply`]: a message as Discord takes it, plain data. Built only by functions that keep
//! Discord's limits; nothing in it ever pings.

use std::borrow::Cow;

use serde::Serialize;

use super::limits::{self, fit};
use super::text::plain;

/// Flag: only the person who asked sees it.
const EPHEMERAL: u32 = 1 << 6;

/// Flag: nobody is notified.
const SUPPRESS_NOTIFICATIONS: u32 = 1 << 12;

/// The colour at the side of an embed.
const COLOUR: u32 = 0x003A_7CA5;

/// A message that the bot sends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reply {
    /// Markdown above the embeds.
    pub content: String,
    /// Boxes below it.
    pub embeds: Vec<Embed>,
    /// Rows of buttons and menus.
    pub components: Vec<Row>,
    flags: u32,
    allowed_mentions: Nobody,
    /// Files that go with it; sent as parts of their own.
    #[serde(skip)]
    pub files: Vec<File>,
}

/// `allowed_mentions` that lets nothing ping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Nobody {
    parse: [&'static str; 0],
    replied_user: bool,
}

/// A file that goes with a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: Cow<'static, str>,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl File {
    /// Its media type, by the end of its name.
    pub fn kind(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("png") => "image/png",
            Some("csv") => "text/csv; charset=utf-8",
            Some("txt") => "text/plain; charset=utf-8",
            Some("md") => "text/markdown; charset=utf-8",
            _ => "application/octet-stream",
        }
    }
}

/// A box in a message.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Embed {
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Author>,
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    color: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Image>,
    #[serde(skip_serializing_if = "Option::is_none")]
    footer: Option<Footer>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Author {
    name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Image {
    url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Footer {
    text: String,
}

/// A row of buttons, or with one menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    #[serde(rename = "type")]
    kind: u8,
    /// What stands in it.
    pub components: Vec<Component>,
}

/// A button or a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Component {
    /// A button.
    Button {
        /// Always 2.
        #[serde(rename = "type")]
        kind: u8,
        /// 1 blue, 2 grey.
        style: u8,
        /// The words on it.
        label: String,
        /// What it does.
        custom_id: String,
        /// Whether it cannot be pressed.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        disabled: bool,
    },
    /// A menu.
    Select {
        /// Always 3.
        #[serde(rename = "type")]
        kind: u8,
        /// What it does.
        custom_id: String,
        /// The words on it.
        placeholder: String,
        /// What can be chosen.
        options: Vec<Choice>,
    },
}

/// An option of a menu.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Choice {
    label: String,
    /// What the bot is told.
    pub value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

impl Reply {
    /// A line of Markdown.
    pub fn line(content: impl AsRef<str>) -> Self {
        Self {
            content: fit(content.as_ref(), limits::CONTENT),
            embeds: Vec::new(),
            components: Vec::new(),
            flags: 0,
            allowed_mentions: Nobody {
                parse: [],
                replied_user: false,
            },
            files: Vec::new(),
        }
    }

    /// A box. What does not fit beside the other boxes is left out.
    pub fn embed(mut self, embed: Embed) -> Self {
        let taken: usize = self.embeds.iter().map(Embed::chars).sum();
        if taken + embed.chars() <= limits::EMBEDS_TOTAL {
            self.embeds.push(embed);
        }
        self
    }

    /// A row of buttons; none if there are none.
    pub fn buttons(mut self, buttons: impl IntoIterator<Item = Component>) -> Self {
        let components: Vec<Component> = buttons.into_iter().take(5).collect();
        if !components.is_empty() {
            self.components.push(Row {
                kind: 1,
                components,
            });
        }
        self
    }

    /// A menu in a row of its own; none if there is nothing to choose.
    pub fn menu(
        mut self,
        custom_id: &str,
        placeholder: &str,
        choices: impl IntoIterator<Item = Choice>,
    ) -> Self {
        let mut options: Vec<Choice> = Vec::new();
        for choice in choices {
            let is_new = options.iter().all(|option| option.value != choice.value);
            if is_new && options.len() < limits::OPTIONS {
                options.push(choice);
            }
        }
        if !options.is_empty() {
            self.components.push(Row {
                kind: 1,
                components: vec![Component::Select {
                    kind: 3,
                    custom_id: custom_id.to_owned(),
                    placeholder: fit(placeholder, limits::OPTION),
                    options,
                }],
            });
        }
        self
    }

    /// A file that goes with it.
    pub fn file(mut self, name: impl Into<Cow<'static, str>>, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.push(File {
            name: name.into(),
            bytes: bytes.into(),
        });
        self
    }

    /// Shown to the person who asked alone.
    pub fn private(mut self) -> Self {
        self.flags |= EPHEMERAL;
        self
    }

    /// The same, if that is wanted.
    pub fn private_if(self, wanted: bool) -> Self {
        if wanted { self.private() } else { self }
    }

    /// Whether only the person who asked sees it.
    pub fn is_private(&self) -> bool {
        self.flags & EPHEMERAL != 0
    }

    /// Nobody is notified.
    pub fn quiet(mut self) -> Self {
        self.flags |= SUPPRESS_NOTIFICATIONS;
        self
    }
}

impl Embed {
    /// A box with `description`, which is Markdown.
    pub fn new(description: impl AsRef<str>) -> Self {
        Self {
            description: fit(description.as_ref(), limits::EMBED_DESCRIPTION),
            color: COLOUR,
            ..Self::default()
        }
    }

    /// A small line above the title, shown as it is.
    pub fn author(mut self, name: &str) -> Self {
        let name = fit(&plain(name), limits::EMBED_AUTHOR);
        self.author = (!name.is_empty()).then_some(Author { name });
        self
    }

    /// A title, which links to `url`. Its Markdown is escaped by the caller.
    pub fn title(mut self, title: &str, url: Option<&str>) -> Self {
        self.title = fit(title, limits::EMBED_TITLE);
        self.url = url
            .filter(|url| is_web_address(url) && url.chars().count() <= limits::EMBED_URL)
            .map(str::to_owned);
        self
    }

    /// A picture: one of the files that go with the message.
    pub fn picture(mut self, file: &str) -> Self {
        self.image = Some(Image {
            url: format!("attachment://{file}"),
        });
        self
    }

    /// A small line below, shown as it is.
    pub fn footer(mut self, text: &str) -> Self {
        let text = fit(&plain(text), limits::EMBED_FOOTER);
        self.footer = (!text.is_empty()).then_some(Footer { text });
        self
    }

    /// Characters that count towards the limit of all boxes together.
    pub fn chars(&self) -> usize {
        let author = self.author.as_ref().map_or("", |author| &author.name);
        let footer = self.footer.as_ref().map_or("", |footer| &footer.text);
        [author, &self.title, &self.description, footer]
            .iter()
            .map(|text| text.chars().count())
            .sum()
    }
}

impl Component {
    /// A grey button.
    pub fn button(label: &str, custom_id: String) -> Self {
        Self::Button {
            kind: 2,
            style: 2,
            label: fit(&plain(label), limits::LABEL),
            custom_id,
            disabled: false,
        }
    }
}

impl Choice {
    /// An option; `None` if its label is empty or its value does not fit.
    pub fn new(label: &str, value: &str, description: Option<&str>) -> Option<Self> {
        let label = fit(&plain(label), limits::OPTION);
        let fits = !label.is_empty() && (1..=limits::OPTION).contains(&value.chars().count());
        fits.then(|| Self {
            label,
            value: value.to_owned(),
            description: description
                .map(|text| fit(&plain(text), limits::OPTION))
                .filter(|text| !text.is_empty()),
        })
    }
}

/// Whether an address is one that may be linked to.
pub fn is_web_address(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}
