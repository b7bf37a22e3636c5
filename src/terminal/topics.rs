//! `footnote topics`: what there is to ask about.

use std::io::{self, Write};

use textwrap::core::display_width;

use super::arguments::TopicsArguments;
use super::console::Console;
use super::failure::Failure;
use super::look::{DIM, Look, TITLE};
use super::{Outcome, json, reindex, safe_text};
use crate::librarian::{ArticleSummary, Librarian, LibrarianError, TopicSummary};

/// Lists the topics, or the articles of one.
pub fn topics(
    arguments: &TopicsArguments,
    librarian: &Librarian,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let librarian = &reindex::ensure_index(librarian, arguments.server, console)?;
    if arguments.topic.is_empty() {
        let topics = librarian.topics()?;
        if arguments.json {
            json::write(&mut console.out, &topics)?;
        } else {
            write_topics(&mut console.out, &topics)?;
        }
        return Ok(Outcome::Fine);
    }
    let articles = match librarian.articles(&arguments.topic.join(" ")) {
        Err(error @ LibrarianError::UnknownTopic { .. }) => {
            console.complain(&error.into());
            return Ok(Outcome::Nothing);
        }
        articles => articles?,
    };
    if arguments.json {
        json::write(&mut console.out, &articles)?;
    } else {
        write_articles(&mut console.out, &articles, console.look)?;
    }
    Ok(Outcome::Fine)
}

/// Writes the topics with the number of their articles.
pub fn write_topics(out: &mut dyn Write, topics: &[TopicSummary]) -> io::Result<()> {
    if topics.is_empty() {
        return writeln!(out, "No article has a topic.");
    }
    let names: Vec<_> = topics
        .iter()
        .map(|topic| safe_text::line(&topic.name))
        .collect();
    let widest = names
        .iter()
        .map(|name| display_width(name))
        .max()
        .unwrap_or(0);
    for (topic, name) in topics.iter().zip(&names) {
        let gap = widest - display_width(name);
        let articles = if topic.articles == 1 {
            "article"
        } else {
            "articles"
        };
        writeln!(out, "{name}{:gap$}  {:>4} {articles}", "", topic.articles)?;
    }
    Ok(())
}

/// Writes the articles, each with its link and the headings that say what it answers.
pub fn write_articles(
    out: &mut dyn Write,
    articles: &[ArticleSummary],
    look: Look,
) -> io::Result<()> {
    for article in articles {
        writeln!(
            out,
            "{}",
            look.paint(TITLE, &safe_text::line(&article.title))
        )?;
        let indent = "  ";
        let headings: Vec<_> = article
            .headings
            .iter()
            .map(|heading| safe_text::line(heading))
            .collect();
        let options = textwrap::Options::new(look.width)
            .initial_indent(indent)
            .subsequent_indent(indent)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for line in textwrap::wrap(&headings.join(" · "), options) {
            if !line.trim().is_empty() {
                writeln!(out, "{}", look.paint(DIM, &line))?;
            }
        }
        write!(out, "{indent}")?;
        match &article.url {
            Some(url) => look.link(out, url, url)?,
            None => write!(out, "{}", safe_text::line(&article.path))?,
        }
        writeln!(out)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_stand_in_columns() {
        let topics =
            [("Deep tissue massage", 12), ("Fascia", 1)].map(|(name, articles)| TopicSummary {
                name: name.to_owned(),
                articles,
            });
        let mut out = Vec::new();
        write_topics(&mut out, &topics).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        Deep tissue massage    12 articles
        Fascia                  1 article
        ");
    }

    #[test]
    fn an_article_shows_what_it_answers() {
        let article = ArticleSummary {
            path: "fascia.md".to_owned(),
            title: "Fascia\x1b[2J".to_owned(),
            url: None,
            topics: Vec::new(),
            updated: None,
            headings: vec![
                "What is fascia?".to_owned(),
                "Can it be stretched?".to_owned(),
            ],
        };
        let with_url = ArticleSummary {
            url: Some("https://example.org/".to_owned()),
            headings: Vec::new(),
            ..article.clone()
        };
        let mut out = Vec::new();
        let look = Look {
            width: 30,
            ..Look::PLAIN
        };
        write_articles(&mut out, &[article, with_url], look).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap(), @r"
        Fascia[2J
          What is fascia? · Can it be
          stretched?
          fascia.md
        Fascia[2J
          https://example.org/
        ");
    }
}
