//! The limits of embeds. Never looks at a link's target.

use serde_json::Value;

use super::check_url;
use crate::limits;
use crate::refusal::Faults;

const LINKS: [&str; 2] = ["http", "https"];
const PICTURES: [&str; 3] = ["http", "https", "attachment"];

pub(super) fn check_embeds(faults: &mut Faults, path: &str, embeds: &[Value]) {
    if embeds.len() > limits::EMBEDS {
        faults.add(
            path,
            "BASE_TYPE_MAX_LENGTH",
            format!("Must be {} or fewer in length.", limits::EMBEDS),
        );
    }
    let mut total = 0;
    for (nth, embed) in embeds.iter().enumerate() {
        total += check_embed(faults, &format!("{path}.{nth}"), embed);
    }
    if total > limits::EMBEDS_CHARS {
        faults.add(
            path,
            "MAX_EMBED_SIZE_EXCEEDED",
            format!(
                "Embed size exceeds maximum size of {}, was {total}",
                limits::EMBEDS_CHARS
            ),
        );
    }
}

/// Checks one embed; says how many characters count towards the total.
fn check_embed(faults: &mut Faults, path: &str, embed: &Value) -> usize {
    if !embed.is_object() {
        faults.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used.");
        return 0;
    }
    let texts = [
        ("title", &embed["title"], limits::EMBED_TITLE_CHARS),
        (
            "description",
            &embed["description"],
            limits::EMBED_DESCRIPTION_CHARS,
        ),
        (
            "footer.text",
            &embed["footer"]["text"],
            limits::FOOTER_CHARS,
        ),
        (
            "author.name",
            &embed["author"]["name"],
            limits::AUTHOR_CHARS,
        ),
    ];
    let mut total = 0;
    for (name, value, most) in texts {
        faults.text(&format!("{path}.{name}"), value, 0, most);
        total += chars(value);
    }
    for (part, key) in [("footer", "text"), ("author", "name")] {
        if !embed[part].is_null() && chars(&embed[part][key]) == 0 {
            let path = format!("{path}.{part}.{key}");
            faults.add(&path, "BASE_TYPE_REQUIRED", "This field is required");
        }
    }
    for (name, value, schemes) in [
        ("url", &embed["url"], &LINKS[..]),
        ("author.url", &embed["author"]["url"], &LINKS[..]),
        (
            "author.icon_url",
            &embed["author"]["icon_url"],
            &PICTURES[..],
        ),
        (
            "footer.icon_url",
            &embed["footer"]["icon_url"],
            &PICTURES[..],
        ),
        ("image.url", &embed["image"]["url"], &PICTURES[..]),
        ("thumbnail.url", &embed["thumbnail"]["url"], &PICTURES[..]),
    ] {
        if let Some(url) = value.as_str() {
            let path = format!("{path}.{name}");
            check_url(faults, &path, url, schemes, limits::EMBED_URL_CHARS);
        }
    }
    if let Some(colour) = embed["color"].as_u64()
        && colour > 0xFF_FF_FF
    {
        let path = format!("{path}.color");
        faults.add(&path, "NUMBER_TYPE_MAX", "int value should be <= 16777215.");
    }
    let fields = embed["fields"].as_array().map_or(&[][..], Vec::as_slice);
    if fields.len() > limits::EMBED_FIELDS {
        faults.add(
            &format!("{path}.fields"),
            "BASE_TYPE_MAX_LENGTH",
            format!("Must be {} or fewer in length.", limits::EMBED_FIELDS),
        );
    }
    for (nth, field) in fields.iter().enumerate() {
        for (key, most) in [
            ("name", limits::FIELD_NAME_CHARS),
            ("value", limits::FIELD_VALUE_CHARS),
        ] {
            faults.text(&format!("{path}.fields.{nth}.{key}"), &field[key], 1, most);
            total += chars(&field[key]);
        }
    }
    let shown = total > 0
        || ["url", "image", "thumbnail"]
            .iter()
            .any(|key| !embed[key].is_null());
    if !shown {
        let path = format!("{path}.description");
        faults.add(&path, "BASE_TYPE_REQUIRED", "This field is required");
    }
    total
}

fn chars(value: &Value) -> usize {
    value.as_str().map_or(0, |text| text.chars().count())
}
