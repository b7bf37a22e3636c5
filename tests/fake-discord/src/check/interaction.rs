//! The limits of replies to interactions that are not messages: choices and modals.

use serde_json::Value;

use crate::limits;
use crate::refusal::Faults;

/// Checks the choices of an autocomplete reply.
pub(crate) fn check_choices(choices: &Value) -> Faults {
    let mut faults = Faults::default();
    let Some(list) = choices.as_array() else {
        faults.add(
            "data.choices",
            "BASE_TYPE_REQUIRED",
            "This field is required",
        );
        return faults;
    };
    if list.len() > limits::CHOICES {
        faults.add(
            "data.choices",
            "BASE_TYPE_MAX_LENGTH",
            format!("Must be {} or fewer in length.", limits::CHOICES),
        );
    }
    for (nth, choice) in list.iter().enumerate() {
        let path = format!("data.choices.{nth}");
        let name = format!("{path}.name");
        faults.text(&name, &choice["name"], 1, limits::CHOICE_CHARS);
        if !choice["value"].is_number() {
            let value = format!("{path}.value");
            faults.text(&value, &choice["value"], 1, limits::CHOICE_CHARS);
        }
    }
    faults
}

/// Checks a modal.
pub(crate) fn check_modal(modal: &Value) -> Faults {
    let mut faults = Faults::default();
    faults.text("data.title", &modal["title"], 1, limits::MODAL_TITLE_CHARS);
    faults.text(
        "data.custom_id",
        &modal["custom_id"],
        1,
        limits::CUSTOM_ID_CHARS,
    );
    let rows = modal["components"]
        .as_array()
        .map_or(&[][..], Vec::as_slice);
    if rows.is_empty() || rows.len() > limits::MODAL_INPUTS {
        faults.add(
            "data.components",
            "BASE_TYPE_BAD_LENGTH",
            format!("Must be between 1 and {} in length.", limits::MODAL_INPUTS),
        );
    }
    let mut ids = Vec::new();
    for (nth, row) in rows.iter().enumerate() {
        let path = format!("data.components.{nth}.components");
        let inputs = row["components"].as_array().map_or(&[][..], Vec::as_slice);
        if row["type"] != 1 || inputs.len() != 1 || inputs[0]["type"] != 4 {
            faults.add(
                &path,
                "BASE_TYPE_BAD_LENGTH",
                "A row of a modal holds one text input.",
            );
            continue;
        }
        let (input, path) = (&inputs[0], format!("{path}.0"));
        for (key, least, most) in [
            ("label", 1, limits::MODAL_TITLE_CHARS),
            ("custom_id", 1, limits::CUSTOM_ID_CHARS),
            ("placeholder", 0, limits::MODAL_PLACEHOLDER_CHARS),
            ("value", 0, limits::MODAL_INPUT_CHARS),
        ] {
            faults.text(&format!("{path}.{key}"), &input[key], least, most);
        }
        for key in ["min_length", "max_length"] {
            if input[key].as_u64().unwrap_or(1) > limits::MODAL_INPUT_CHARS as u64 {
                let path = format!("{path}.{key}");
                faults.add(&path, "NUMBER_TYPE_MAX", "int value should be <= 4000.");
            }
        }
        if ids.contains(&&input["custom_id"]) {
            let path = format!("{path}.custom_id");
            faults.add(
                &path,
                "COMPONENT_CUSTOM_ID_DUPLICATED",
                "Component custom id cannot be duplicated",
            );
        }
        ids.push(&input["custom_id"]);
    }
    faults
}
