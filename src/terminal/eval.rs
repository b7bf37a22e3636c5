//! `footnote eval`: how good the ranking is on questions whose answers are known.

use std::io::{self, Write};

use serde::Serialize;

use super::arguments::EvalArguments;
use super::console::Console;
use super::failure::Failure;
use super::look::{DIM, Look};
use super::progress::watched;
use super::{Outcome, json, safe_text};
use crate::evaluate::{ConfidenceFigures, Evaluation, GoldenFigures, Run, evaluate, together};
use crate::librarian::Settings;

/// Runs question sets and prints the figures.
pub fn eval(
    arguments: &EvalArguments,
    settings: &Settings,
    console: &mut Console,
) -> Result<Outcome, Failure> {
    let mut evaluations = Vec::new();
    for set in &arguments.paths {
        let run = Run {
            set: set.clone(),
            split: arguments.split.clone(),
            against: arguments.against.clone(),
            off_topic: arguments.off_topic.clone(),
        };
        evaluations.push(watched(console, |progress| {
            evaluate(&run, settings, progress)
        })?);
    }
    if let [evaluation] = evaluations.as_slice() {
        if arguments.json {
            json::write(&mut console.out, evaluation)?;
        } else {
            write_figures(&mut console.out, evaluation, console.look)?;
        }
        return Ok(Outcome::Fine);
    }
    let together = together(&evaluations);
    if arguments.json {
        let sets = Sets {
            sets: evaluations,
            confidence: together,
        };
        json::write(&mut console.out, &sets)?;
        return Ok(Outcome::Fine);
    }
    for evaluation in &evaluations {
        write_figures(&mut console.out, evaluation, console.look)?;
        writeln!(console.out)?;
    }
    if let Some(figures) = &together {
        writeln!(console.out, "All together")?;
        write_confidence(&mut console.out, figures)?;
    }
    Ok(Outcome::Fine)
}

/// The figures of several sets, as they are printed as JSON.
#[derive(Serialize)]
struct Sets {
    sets: Vec<Evaluation>,
    /// Of all of them together.
    #[serde(skip_serializing_if = "Option::is_none")]
    confidence: Option<ConfidenceFigures>,
}

fn write_figures(out: &mut dyn Write, evaluation: &Evaluation, look: Look) -> io::Result<()> {
    writeln!(
        out,
        "{} ({}), {} questions",
        safe_text::line(&evaluation.set),
        safe_text::line(&evaluation.split),
        evaluation.questions
    )?;
    let measures = [
        ("nDCG@10", evaluation.ndcg_at_10),
        ("MRR@10", evaluation.mrr_at_10),
        ("success@1", evaluation.success_at_1),
        ("recall@5", evaluation.recall_at_5),
        ("recall@100", evaluation.recall_at_100),
        ("refused", evaluation.refused),
    ];
    for (name, value) in measures {
        writeln!(out, "  {name:<12} {value:.4}")?;
    }
    let latency = &evaluation.latency_ms;
    writeln!(
        out,
        "  {:<12} mean {:.3} ms, p50 {:.3} ms, p99 {:.3} ms",
        "latency", latency.mean, latency.p50, latency.p99
    )?;
    writeln!(out, "  {:<12} {:.1} s", "index", evaluation.index_seconds)?;
    if let Some(golden) = &evaluation.golden {
        write_golden(out, golden)?;
    }
    if let Some(confidence) = &evaluation.confidence {
        write_confidence(out, confidence)?;
    }
    match &evaluation.golden {
        Some(golden) => write_misses(out, golden, look),
        None => Ok(()),
    }
}

fn write_confidence(out: &mut dyn Write, figures: &ConfidenceFigures) -> io::Result<()> {
    writeln!(
        out,
        "Confidence of {} answerable questions against",
        figures.answerable
    )?;
    let sides = [
        ("off-topic", &figures.off_topic),
        ("near-topic", &figures.near_topic),
    ];
    for (name, side) in sides {
        if let Some(side) = side {
            let of = format!("{} {name} ones", side.questions);
            writeln!(
                out,
                "  {of:<20} area under ROC {:.3}; at {:.2}, which answers 95 %, {:.1} % of them \
                 are answered",
                side.area_under_roc,
                side.threshold,
                side.answered_at_threshold * 100.0
            )?;
        }
    }
    writeln!(
        out,
        "  confidence   answerable  off-topic  near-topic   mean  answerable at even odds"
    )?;
    let share = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |it| format!("{it:.3}"));
    for bin in &figures.reliability {
        writeln!(
            out,
            "  {:.1} to {:.1}   {:>10}  {:>9}  {:>10}  {:>5}  {:>5}",
            bin.from,
            bin.from + 0.1,
            bin.answerable,
            bin.off_topic,
            bin.near_topic,
            share(bin.confidence),
            share(bin.are_answerable)
        )?;
    }
    writeln!(
        out,
        "  expected calibration error {:.3}, Brier score {:.3}",
        figures.expected_calibration_error, figures.brier_score
    )
}

