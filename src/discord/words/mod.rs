//! The bot's own words in four languages. Each message stands in a file of Fluent, compiled in;
//! what lacks in one language is said in English. Never touches quotes, titles and topics, which
//! are the articles' own, nor what is kept or logged.

mod commands;
mod numbers;
mod servers;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::journal::Tongue;

pub use commands::localise;
pub use numbers::{decimal, tenths};
pub use servers::ServerLanguages;

/// A language of the bot's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English, also for everybody whose language is none of these.
    #[default]
    English,
    /// German; says *du*.
    German,
    /// Spanish; says *tú*.
    Spanish,
    /// French; says *tu*.
    French,
}

/// The language of what is kept and of the log channel: one, so that it can be searched.
pub const KEPT_IN: Language = Language::English;

/// The languages in which somebody is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Languages {
    /// Where they alone see it: that of their client.
    pub own: Language,
    /// Where others see it too: that which the server has set, or that of the server.
    pub shared: Language,
}

/// A number or a text within a message.
pub type Value<'a> = FluentValue<'a>;

/// The messages of each language, in the order of [`Language::ALL`].
static BUNDLES: LazyLock<[FluentBundle<FluentResource>; 4]> =
    LazyLock::new(|| Language::ALL.map(bundle));

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    // What is broken in a file is left out; a test finds it.
    let resource = FluentResource::try_new(language.source().to_owned())
        .unwrap_or_else(|(readable, _)| readable);
    let tags = language.tag().parse().into_iter().collect();
    let mut bundle = FluentBundle::new_concurrent(tags);
    // Discord sets the direction of each paragraph, and marks for it would be stripped anyway.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers::formatter(language)));
    bundle.add_resource_overriding(resource);
    bundle
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::English, Self::German, Self::Spanish, Self::French];

    /// The language of one of Discord's locales: `de`, `es-419`, `en-GB`. ("Locales" in
    /// Discord's reference; the primary tag decides, and one that is not known is English.)
    pub fn of_locale(locale: &str) -> Self {
        match locale.split('-').next().unwrap_or_default() {
            "de" => Self::German,
            "es" => Self::Spanish,
            "fr" => Self::French,
            _ => Self::English,
        }
    }

    /// The language that a server has set; none where it leaves that to Discord.
    pub fn set(tongue: Tongue) -> Option<Self> {
        match tongue {
            Tongue::Auto => None,
            Tongue::En => Some(Self::English),
            Tongue::De => Some(Self::German),
            Tongue::Es => Some(Self::Spanish),
            Tongue::Fr => Some(Self::French),
        }
    }

    /// Its tag, as BCP 47 has it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
            Self::Spanish => "es",
            Self::French => "fr",
        }
    }

    /// Discord's locales that it is shown for, beside the default.
    fn locales(self) -> &'static [&'static str] {
        match self {
            Self::English => &[],
            Self::German => &["de"],
            Self::Spanish => &["es-ES", "es-419"],
            Self::French => &["fr"],
        }
    }

    fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("en.ftl"),
            Self::German => include_str!("de.ftl"),
            Self::Spanish => include_str!("es.ftl"),
            Self::French => include_str!("fr.ftl"),
        }
    }

    /// A message without arguments.
    pub fn say(self, key: &'static str) -> String {
        self.say_with(key, [])
    }

    /// A message with its arguments. Texts are set in as they are: what comes from people or
    /// articles is escaped before.
    pub fn say_with<const N: usize>(
        self,
        key: &'static str,
        arguments: [(&'static str, Value<'_>); N],
    ) -> String {
        let arguments: FluentArgs<'_> = arguments.into_iter().collect();
        self.find(key, &arguments)
            .or_else(|| Self::English.find(key, &arguments))
            .unwrap_or_else(|| key.to_owned())
    }

    fn find(self, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let bundle = &BUNDLES[self as usize];
        let pattern = bundle.get_message(key)?.value()?;
        // An argument that lacks is shown by its name; a test finds it.
        let said = bundle.format_pattern(pattern, Some(arguments), &mut Vec::new());
        Some(said.into_owned())
    }
}

impl Languages {
    /// Those of an interaction: the locale of the client, and of the server if it has one.
    pub fn told(locale: &str, server: Option<&str>) -> Self {
        let own = Language::of_locale(locale);
        Self {
            own,
            shared: server.map_or(own, Language::of_locale),
        }
    }

    /// One language, whoever sees it.
    pub fn both(language: Language) -> Self {
        Self {
            own: language,
            shared: language,
        }
    }

    /// The language of a reply.
    pub fn of(self, private: bool) -> Language {
        if private { self.own } else { self.shared }
    }
}
