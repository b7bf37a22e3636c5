//! A message as a picture in plain text, for people and for documents. The same message always
//! gives the same picture; ids and times are not in it.

use std::fmt::Write as _;

use serde_json::Value;

use crate::world::message::{EPHEMERAL, LOADING};

/// Draws a message.
pub(crate) fn render(message: &Value) -> String {
    let mut picture = String::new();
    let name = &message["author"]["global_name"];
    let name = name
        .as_str()
        .or(message["author"]["username"].as_str())
        .unwrap_or_default();
    picture.push_str(name);
    if message["author"]["bot"] == true {
        picture.push_str(" [bot]");
    }
    let flags = message["flags"].as_u64().unwrap_or(0);
    if flags & EPHEMERAL != 0 {
        picture.push_str(" · only you can see this");
    }
    if !message["edited_timestamp"].is_null() {
        picture.push_str(" · edited");
    }
    picture.push('\n');
    if flags & LOADING != 0 {
        picture.push_str("is thinking...\n");
    }
    if let Some(content) = message["content"].as_str().filter(|text| !text.is_empty()) {
        picture.push_str(content);
        picture.push('\n');
    }
    for embed in list(&message["embeds"]) {
        draw_embed(&mut picture, embed);
    }
    for file in list(&message["attachments"]) {
        let name = file["filename"].as_str().unwrap_or_default();
        let _ = writeln!(picture, "( file: {name}, {} bytes )", file["size"]);
    }
    for row in list(&message["components"]) {
        draw_row(&mut picture, row);
    }
    while picture.ends_with('\n') {
        picture.pop();
    }
    picture
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn draw_embed(picture: &mut String, embed: &Value) {
    let mut lines: Vec<String> = Vec::new();
    let mut paragraph = |text: &str| {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(text.lines().map(str::to_owned));
    };
    let text = |value: &Value| {
        value
            .as_str()
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    if let Some(author) = text(&embed["author"]["name"]) {
        paragraph(&author);
    }
    let title = text(&embed["title"]).into_iter().chain(text(&embed["url"]));
    let title: Vec<String> = title.collect();
    if !title.is_empty() {
        paragraph(&title.join("\n"));
    }
    if let Some(description) = text(&embed["description"]) {
        paragraph(&description);
    }
    for field in list(&embed["fields"]) {
        let name = field["name"].as_str().unwrap_or_default();
        let value = field["value"].as_str().unwrap_or_default();
        paragraph(&format!("{name}\n{value}"));
    }
    for (key, name) in [("image", "picture"), ("thumbnail", "small picture")] {
        if let Some(url) = text(&embed[key]["url"]) {
            paragraph(&format!("( {name}: {url} )"));
        }
    }
    if let Some(footer) = text(&embed["footer"]["text"]) {
        paragraph(&footer);
    }
    picture.push_str("┌────\n");
    for line in lines {
        picture.push_str(format!("│ {line}").trim_end());
        picture.push('\n');
    }
    picture.push_str("└────\n");
}

fn draw_row(picture: &mut String, row: &Value) {
    let mut buttons = Vec::new();
    for part in list(&row["components"]) {
        if part["type"] != 2 {
            draw_select(picture, part);
            continue;
        }
        let mut label = part["emoji"]["name"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        if let Some(text) = part["label"].as_str() {
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(text);
        }
        if let Some(url) = part["url"].as_str() {
            let _ = write!(label, " -> {url}");
        }
        buttons.push(if part["disabled"] == true {
            format!("( {label} )")
        } else {
            format!("[ {label} ]")
        });
    }
    if !buttons.is_empty() {
        let _ = writeln!(picture, "{}", buttons.join(" "));
    }
}

fn draw_select(picture: &mut String, select: &Value) {
    let placeholder = select["placeholder"].as_str().unwrap_or("Make a selection");
    let _ = writeln!(picture, "[ {placeholder} v ]");
    for option in list(&select["options"]) {
        let mark = if option["default"] == true { "*" } else { "-" };
        let label = option["label"].as_str().unwrap_or_default();
        let _ = write!(picture, "  {mark} {label}");
        if let Some(text) = option["description"]
            .as_str()
            .filter(|text| !text.is_empty())
        {
            let _ = write!(picture, ": {text}");
        }
        picture.push('\n');
    }
}
