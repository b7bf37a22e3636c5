//! A BERT model in memory: texts -> tokens -> vectors, on the processor. Never reads a file.

use candle_core::{DType, Device, Tensor};
use candle_nn::VarBuilder;
use candle_transformers::models::bert::{BertModel, Config};
use tokenizers::{Tokenizer, TruncationParams};

use super::folder::{Folder, Pooling};
use super::{ModelError, ModelSettings};
use crate::meaning::Role;

/// A model, ready to be used by any thread.
pub(super) struct Loaded {
    model: BertModel,
    tokenizer: Tokenizer,
    pooling: Pooling,
    dimensions: usize,
    query_prefix: String,
    passage_prefix: String,
    identity: String,
    settings: ModelSettings,
}

impl Loaded {
    /// Reads the folder that `settings` name.
    pub fn load(settings: &ModelSettings) -> Result<Self, ModelError> {
        let folder = Folder::read(settings)?;
        let malformed = |file: &str, reason: String| ModelError::Malformed {
            folder: settings.folder.clone(),
            file: file.to_owned(),
            reason,
        };
        let config: Config = serde_json::from_slice(&folder.config)
            .map_err(|error| malformed("config.json", error.to_string()))?;
        if config.num_attention_heads == 0
            || !config
                .hidden_size
                .is_multiple_of(config.num_attention_heads)
        {
            let reason = "its heads do not share hidden_size evenly".to_owned();
            return Err(malformed("config.json", reason));
        }
        let mut tokenizer = Tokenizer::from_bytes(&folder.tokenizer)
            .map_err(|error| malformed("tokenizer.json", error.to_string()))?;
        let truncation = TruncationParams {
            max_length: folder.max_tokens,
            ..TruncationParams::default()
        };
        // The file may ask for texts of one length: what is padded here is a batch.
        tokenizer
            .with_padding(None)
            .with_truncation(Some(truncation))
            .map_err(|error| malformed("tokenizer.json", error.to_string()))?;
        let weights =
            VarBuilder::from_buffered_safetensors(folder.weights, DType::F32, &Device::Cpu)
                .map_err(|error| malformed("model.safetensors", error.to_string()))?;
        let model = BertModel::load(weights, &config)
            .map_err(|error| malformed("model.safetensors", error.to_string()))?;
        Ok(Self {
            model,
            tokenizer,
            pooling: folder.pooling,
            dimensions: config.hidden_size,
            query_prefix: folder.query_prefix,
            passage_prefix: folder.passage_prefix,
            identity: folder.identity,
            settings: settings.clone(),
        })
    }

    /// Names the model and its prefixes.
    pub fn identity(&self) -> &str {
        &self.identity
    }

    /// Components of each vector.
    pub fn dimensions(&self) -> usize {
        self.dimensions
    }

    /// The vector of each text, of length 1.
    pub fn vectors(&self, texts: &[&str], role: Role) -> Result<Vec<Vec<f32>>, ModelError> {
        let failed = |reason: String| ModelError::Failed {
            folder: self.settings.folder.clone(),
            reason,
        };
        if texts.is_empty() {
            return Ok(Vec::new());
        }
        let prefix = match role {
            Role::Question => &self.query_prefix,
            Role::Passage => &self.passage_prefix,
        };
        let mut tokens = Vec::with_capacity(texts.len());
        for text in texts {
            let encoding = self
                .tokenizer
                .encode_fast(format!("{prefix}{text}"), true)
                .map_err(|error| failed(error.to_string()))?;
            tokens.push(encoding.get_ids().to_vec());
        }
        let vectors = self
            .forward(&tokens)
            .map_err(|error| failed(error.to_string()))?;
        // Nothing is near or far of what is no number, and an index would keep it.
        if vectors.iter().flatten().all(|part| part.is_finite()) {
            Ok(vectors)
        } else {
            Err(failed(
                "its weights give no numbers; fetch it again".to_owned(),
            ))
        }
    }

    fn forward(&self, tokens: &[Vec<u32>]) -> candle_core::Result<Vec<Vec<f32>>> {
        let longest = tokens.iter().map(Vec::len).max().unwrap_or_default().max(1);
        let shape = (tokens.len(), longest);
        let mut ids = Vec::with_capacity(tokens.len() * longest);
        let mut mask = Vec::with_capacity(tokens.len() * longest);
        for tokens in tokens {
            let padding = longest - tokens.len();
            ids.extend(
                tokens
                    .iter()
                    .copied()
                    .chain(std::iter::repeat_n(0, padding)),
            );
            mask.extend(std::iter::repeat_n(1_f32, tokens.len()));
            mask.extend(std::iter::repeat_n(0_f32, padding));
        }
        let ids = Tensor::from_vec(ids, shape, &Device::Cpu)?;
        let mask = Tensor::from_vec(mask, shape, &Device::Cpu)?;
        let hidden = self.model.forward(&ids, &ids.zeros_like()?, Some(&mask))?;
        normalised(&pooled(&hidden, &mask, self.pooling)?)?.to_vec2()
    }
}

/// One vector for each text, of those of its tokens (texts x tokens x components); `mask` is 1
/// for a token and 0 for padding.
fn pooled(hidden: &Tensor, mask: &Tensor, pooling: Pooling) -> candle_core::Result<Tensor> {
    let mask = mask.unsqueeze(2)?;
    match pooling {
        Pooling::First => hidden.narrow(1, 0, 1)?.squeeze(1),
        Pooling::Mean => {
            let sum = hidden.broadcast_mul(&mask)?.sum(1)?;
            sum.broadcast_div(&mask.sum(1)?.clamp(1e-9, f64::INFINITY)?)
        }
        Pooling::Max => {
            // Below anything that a layer's normalised output reaches.
            let lowered = mask.affine(1e9, -1e9)?;
            hidden.broadcast_add(&lowered)?.max(1)
        }
    }
}

fn normalised(vectors: &Tensor) -> candle_core::Result<Tensor> {
    let lengths = vectors.sqr()?.sum_keepdim(1)?.sqrt()?;
    vectors.broadcast_div(&lengths.clamp(1e-12, f64::INFINITY)?)
}
