//! What tests of the corpus share: a body as lines that can be compared, and folders. Never part
//! of the program.

use std::fmt::Write as _;
use std::fs;

use super::{BlockKind, Body};

/// The body as lines: headings with their anchors, then the blocks.
pub(super) fn outline(body: &Body) -> String {
    let mut lines = String::new();
    for section in &body.sections {
        let anchor = section.anchor.as_deref().unwrap_or("-");
        let _ = writeln!(lines, "[{}] #{anchor}", section.headings.join(" > "));
        for block in &section.blocks {
            let mark = match block.kind {
                BlockKind::Paragraph => String::new(),
                BlockKind::Item { depth, number } => {
                    let number = number.map_or("*".to_owned(), |number| number.to_string());
                    format!("{}{number} ", "  ".repeat(depth.into()))
                }
                BlockKind::Row => "| ".to_owned(),
                BlockKind::Code => "` ".to_owned(),
            };
            let _ = writeln!(lines, "{mark}{}", block.text.as_str());
        }
    }
    lines
}

/// A folder with files of these names.
pub(super) fn corpus(names: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in names {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "text").unwrap();
    }
    folder
}
