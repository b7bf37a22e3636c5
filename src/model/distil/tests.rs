//! The tiny model of the tests as a teacher, of a corpus that is made up of its words.

use std::sync::Mutex;

use super::super::tests::Tiny;
use super::*;

/// Texts of one to four of the words that the model knows.
fn texts() -> Vec<String> {
    let words = ["the", "cat", "sat", "mat", "dog"];
    let mut texts: Vec<String> = words.map(str::to_owned).to_vec();
    let mut shorter = texts.clone();
    for _ in 0..3 {
        let longer = shorter
            .iter()
            .flat_map(|text| words.map(|word| format!("{text} {word}")));
        shorter = longer.collect();
        texts.extend(shorter.clone());
    }
    texts
}

fn distilled(texts: &[String]) -> Result<Distilled, DistilError> {
    distil(&Tiny::new("mean_tokens").model(), texts, &|_| {})
}

#[test]
fn the_table_comes_nearer_to_the_teacher_and_is_the_same_each_time() {
    let first = distilled(&texts()).unwrap();
    assert!(first.after > first.before, "{first:?}");
    assert!(first.held_out > 30 && first.texts + first.held_out == texts().len());
    assert_eq!(distilled(&texts()).unwrap().table, first.table);
    let read = Table::read(&first.table.to_bytes()).unwrap();
    assert_eq!(read, first.table);
}

#[test]
fn tokens_that_no_text_has_keep_their_bytes() {
    let shipped = Table::shipped();
    let adapted = distilled(&texts()).unwrap().table;
    let vector = |table: &Table, word: &str| table.vector(table.rows(word)[0]).map(f32::to_bits);
    for word in ["massage", "kettle", "cats"] {
        assert_eq!(vector(&adapted, word), vector(&shipped, word), "{word}");
    }
    assert_ne!(vector(&adapted, "dog"), vector(&shipped, "dog"));
}

#[test]
fn how_far_it_is_is_told_to_the_end() {
    let told = Mutex::new(Vec::new());
    let tiny = Tiny::new("mean_tokens");
    let tell = |progress: DistilProgress| told.lock().unwrap().push(progress);
    distil(&tiny.model(), &texts(), &tell).unwrap();
    let told = told.into_inner().unwrap();
    for stage in [DistilStage::Encoding, DistilStage::Learning] {
        let last = told
            .iter()
            .filter(|it| it.stage == stage)
            .max_by_key(|it| it.done);
        assert!(last.is_some_and(|it| it.done == it.total && it.total > 1));
    }
}

#[test]
fn too_few_texts_or_no_teacher_give_no_table() {
    let error = distilled(&texts()[..MIN_TEXTS - 1]).unwrap_err();
    assert!(error.to_string().contains("there are only 99"));
    let tiny = Tiny::new("mean_tokens");
    let model = tiny.model();
    drop(tiny);
    let error = distil(&model, &texts(), &|_| {}).unwrap_err();
    assert!(error.to_string().contains("cannot read config.json"));
}
