//! The passages of a corpus, for what is compared with Footnote to index the same text.

use anyhow::{Result, anyhow};
use footnote::corpus::{Source, cut};

/// Shows each passage of `source` to `visit`, in order.
pub fn each_passage(source: &dyn Source, mut visit: impl FnMut(&str) -> Result<()>) -> Result<()> {
    for path in source.list()?.paths {
        let bytes = source.load(&path).map_err(|problem| anyhow!("{problem}"))?;
        let Some(article) = source.parse(&path, &bytes).article else {
            continue;
        };
        for passage in cut(&article) {
            visit(&passage.text)?;
        }
    }
    Ok(())
}
