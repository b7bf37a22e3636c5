//! Pressing buttons, choosing in select menus, filling in forms. Only what a client would let
//! a person do.

use serde_json::{Value, json};

use super::Person;
use super::payload::Beginning;
use crate::world::interaction::InteractionKind;
use crate::{Channel, Interaction, Message};

impl Person {
    /// Presses a button, named by its label or its `custom_id`.
    ///
    /// # Panics
    ///
    /// If the message has no such button now, it cannot be pressed, or the person cannot see the
    /// message.
    pub fn click(&self, message: &Message, button: &str) -> Interaction {
        let message = self.visible(message);
        let found = message.parts().find(|part| {
            part["type"] == 2 && (part["label"] == button || part["custom_id"] == button)
        });
        let found = found
            .unwrap_or_else(|| panic!("there is no button {button:?} on\n{}", message.render()));
        assert!(
            found["disabled"] != true,
            "the button {button:?} is disabled"
        );
        let custom_id = found["custom_id"].as_str();
        let custom_id = custom_id.unwrap_or_else(|| panic!("the button {button:?} is a link"));
        self.use_component(
            &message,
            json!({"custom_id": custom_id, "component_type": 2}),
        )
    }

    /// Chooses in a select menu, named by its `custom_id`; options by their value or label. An
    /// empty `custom_id` means the only select menu.
    ///
    /// # Panics
    ///
    /// If the message has no such select menu or options now.
    pub fn choose(&self, message: &Message, custom_id: &str, options: &[&str]) -> Interaction {
        let message = self.visible(message);
        let found = message.parts().find(|part| {
            part["type"] != 2 && (part["custom_id"] == custom_id || custom_id.is_empty())
        });
        let found = found.unwrap_or_else(|| {
            panic!(
                "there is no select menu {custom_id:?} on\n{}",
                message.render()
            )
        });
        assert!(
            found["disabled"] != true,
            "the select menu {custom_id:?} is disabled"
        );
        let known = found["options"].as_array().cloned().unwrap_or_default();
        let values: Vec<Value> = options
            .iter()
            .map(|wanted| {
                let option = known
                    .iter()
                    .find(|o| o["value"] == *wanted || o["label"] == *wanted);
                let option = option.unwrap_or_else(|| {
                    panic!("there is no option {wanted:?} on\n{}", message.render())
                });
                option["value"].clone()
            })
            .collect();
        let (least, most) = (
            found["min_values"].as_u64().unwrap_or(1),
            found["max_values"].as_u64().unwrap_or(1),
        );
        let count = values.len() as u64;
        assert!(
            (least..=most).contains(&count),
            "{least} to {most} options can be chosen"
        );
        let data = json!({
            "custom_id": found["custom_id"],
            "component_type": found["type"],
            "values": values,
        });
        self.use_component(&message, data)
    }

    /// Sends a use of a component that the message may not have, as an old or a changed client
    /// can. `data` is Discord's `custom_id`, `component_type` and `values`.
    pub fn forges_component(&self, message: &Message, data: Value) -> Interaction {
        self.use_component(&message.now(), data)
    }

    /// Fills in the form that an interaction was answered with: `{"custom_id": "text"}`.
    ///
    /// # Panics
    ///
    /// If the form has no such input, or misses one.
    pub fn submits(&self, asked: &Interaction, modal: &Value, texts: &Value) -> Interaction {
        let rows = modal["components"].as_array().cloned().unwrap_or_default();
        let mut filled = Vec::new();
        for row in &rows {
            let input = &row["components"][0];
            let id = input["custom_id"].as_str().unwrap_or_default();
            let text = texts[id].as_str().unwrap_or_default();
            let required = input["required"] != false;
            assert!(
                !required || !text.is_empty(),
                "the input {id:?} must be filled in"
            );
            let most = input["max_length"].as_u64().unwrap_or(4000);
            assert!(
                text.chars().count() as u64 <= most,
                "{id:?} takes {most} characters"
            );
            filled.push(json!({
                "type": 1,
                "components": [{"type": 4, "custom_id": id, "value": text}],
            }));
        }
        for name in texts
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name)
        {
            let known = rows
                .iter()
                .any(|row| row["components"][0]["custom_id"] == name.as_str());
            assert!(known, "the form has no input {name:?}");
        }
        let (channel, message) = {
            let world = self.shared.world();
            let known = world.interactions.get(&asked.id);
            let known = known.expect("the interaction is known");
            (known.channel, known.message)
        };
        let beginning = Beginning {
            kind: InteractionKind::ModalSubmit,
            name: String::new(),
            data: json!({"custom_id": modal["custom_id"], "components": filled}),
            message,
            asked: Some(asked.id),
        };
        self.begin(
            &Channel::new(std::sync::Arc::clone(&self.shared), channel),
            beginning,
        )
    }

    /// The message as it is now, if the person sees it.
    fn visible(&self, message: &Message) -> Message {
        let message = message.now();
        assert!(
            !message.is_deleted(),
            "the message is deleted:\n{}",
            message.render()
        );
        assert!(
            message.is_visible_to(self),
            "the message is shown to somebody else only"
        );
        message
    }

    fn use_component(&self, message: &Message, mut data: Value) -> Interaction {
        let part = message
            .parts()
            .find(|part| part["custom_id"] == data["custom_id"]);
        if let Some(part) = part {
            data["id"] = part["id"].clone();
        }
        let channel = Channel::new(std::sync::Arc::clone(&self.shared), message.channel_id());
        let beginning = Beginning {
            kind: InteractionKind::Component,
            name: String::new(),
            data,
            message: Some(message.id()),
            asked: None,
        };
        self.begin(&channel, beginning)
    }
}
