//! Small articles that several tests ask about, one of each kind. Written for the tests.

use std::fmt::Write as _;

use crate::world::World;

/// An article that rests on a page.
pub const SOURDOUGH: &str = "\
---
title: Sourdough bread
url: https://example.org/sourdough
topics: [Baking, Fermentation]
updated: 2026-03-01
---
Sourdough bread is raised by wild yeast instead of yeast from a packet. It takes a day, and \
little of that is work.

## What is a starter? {#starter}

A starter is flour and water in which wild yeast lives. It smells of apples when it is hungry.

It needs three things:

- flour, once a day
- water, as much as flour
- a warm place

## How long does the dough rise?

Dough rises for four hours in a warm kitchen, and overnight in the refrigerator. Press it with \
a finger: if the dent comes back slowly, the dough is ready for the oven.
";

/// An article that is a word-for-word copy of a page.
pub const BICYCLE: &str = "\
---
title: The bicycle chain
url: https://example.org/bicycle-chain
verbatim: true
topics: [Bicycles]
---
## When to oil the chain

Oil the chain when it squeaks, after rain, and at least once a month. Wipe off what drips - \
too much oil catches dust, sand & grit, and these wear the sprockets.

## How a chain stretches

A chain does not stretch like rubber. Its pins wear, so that each link gets a little longer.
";

/// An article with text beyond ASCII.
pub const CUSTARD: &str = "\
---
title: Crème brûlée
topics: [Baking]
---
“Crème brûlée” — 🍮 — is a custard below a crust of burnt sugar. The crust cracks under a spoon, \
and the custard stays cold.
";

/// A world with these articles.
pub fn library() -> World {
    World::new()
        .article("sourdough.md", SOURDOUGH)
        .article("bicycle.md", BICYCLE)
        .article("custard.md", CUSTARD)
}

/// An article whose four passages all fit the question "kite".
pub fn kites(place: &str) -> String {
    let mut text = format!("---\ntitle: Kites at the {place}\n---\n");
    for part in ["frame", "tail", "string", "sail"] {
        let _ = write!(
            text,
            "## The {part} of a kite\n\nAt the {place} a kite needs its {part} more than \
             anywhere else, says whoever has lost a {part} to the {place}.\n\n"
        );
    }
    text
}

/// Words for articles that no other article has.
const SYLLABLES: [&str; 10] = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "tu"];

/// A word that stands for a number, and for no other.
pub fn word(number: usize) -> String {
    let mut word = String::from("za");
    for digit in format!("{number:03}").bytes() {
        word.push_str(SYLLABLES[usize::from(digit - b'0')]);
    }
    word
}

/// An article about the word of `number`, in `edition`: "what is WORD" finds it.
pub fn numbered(number: usize, edition: &str) -> String {
    let word = word(number);
    let mut text = format!("# About {word}\n\n{word} is a {edition} thing.\n");
    for hour in 1..8 {
        let _ = write!(
            text,
            "\n## Hour {hour}\n\nBakers who know {word} let it rest for {hour} hours, then look \
             at the crust. In a {edition} kitchen it turns brown after {} minutes, and it is \
             left alone until then.\n",
            number % 7 + hour
        );
    }
    text
}
