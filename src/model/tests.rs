//! A tiny model that the tests write themselves, and what comes out of it.
//!
//! The expected vectors were computed apart from this program: BERT in a few lines of `NumPy`, in
//! double precision, from the same weights.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::*;
use crate::meaning::{Direction, Role};

const VOCABULARY: [&str; 12] = [
    "[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "cat", "sat", "mat", "dog", "##s", "query", ":",
];

/// "cat sat", by the first token, the mean and the maximum.
const CAT_SAT: [[f32; 8]; 3] = [
    [
        -0.31024, 0.47825, 0.23682, 0.16319, 0.32085, -0.5017, -0.34326, -0.34618,
    ],
    [
        -0.31725, 0.50326, 0.24089, 0.17973, 0.30632, -0.4767, -0.34421, -0.34088,
    ],
    [
        -0.30908, 0.53204, 0.27623, 0.18991, 0.31965, -0.42332, -0.34198, -0.33272,
    ],
];

/// "the cats sat", in which one word is of two tokens.
const THE_CATS_SAT: [[f32; 8]; 3] = [
    [
        -0.36574, 0.48148, 0.1673, 0.12034, 0.2498, -0.55946, -0.33305, -0.32499,
    ],
    [
        -0.34606, 0.50814, 0.22613, 0.17296, 0.26973, -0.48134, -0.34637, -0.34144,
    ],
    [
        -0.30613, 0.5496, 0.27258, 0.2274, 0.33097, -0.37368, -0.34771, -0.32885,
    ],
];

/// "query: cat sat", by the mean.
const QUERY_CAT_SAT: [f32; 8] = [
    -0.33086, 0.49606, 0.21836, 0.15769, 0.28343, -0.50489, -0.34421, -0.34377,
];

/// The pooling modes in the order of the expected vectors.
const MODES: [&str; 3] = ["cls_token", "mean_tokens", "max_tokens"];

/// A folder with a model of one layer whose weights follow a formula.
pub(super) struct Tiny(TempDir);

impl Tiny {
    pub fn new(mode: &str) -> Self {
        let tiny = Self(tempfile::tempdir().expect("there is room for a folder"));
        fs::create_dir(tiny.0.path().join("1_Pooling")).expect("there is room for a small model");
        tiny.write("config.json", &config());
        tiny.write("modules.json", &modules());
        tiny.write("1_Pooling/config.json", &pooling(mode));
        tiny.write("tokenizer.json", &tokenizer());
        fs::write(tiny.0.path().join("model.safetensors"), weights())
            .expect("there is room for a small model");
        tiny
    }

    fn write(&self, file: &str, value: &Value) {
        fs::write(self.0.path().join(file), value.to_string())
            .expect("there is room for a small model");
    }

    fn settings(&self) -> ModelSettings {
        ModelSettings {
            folder: self.0.path().to_owned(),
            ..ModelSettings::default()
        }
    }

    pub fn model(&self) -> Model {
        Model::new(self.settings())
    }

    fn refusal(&self) -> String {
        let error = self
            .model()
            .identity()
            .map(str::to_owned)
            .expect_err("the model is no model");
        error.to_string()
    }
}

fn config() -> Value {
    json!({
        "model_type": "bert", "vocab_size": 12, "hidden_size": 8, "num_hidden_layers": 1,
        "num_attention_heads": 2, "intermediate_size": 16, "hidden_act": "gelu",
        "hidden_dropout_prob": 0.1, "max_position_embeddings": 10, "type_vocab_size": 2,
        "initializer_range": 0.02, "layer_norm_eps": 1e-12, "pad_token_id": 0,
    })
}

fn modules() -> Value {
    let module = |path: &str, kind: &str| json!({ "path": path, "type": format!("sentence_transformers.models.{kind}") });
    json!([
        module("", "Transformer"),
        module("1_Pooling", "Pooling"),
        module("2_Normalize", "Normalize"),
    ])
}

fn pooling(mode: &str) -> Value {
    json!({ "word_embedding_dimension": 8, format!("pooling_mode_{mode}"): true })
}

fn tokenizer() -> Value {
    let vocabulary: serde_json::Map<String, Value> = VOCABULARY
        .iter()
        .enumerate()
        .map(|(id, token)| ((*token).to_owned(), json!(id)))
        .collect();
    json!({
        "version": "1.0", "added_tokens": [],
        // As many files have it; batches are padded as they need it.
        "truncation": null,
        "padding": {
            "strategy": { "Fixed": 9 }, "direction": "Right", "pad_to_multiple_of": null,
            "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]",
        },
        "normalizer": {
            "type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true,
            "strip_accents": null, "lowercase": true,
        },
        "pre_tokenizer": { "type": "BertPreTokenizer" },
        "post_processor": { "type": "BertProcessing", "sep": ["[SEP]", 3], "cls": ["[CLS]", 2] },
        "decoder": null,
        "model": {
            "type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
            "max_input_chars_per_word": 100, "vocab": vocabulary,
        },
    })
}