fn write_golden(out: &mut dyn Write, golden: &GoldenFigures) -> io::Result<()> {
    let percent = |share: f64| format!("{:>5.1} %", share * 100.0);
    writeln!(out, "{} questions that are answered", golden.answerable)?;
    writeln!(
        out,
        "  right article first             {}",
        percent(golden.right_article_first)
    )?;
    writeln!(
        out,
        "  right section in first three    {}",
        percent(golden.right_section_in_three)
    )?;
    if let (Some(count), Some(share)) = (golden.sentences, golden.right_sentence) {
        writeln!(out, "  right sentence, of {count:<12} {}", percent(share))?;
    }
    writeln!(
        out,
        "  wrongly refused                 {}",
        percent(golden.answerable_refused)
    )?;
    writeln!(out, "{} off-topic questions", golden.off_topic)?;
    writeln!(
        out,
        "  refused                         {}",
        percent(golden.off_topic_refused)
    )?;
    writeln!(out, "{} near-topic questions", golden.near_topic)?;
    writeln!(
        out,
        "  refused                         {}",
        percent(golden.near_topic_refused)
    )?;
    if let (Some(count), Some(share)) = (golden.after_others, golden.rightly_completed) {
        writeln!(out, "{count} questions after others")?;
        writeln!(out, "  rightly completed or left alone {}", percent(share))?;
    }
    Ok(())
}

fn write_misses(out: &mut dyn Write, golden: &GoldenFigures, look: Look) -> io::Result<()> {
    if !golden.misses.is_empty() {
        writeln!(out, "What went wrong")?;
    }
    for miss in &golden.misses {
        writeln!(out, "  {}", look.paint(DIM, &safe_text::line(miss)))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Bin, Confidences, Latency, Separation};

    #[test]
    fn the_figures_stand_below_each_other() {
        let evaluation = Evaluation {
            set: "questions.toml".to_owned(),
            split: "test".to_owned(),
            questions: 200,
            ndcg_at_10: 0.91234,
            mrr_at_10: 0.9,
            success_at_1: 0.88,
            recall_at_5: 0.97,
            recall_at_100: 1.0,
            refused: 0.2,
            index_seconds: 0.31,
            latency_ms: Latency {
                mean: 0.41,
                p50: 0.4,
                p99: 1.2,
            },
            confidence: Some(ConfidenceFigures {
                answerable: 150,
                off_topic: Some(Separation {
                    questions: 30,
                    area_under_roc: 0.9876,
                    threshold: 0.62,
                    answered_at_threshold: 1.0 / 30.0,
                }),
                near_topic: Some(Separation {
                    questions: 20,
                    area_under_roc: 0.7,
                    threshold: 0.62,
                    answered_at_threshold: 0.5,
                }),
                reliability: vec![
                    Bin {
                        from: 0.0,
                        off_topic: 29,
                        near_topic: 4,
                        confidence: Some(0.04),
                        are_answerable: Some(0.0),
                        ..Bin::default()
                    },
                    Bin {
                        from: 0.1,
                        ..Bin::default()
                    },
                ],
                expected_calibration_error: 0.0321,
                brier_score: 0.0512,
            }),
            confidences: Confidences::default(),
            golden: Some(GoldenFigures {
                answerable: 150,
                right_article_first: 0.88,
                right_section_in_three: 0.92,
                sentences: Some(100),
                right_sentence: Some(0.8),
                answerable_refused: 0.02,
                off_topic: 30,
                off_topic_refused: 1.0,
                near_topic: 20,
                near_topic_refused: 0.5,
                after_others: Some(40),
                rightly_completed: Some(0.95),
                misses: vec!["\"what?\": refused".to_owned()],
            }),
        };
        let mut out = Vec::new();
        write_figures(&mut out, &evaluation, Look::PLAIN).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }
}
