//! The files of a model's folder: which there are, what they say, and what names them all.
//! Never computes anything with them.

use std::fs;
use std::path::{Component, Path};

use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::{ModelError, ModelSettings};

/// Most tokens of a text where the model's files do not say.
const MAX_TOKENS: usize = 512;

/// How the vectors of a text's tokens become one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pooling {
    /// That of the first token, `[CLS]`.
    First,
    /// Their mean.
    Mean,
    /// The largest of each component.
    Max,
}

/// What a folder holds, read and understood as far as files go.
pub(super) struct Folder {
    /// `config.json`, as it is.
    pub config: Vec<u8>,
    /// `model.safetensors`.
    pub weights: Vec<u8>,
    /// `tokenizer.json`.
    pub tokenizer: Vec<u8>,
    pub pooling: Pooling,
    /// Longest text, in tokens.
    pub max_tokens: usize,
    pub query_prefix: String,
    pub passage_prefix: String,
    /// BLAKE3 of all that changes what the model says, in hexadecimal.
    pub identity: String,
}

#[derive(Deserialize)]
struct Module {
    path: String,
    #[serde(rename = "type")]
    kind: String,
}

#[derive(Deserialize)]
struct ModelKind {
    #[serde(default)]
    model_type: Option<String>,
    #[serde(default)]
    position_embedding_type: Option<String>,
    #[serde(default)]
    max_position_embeddings: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Limits {
    max_seq_length: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Prompts {
    prompts: std::collections::HashMap<String, String>,
    default_prompt_name: Option<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "the file has one for each way"
)]
struct PoolingFile {
    pooling_mode_cls_token: bool,
    pooling_mode_mean_tokens: bool,
    pooling_mode_max_tokens: bool,
    pooling_mode_mean_sqrt_len_tokens: bool,
    pooling_mode_weightedmean_tokens: bool,
    pooling_mode_lasttoken: bool,
}

/// Reads files of one folder; everything read is part of its identity.
struct Reader<'a> {
    folder: &'a Path,
    hasher: blake3::Hasher,
}

impl Reader<'_> {
    fn read(&mut self, file: &str) -> Result<Vec<u8>, ModelError> {
        let bytes = fs::read(self.folder.join(file)).map_err(|error| ModelError::Unreadable {
            folder: self.folder.to_owned(),
            file: file.to_owned(),
            reason: error.to_string(),
        })?;
        self.add(file.as_bytes());
        self.add(&bytes);
        Ok(bytes)
    }

    /// With its length, so that what follows cannot be taken for a part of it.
    fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(&(bytes.len() as u64).to_le_bytes());
        self.hasher.update(bytes);
    }

    fn parse<T: DeserializeOwned>(&self, file: &str, bytes: &[u8]) -> Result<T, ModelError> {
        serde_json::from_slice(bytes).map_err(|error| self.malformed(file, &error.to_string()))
    }

    /// What a file says, or the default where it is not there.
    fn optional<T: DeserializeOwned + Default>(&mut self, file: &str) -> Result<T, ModelError> {
        if !self.folder.join(file).exists() {
            return Ok(T::default());
        }
        let bytes = self.read(file)?;
        self.parse(file, &bytes)
    }

    fn malformed(&self, file: &str, reason: &str) -> ModelError {
        ModelError::Malformed {
            folder: self.folder.to_owned(),
            file: file.to_owned(),
            reason: reason.to_owned(),
        }
    }

    fn unsupported(&self, what: String) -> ModelError {
        ModelError::Unsupported {
            folder: self.folder.to_owned(),
            what,
        }
    }
}

impl Folder {
    /// Reads the folder of a model.
    pub fn read(settings: &ModelSettings) -> Result<Self, ModelError> {
        let mut reader = Reader {
            folder: &settings.folder,
            hasher: blake3::Hasher::new(),
        };
        let config = reader.read("config.json")?;
        let kind: ModelKind = reader.parse("config.json", &config)?;
        match kind.model_type.as_deref() {
            None | Some("bert") => {}
            Some(other) => return Err(reader.unsupported(format!("a model of type {other}"))),
        }
        if let Some(other) = kind.position_embedding_type.filter(|it| it != "absolute") {
            return Err(reader.unsupported(format!("{other} as position_embedding_type")));
        }
        let pooling = pooling(&mut reader)?;
        let limits: Limits = reader.optional("sentence_bert_config.json")?;
        let prompts: Prompts = reader.optional("config_sentence_transformers.json")?;
        let prefix = |set: &str, names: &[&str]| {
            if !set.is_empty() {
                return set.to_owned();
            }
            let default = prompts.default_prompt_name.as_deref();
            let mut names = names.iter().copied().chain(default);
            let prompt = names.find_map(|name| prompts.prompts.get(name));
            prompt.cloned().unwrap_or_default()
        };
        let query_prefix = prefix(&settings.query_prefix, &["query"]);
        let passage_prefix = prefix(&settings.passage_prefix, &["document", "passage"]);
        let most = kind.max_position_embeddings.unwrap_or(MAX_TOKENS);
        let max_tokens = limits.max_seq_length.unwrap_or(most).min(most);
        if max_tokens < 3 {
            return Err(reader.malformed("config.json", "texts of so few tokens say nothing"));
        }
        let tokenizer = reader.read("tokenizer.json")?;
        let weights = reader.read("model.safetensors")?;
        reader.add(query_prefix.as_bytes());
        reader.add(passage_prefix.as_bytes());
        Ok(Self {
            config,
            weights,
            tokenizer,
            pooling,
            max_tokens,
            query_prefix,
            passage_prefix,
            identity: reader.hasher.finalize().to_hex().to_string(),
        })
    }
}

/// How the folder's modules make one vector of a text: a transformer, a pooling, and a
/// normalisation, which changes no direction.
fn pooling(reader: &mut Reader<'_>) -> Result<Pooling, ModelError> {
    let bytes = reader.read("modules.json")?;
    let modules: Vec<Module> = reader.parse("modules.json", &bytes)?;
    let mut pooling = None;
    for module in &modules {
        match module.kind.rsplit('.').next().unwrap_or_default() {
            "Transformer" if module.path.is_empty() => {}
            "Normalize" => {}
            "Pooling" => pooling = Some(module.path.as_str()),
            other => return Err(reader.unsupported(format!("the module {other}"))),
        }
    }
    let Some(path) = pooling else {
        return Err(reader.malformed("modules.json", "it names no pooling"));
    };
    // A name within the folder, whatever the file says.
    if !Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_)))
    {
        return Err(reader.malformed("modules.json", "a module lies outside the folder"));
    }
    let name = format!("{path}/config.json");
    let bytes = reader.read(&name)?;
    let file: PoolingFile = reader.parse(&name, &bytes)?;
    let others = file.pooling_mode_mean_sqrt_len_tokens
        || file.pooling_mode_weightedmean_tokens
        || file.pooling_mode_lasttoken;
    let ways = [
        (file.pooling_mode_cls_token, Pooling::First),
        (file.pooling_mode_mean_tokens, Pooling::Mean),
        (file.pooling_mode_max_tokens, Pooling::Max),
    ];
    let mut ways = ways.into_iter().filter(|way| way.0).map(|way| way.1);
    match (ways.next(), ways.next(), others) {
        (Some(pooling), None, false) => Ok(pooling),
        (None, None, false) => Err(reader.malformed(&name, "it names no way of pooling")),
        _ => Err(reader.unsupported("a pooling that is not mean, cls or max alone".to_owned())),
    }
}