/// A safetensors file: the length of its head, the head, the numbers.
fn weights() -> Vec<u8> {
    let layer = |name: &str| format!("encoder.layer.0.{name}");
    let tensors: Vec<(String, Vec<usize>)> = vec![
        ("embeddings.word_embeddings.weight".to_owned(), vec![12, 8]),
        (
            "embeddings.position_embeddings.weight".to_owned(),
            vec![10, 8],
        ),
        (
            "embeddings.token_type_embeddings.weight".to_owned(),
            vec![2, 8],
        ),
        ("embeddings.LayerNorm.weight".to_owned(), vec![8]),
        ("embeddings.LayerNorm.bias".to_owned(), vec![8]),
        (layer("attention.self.query.weight"), vec![8, 8]),
        (layer("attention.self.query.bias"), vec![8]),
        (layer("attention.self.key.weight"), vec![8, 8]),
        (layer("attention.self.key.bias"), vec![8]),
        (layer("attention.self.value.weight"), vec![8, 8]),
        (layer("attention.self.value.bias"), vec![8]),
        (layer("attention.output.dense.weight"), vec![8, 8]),
        (layer("attention.output.dense.bias"), vec![8]),
        (layer("attention.output.LayerNorm.weight"), vec![8]),
        (layer("attention.output.LayerNorm.bias"), vec![8]),
        (layer("intermediate.dense.weight"), vec![16, 8]),
        (layer("intermediate.dense.bias"), vec![16]),
        (layer("output.dense.weight"), vec![8, 16]),
        (layer("output.dense.bias"), vec![8]),
        (layer("output.LayerNorm.weight"), vec![8]),
        (layer("output.LayerNorm.bias"), vec![8]),
    ];
    let mut head = serde_json::Map::new();
    let mut numbers: Vec<u8> = Vec::new();
    for (number, (name, shape)) in tensors.iter().enumerate() {
        let start = numbers.len();
        for at in 0..shape.iter().product::<usize>() {
            let whole = (at * at * 7 + at * 3 + number * 13) % 23;
            let weight = (whole as f32 - 11.0) / 10.0;
            numbers.extend(weight.to_le_bytes());
        }
        let described = json!({
            "dtype": "F32", "shape": shape, "data_offsets": [start, numbers.len()],
        });
        head.insert(name.clone(), described);
    }
    let mut head = Value::Object(head).to_string();
    // The numbers begin at a multiple of eight.
    head.push_str(&" ".repeat(head.len().next_multiple_of(8) - head.len()));
    let mut file = (head.len() as u64).to_le_bytes().to_vec();
    file.extend(head.as_bytes());
    file.extend(numbers);
    file
}

#[track_caller]
fn same(found: &[f32], expected: &[f32]) {
    let differs = found
        .iter()
        .zip(expected)
        .any(|(a, b)| (a - b).abs() > 2e-5);
    assert!(
        !differs && found.len() == expected.len(),
        "{found:?}\n{expected:?}"
    );
}

#[test]
fn each_way_of_pooling_gives_the_vectors_of_a_reference() {
    for (place, mode) in MODES.iter().enumerate() {
        let tiny = Tiny::new(mode);
        // Of different lengths: the shorter one is padded, and padding counts nothing.
        let texts = ["Cat sat", "the cats sat"];
        let vectors = tiny.model().vectors(&texts, Role::Passage).unwrap();
        same(&vectors[0], &CAT_SAT[place]);
        same(&vectors[1], &THE_CATS_SAT[place]);
    }
}

#[test]
fn the_prefixes_are_those_of_the_files_unless_others_are_set() {
    let tiny = Tiny::new("mean_tokens");
    let plain = tiny.model().identity().unwrap().to_owned();
    tiny.write(
        "config_sentence_transformers.json",
        &json!({ "prompts": { "query": "query: ", "passage": "" }, "default_prompt_name": null }),
    );
    let told = tiny.model();
    let question = told.vectors(&["cat sat"], Role::Question).unwrap();
    same(&question[0], &QUERY_CAT_SAT);
    let passage = told.vectors(&["cat sat"], Role::Passage).unwrap();
    same(&passage[0], &CAT_SAT[1]);
    let set = Model::new(ModelSettings {
        query_prefix: "the ".to_owned(),
        ..tiny.settings()
    });
    let question = set.vectors(&["cats sat"], Role::Question).unwrap();
    same(&question[0], &THE_CATS_SAT[1]);
    let identities = [
        plain.as_str(),
        told.identity().unwrap(),
        set.identity().unwrap(),
    ];
    assert_ne!(identities[0], identities[1]);
    assert_ne!(identities[1], identities[2]);
}

