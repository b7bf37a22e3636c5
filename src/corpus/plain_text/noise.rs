//! Units that are no part of the article: menus before it, navigation within it, what
//! a site puts after it, and paragraphs that occur twice. When in doubt a unit stays.

use std::collections::HashSet;

use super::units::Unit;
use crate::corpus::boilerplate::{is_menu_entry, is_navigation, is_network};

/// Fewest words of a paragraph whose repetition is dropped.
const MIN_REPEATED_WORDS: usize = 5;
/// Most words of a menu's entry.
const MAX_MENU_WORDS: usize = 4;
/// How many known entries make a run of short lines a menu.
const MIN_MENU_ENTRIES: usize = 2;

/// The units of the article.
pub(super) fn strip(units: Vec<Unit>) -> Vec<Unit> {
    let menu = menu_end(&units);
    let marked = mark(&units);
    let tail = tail_start(&units, &marked);
    let mut seen: HashSet<String> = HashSet::new();
    let mut kept: Vec<Unit> = Vec::with_capacity(units.len());
    for (index, unit) in units.into_iter().enumerate() {
        if index < menu || index >= tail || marked[index] {
            continue;
        }
        let repeated = !unit.is_item()
            && unit.words >= MIN_REPEATED_WORDS
            && !seen.insert(unit.as_str().to_lowercase());
        if !repeated {
            kept.push(unit);
        }
    }
    kept
}

/// Where the article begins: after a run of short lines at the top that holds at least
/// two entries known from menus.
fn menu_end(units: &[Unit]) -> usize {
    let mut known = 0;
    let mut end = 0;
    for (index, unit) in units.iter().enumerate() {
        if unit.words > MAX_MENU_WORDS || unit.ends_sentence() || unit.lines > 1 {
            let mut entries = menu_line_entries(unit);
            if entries == 0 {
                break;
            }
            known += entries;
            entries = 0;
            end = index + 1 + entries;
            continue;
        }
        if is_menu_entry(unit.as_str()) || menu_line_entries(unit) > 0 {
            known += 1;
            end = index + 1;
        }
    }
    if known >= MIN_MENU_ENTRIES { end } else { 0 }
}

/// How many known entries a menu on one line has ("Home | About | Contact").
fn menu_line_entries(unit: &Unit) -> usize {
    let entries: Vec<&str> = unit
        .as_str()
        .split(['|', '·', '•', '»', '>'])
        .map(str::trim)
        .filter(|entry| !entry.is_empty())
        .collect();
    let known = entries.iter().filter(|entry| is_menu_entry(entry)).count();
    if entries.len() >= 3 && known >= MIN_MENU_ENTRIES {
        known
    } else {
        0
    }
}

/// Which units are navigation by themselves, or names in a share box next to it.
fn mark(units: &[Unit]) -> Vec<bool> {
    let mut marked = Vec::with_capacity(units.len());
    for unit in units {
        let after_navigation = marked.last().copied().unwrap_or(false);
        let navigation = is_navigation(unit.as_str())
            || (after_navigation && is_network(unit.as_str()))
            || menu_line_entries(unit) > 0;
        marked.push(navigation);
    }
    marked
}

/// Where the article ends: at the first navigation line that no prose follows, but only
/// signatures, names of sites and adverts.
fn tail_start(units: &[Unit], marked: &[bool]) -> usize {
    let mut tail = units.len();
    for index in (0..units.len()).rev() {
        if marked[index] {
            tail = index;
        } else if is_content(units, index) {
            break;
        }
    }
    tail
}

/// Whether a unit after a navigation line belongs to the article all the same: a
/// sentence, or an item of a list that is no menu.
fn is_content(units: &[Unit], index: usize) -> bool {
    let unit = &units[index];
    if unit.is_item() {
        return !in_menu(units, index);
    }
    // "Jane Doe, dipl." has capitals where a sentence has none.
    let running = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
    let words = unit.words >= 3 && unit.as_str().split_whitespace().filter(running).count() >= 2;
    let lower = unit.as_str().chars().filter(|c| c.is_lowercase()).count();
    let upper = unit.as_str().chars().filter(|c| c.is_uppercase()).count();
    let shouted = upper > lower;
    words && unit.ends_sentence() && !shouted && !ends_with_year(unit.as_str())
}

/// "... (2019)" closes the title of a book or course, not a sentence.
fn ends_with_year(text: &str) -> bool {
    let Some((_, year)) = text
        .trim_end()
        .strip_suffix(')')
        .and_then(|t| t.rsplit_once('('))
    else {
        return false;
    };
    year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the list around an item is mostly a menu. Looks only at its neighbours, so
/// that a long list costs no more than its length.
fn in_menu(units: &[Unit], index: usize) -> bool {
    let from = index.saturating_sub(3);
    let to = (index + 4).min(units.len());
    let around: Vec<&Unit> = units[from..to]
        .iter()
        .filter(|unit| unit.is_item())
        .collect();
    let known = around
        .iter()
        .filter(|unit| is_menu_entry(unit.as_str()) || is_navigation(unit.as_str()))
        .count();
    known * 2 >= around.len()
}
