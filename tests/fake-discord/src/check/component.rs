//! The limits of rows, buttons and select menus. Never of a modal's inputs.

use std::collections::BTreeSet;

use serde_json::Value;

use super::check_url;
use crate::limits;
use crate::refusal::Faults;

/// Component types that Discord knows in a message's row.
const BUTTON: u64 = 2;
const STRING_SELECT: u64 = 3;
const OTHER_SELECTS: std::ops::RangeInclusive<u64> = 5..=8;

pub(super) fn check_components(faults: &mut Faults, path: &str, rows: &[Value]) {
    if rows.len() > limits::ROWS {
        faults.add(
            path,
            "BASE_TYPE_BAD_LENGTH",
            format!("Must be between 1 and {} in length.", limits::ROWS),
        );
    }
    let mut ids = BTreeSet::new();
    for (nth, row) in rows.iter().enumerate() {
        let path = format!("{path}.{nth}");
        if row["type"] != 1 {
            let path = format!("{path}.type");
            faults.add(
                &path,
                "UNION_TYPE_CHOICES",
                "Value of field \"type\" must be 1.",
            );
            continue;
        }
        check_row(faults, &format!("{path}.components"), row, &mut ids);
    }
}

fn check_row<'a>(faults: &mut Faults, path: &str, row: &'a Value, ids: &mut BTreeSet<&'a str>) {
    let parts = row["components"].as_array().map_or(&[][..], Vec::as_slice);
    let width: usize = parts
        .iter()
        .map(|part| {
            if part["type"] == BUTTON {
                1
            } else {
                limits::BUTTONS
            }
        })
        .sum();
    if parts.is_empty() || parts.len() > limits::BUTTONS {
        faults.add(
            path,
            "BASE_TYPE_BAD_LENGTH",
            format!("Must be between 1 and {} in length.", limits::BUTTONS),
        );
    } else if width > limits::BUTTONS {
        faults.add(
            path,
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
            "The specified component exceeds the maximum width",
        );
    }
    for (nth, part) in parts.iter().enumerate() {
        let path = format!("{path}.{nth}");
        let kind = part["type"].as_u64().unwrap_or_default();
        let custom_id = match kind {
            BUTTON => check_button(faults, &path, part),
            STRING_SELECT => check_select(faults, &path, part),
            kind if OTHER_SELECTS.contains(&kind) => true,
            _ => {
                let path = format!("{path}.type");
                faults.add(
                    &path,
                    "UNION_TYPE_CHOICES",
                    "Value of field \"type\" is unknown.",
                );
                continue;
            }
        };
        if custom_id {
            let path = format!("{path}.custom_id");
            faults.text(&path, &part["custom_id"], 1, limits::CUSTOM_ID_CHARS);
            if let Some(id) = part["custom_id"].as_str()
                && !ids.insert(id)
            {
                faults.add(
                    &path,
                    "COMPONENT_CUSTOM_ID_DUPLICATED",
                    "Component custom id cannot be duplicated",
                );
            }
        }
    }
}

/// Checks a button; says whether it needs a `custom_id`.
fn check_button(faults: &mut Faults, path: &str, button: &Value) -> bool {
    let label = format!("{path}.label");
    faults.text(&label, &button["label"], 0, limits::LABEL_CHARS);
    let style = button["style"].as_u64().unwrap_or_default();
    let link = style == 5;
    if button["label"].as_str().unwrap_or_default().is_empty() && button["emoji"].is_null() {
        faults.add(
            &label,
            "BUTTON_COMPONENT_REQUIRES_LABEL_OR_EMOJI",
            "A label or an emoji is required",
        );
    }
    if !(1..=6).contains(&style) {
        let path = format!("{path}.style");
        faults.add(
            &path,
            "BASE_TYPE_CHOICES",
            "Value must be one of (1, 2, 3, 4, 5, 6).",
        );
    }
    if link {
        let path = format!("{path}.url");
        match button["url"].as_str() {
            Some(url) => check_url(
                faults,
                &path,
                url,
                &["http", "https", "discord"],
                limits::BUTTON_URL_CHARS,
            ),
            None => faults.add(&path, "BASE_TYPE_REQUIRED", "This field is required"),
        }
        if !button["custom_id"].is_null() {
            faults.add(
                &path,
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            );
        }
    } else if !button["url"].is_null() {
        let path = format!("{path}.url");
        faults.add(
            &path,
            "BUTTON_COMPONENT_INVALID_URL",
            "Only a link button has a url",
        );
    }
    !link && style != 6
}

/// Checks a select menu of texts, which needs a `custom_id`.
fn check_select(faults: &mut Faults, path: &str, select: &Value) -> bool {
    let placeholder = format!("{path}.placeholder");
    faults.text(
        &placeholder,
        &select["placeholder"],
        0,
        limits::PLACEHOLDER_CHARS,
    );
    let options = select["options"].as_array().map_or(&[][..], Vec::as_slice);
    let count = options.len();
    if count == 0 || count > limits::SELECT_OPTIONS {
        faults.add(
            &format!("{path}.options"),
            "BASE_TYPE_BAD_LENGTH",
            format!(
                "Must be between 1 and {} in length.",
                limits::SELECT_OPTIONS
            ),
        );
    }
    let mut values = BTreeSet::new();
    for (nth, option) in options.iter().enumerate() {
        let path = format!("{path}.options.{nth}");
        for (key, least) in [("label", 1), ("value", 1), ("description", 0)] {
            let path = format!("{path}.{key}");
            faults.text(&path, &option[key], least, limits::SELECT_CHARS);
        }
        if let Some(value) = option["value"].as_str()
            && !values.insert(value)
        {
            faults.add(
                &format!("{path}.value"),
                "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
                "The specified option value is already used",
            );
        }
    }
    let least = select["min_values"].as_u64().unwrap_or(1);
    let most = select["max_values"].as_u64().unwrap_or(1);
    if most > count as u64 || least > most || most == 0 {
        faults.add(
            &format!("{path}.max_values"),
            "NUMBER_TYPE_MAX",
            format!("min_values {least} and max_values {most} do not fit {count} options."),
        );
    }
    true
}