#[test]
fn a_question_asked_again_has_the_same_direction() {
    let tiny = Tiny::new("mean_tokens");
    let model = tiny.model();
    let first = model.encode(&["cat sat"], Role::Question).unwrap();
    assert_eq!(first, [Direction::of(&CAT_SAT[1])]);
    // From memory: the files are gone.
    drop(tiny);
    assert_eq!(model.encode(&["cat sat"], Role::Question).unwrap(), first);
    assert_eq!(model.remembered.lock().unwrap().len(), 1);
}

#[test]
fn a_text_longer_than_the_model_reads_is_cut() {
    let tiny = Tiny::new("mean_tokens");
    tiny.write("sentence_bert_config.json", &json!({ "max_seq_length": 4 }));
    let long = "cat sat ".repeat(500);
    let vectors = tiny.model().vectors(&[&long, ""], Role::Passage).unwrap();
    same(&vectors[0], &CAT_SAT[1]);
    assert!(vectors[1].iter().all(|part| part.is_finite()));
}

#[test]
fn what_is_no_such_model_is_refused_with_the_file_at_fault() {
    let tiny = Tiny::new("mean_tokens");
    let mut other = config();
    other["model_type"] = json!("xlm-roberta");
    tiny.write("config.json", &other);
    assert!(
        tiny.refusal()
            .contains("a model of type xlm-roberta is not supported")
    );

    let tiny = Tiny::new("mean_tokens");
    let mut uneven = config();
    uneven["num_attention_heads"] = json!(3);
    tiny.write("config.json", &uneven);
    assert!(tiny.refusal().contains("config.json is not understood"));

    let tiny = Tiny::new("mean_sqrt_len_tokens");
    assert!(tiny.refusal().contains("pooling"));

    let tiny = Tiny::new("mean_tokens");
    tiny.write(
        "modules.json",
        &json!([{ "path": "2_Dense", "type": "a.Dense" }]),
    );
    assert!(tiny.refusal().contains("the module Dense is not supported"));
    tiny.write(
        "modules.json",
        &json!([{ "path": "../elsewhere", "type": "a.Pooling" }]),
    );
    assert!(tiny.refusal().contains("outside the folder"));

    for file in [
        "config.json",
        "tokenizer.json",
        "model.safetensors",
        "modules.json",
    ] {
        let tiny = Tiny::new("mean_tokens");
        let path = tiny.0.path().join(file);
        fs::write(&path, "{").unwrap();
        assert!(
            tiny.refusal()
                .contains(&format!("{file} is not understood"))
        );
        fs::remove_file(&path).unwrap();
        assert!(tiny.refusal().contains(&format!("cannot read {file}")));
    }
}

#[test]
fn weights_that_are_cut_short_or_of_another_shape_are_refused() {
    let tiny = Tiny::new("mean_tokens");
    let path = tiny.0.path().join("model.safetensors");
    let whole = fs::read(&path).unwrap();
    for length in [0, 7, 100, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        assert!(
            tiny.refusal()
                .contains("model.safetensors is not understood")
        );
    }
    fs::write(&path, &whole).unwrap();
    let mut wider = config();
    wider["hidden_size"] = json!(16);
    tiny.write("config.json", &wider);
    assert!(
        tiny.refusal()
            .contains("model.safetensors is not understood")
    );
}

#[test]
fn a_model_whose_weights_give_no_numbers_says_so_instead_of_filling_an_index_with_them() {
    let tiny = Tiny::new("mean_tokens");
    let file = tiny.0.path().join("model.safetensors");
    let mut weights = fs::read(&file).expect("it is there");
    let header = u64::from_le_bytes(weights[..8].try_into().expect("it has a length"));
    for number in weights[8 + header as usize..].chunks_exact_mut(4) {
        number.copy_from_slice(&f32::NAN.to_le_bytes());
    }
    fs::write(&file, weights).expect("there is room for a small model");
    let error = tiny.model().vectors(&["the cat"], Role::Question);
    let error = error.expect_err("there is no vector").to_string();
    assert!(error.contains("give no numbers; fetch it again"), "{error}");
}
