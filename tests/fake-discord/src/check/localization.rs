//! What commands are called in other languages: held to what holds for the original.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::limits;
use crate::refusal::Faults;

/// The locales that Discord's client has ("Locales" in Discord's reference).
const LOCALES: [&str; 33] = [
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl",
    "no", "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th",
    "zh-CN", "ja", "zh-TW", "ko", "he",
];

/// Checks each text of `part`'s translations of `field`, which is a name or a description.
pub(super) fn check_localizations(
    faults: &mut Faults,
    path: &str,
    part: &Value,
    field: &str,
    check: impl Fn(&mut Faults, &str, &Value),
) {
    let field = format!("{field}_localizations");
    let path = format!("{path}.{field}");
    match &part[&field] {
        Value::Null => {}
        Value::Object(texts) => {
            for (locale, text) in texts {
                let path = format!("{path}.{locale}");
                if !LOCALES.contains(&locale.as_str()) {
                    faults.add(
                        &path,
                        "BASE_TYPE_CHOICES",
                        format!("Value must be one of {LOCALES:?}."),
                    );
                }
                // No text takes a translation back.
                if !text.is_null() {
                    check(faults, &path, text);
                }
            }
        }
        _ => faults.add(
            &path,
            "DICT_TYPE_CONVERT",
            "Only dictionaries may be used in a DictType",
        ),
    }
}

/// The translations of a description.
pub(super) fn check_descriptions(faults: &mut Faults, path: &str, part: &Value) {
    check_localizations(faults, path, part, "description", |faults, path, text| {
        faults.text(path, text, 1, limits::COMMAND_DESCRIPTION_CHARS);
    });
}

/// Translated names of one list, each of which may stand there once in its language.
#[derive(Debug, Default)]
pub(super) struct Names {
    seen: BTreeSet<(u64, String, String)>,
}

impl Names {
    /// Takes note of the names of `part`, which is of a `kind`; adds a fault with `code` for one
    /// that another has.
    pub(super) fn take(
        &mut self,
        faults: &mut Faults,
        path: &str,
        part: &Value,
        kind: u64,
        code: &str,
    ) {
        for (locale, name) in part["name_localizations"].as_object().into_iter().flatten() {
            let Some(name) = name.as_str() else {
                continue;
            };
            if !self.seen.insert((kind, locale.clone(), name.to_owned())) {
                let path = format!("{path}.name_localizations.{locale}");
                faults.add(&path, code, "Names must be unique in every language");
            }
        }
    }
}
