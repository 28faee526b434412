"""Train the reader: which sentences of a passage answer a question, and do they at all?

    python -m evals.train_reader train DATA OUT [STEPS]         general questions
    python -m evals.train_reader train DATA OUT STEPS FROM      ... then guidance, near-misses
    python -m evals.train_reader train DATA OUT STEPS FROM own  ... then these alone, slower
    python -m evals.train_reader train DATA OUT STEPS FROM new  ... at last what was written last
    python -m evals.train_reader export OUT/reader.pt assistant/weights/reader.onnx

The backbone is the encoder's own, multilingual-e5-small (MIT); its word embeddings and lower
layers stay as they are, so that the reader shares them with the encoder. Question and passage go
in together. Three heads read the last layer: one score a sentence, one for the passage as a whole
(the first token), and the span, with the first token as the null answer; the span only helps the
others to learn. FROM is a checkpoint or the shipped reader.onnx, whose 8 bits are near enough to go
on from. Trained on the CPU, in bfloat16 where it has that; a checkpoint every 400 steps.
"""

import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import onnx
import torch
from sklearn.metrics import roc_auc_score
from torch import nn

from assistant.reader import Layout, Part, lay_out, places
from evals import reader_data
from evals.guidance_data import guidance
from evals.reader_data import Row
from ingest import e5
from ingest.encoder import load_encoder
from ingest.sentences import split_sentences
from ingest.settings import IngestSettings

FROZEN = 4  # layers that stay the encoder's own
TOKENS, SHORT = 288, 160  # of question and passage together
BATCH = 16
STEPS = 2600
RATE, HEAD_RATE = 6e-5, 5e-4
SEED = 20261124
OWN = Path(__file__).with_name("reader")
NEAR_MISSES = ("near-misses.jsonl", "near-misses-2.jsonl")
# What was written last, of the guidance; the last stage goes over it and some rows of the rest.
_LAST = ("sheets/*.jsonl", "formal/*.jsonl", "faqs/*.jsonl", "limits/*.jsonl", "*/pairs.jsonl")
_AGAIN = 3000
# Sets of the first stage that the second goes over again whole, since people wrote their
# near-misses, and rows of the others.
_WRITTEN = ("squad2", "xquad")
_GENERAL = 2500
_LOOK_AHEAD = 64  # batches whose rows are sorted by length together, to pad little


@dataclass(frozen=True)
class Example:
    """Hold a question on a passage as tokens."""

    passage: int  # which, so that questions on one passage are set against each other
    layout: Layout
    answering: int  # index of the sentence that answers, -1 for none
    span: tuple[int, int]  # first and last token of the answer, (0, 0) for none


class Model(nn.Module):
    """Score the sentences of a passage, the passage and its spans."""

    def __init__(self) -> None:
        super().__init__()
        package = e5.read_package()
        self.backbone = e5.make_model(package)
        self.backbone.set_attn_implementation("sdpa")
        layer: Any
        for layer in self.backbone.encoder.layer:
            # Dropping attention weights would keep torch from its fast kernel, 2.3 times as fast.
            layer.attention.self.dropout.p = 0.0
        size = package.config["hidden_size"]
        self.sentence = nn.Linear(size, 1)
        self.passage = nn.Linear(size, 1)
        self.span = nn.Linear(size, 2)

    def forward(self, ids: Any, mask: Any, places: Any) -> tuple[Any, Any, Any]:
        """Return logits: (batch, sentences), (batch,) and (batch, tokens, 2).

        `places` (batch, sentences, tokens) averages the tokens of each sentence.
        """
        hidden = self.backbone(input_ids=ids, attention_mask=mask).last_hidden_state
        sentences = self.sentence(torch.bmm(places.to(hidden.dtype), hidden)).squeeze(-1)
        return sentences, self.passage(hidden[:, 0]).squeeze(-1), self.span(hidden)


def _fast() -> Any:
    """Return a context in which matrices are multiplied in bfloat16, where the CPU can."""
    can: bool = torch.ops.mkldnn._is_mkldnn_bf16_supported()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=can)


def read_state(path: Path) -> dict[str, Any]:
    """Return a model's state from a checkpoint, or from a reader.onnx its weights of 8 bits."""
    if path.suffix != ".onnx":
        state: dict[str, Any] = torch.load(path, weights_only=True)
        return state
    graph = onnx.load(path).graph
    held = {item.name: onnx.numpy_helper.to_array(item) for item in graph.initializer}
    own = Model().state_dict()
    state = {
        key: torch.tensor(value)
        for name, value in held.items()
        if (key := name.removeprefix("model.")) in own and "embeddings" not in key
    }
    for node in graph.node:
        weights = node.input[1] if node.op_type in ("MatMul", "MatMulInteger") else ""
        if weights in held:
            name = weights.removesuffix("_quantized")
            matrix = held[weights].astype(np.float32)
            if name != weights:
                matrix = (matrix - held[f"{name}_zero_point"]) * held[f"{name}_scale"]
            place = re.sub(r"(?:/Gemm)?(?:_|/)MatMul(?:_quant)?$", "", node.name.strip("/"))
            state[place.replace("/", ".") + ".weight"] = torch.tensor(matrix.T.copy())
    return state


def make_example(tokenizer: Any, row: Row, rng: random.Random) -> Example | None:
    """Return a row as tokens; of a long passage, a run of sentences with the answer's in it.

    Half of the rows are cut to `SHORT` tokens, which is about what the reader is shown at once.
    """
    spans = row.spans or tuple(s for s in split_sentences(row.passage) if s[1] > s[0])
    answering = next((i for i, s in enumerate(spans) if s[0] <= row.start < s[1]), -1)
    if not spans or (row.start >= 0 and answering < 0):
        return None
    # Titles of guidance tell whose it is; those of articles are left out half of the time.
    title = row.title if row.spans or rng.random() < 0.5 else ""
    head = lay_out(tokenizer, row.question, Part(title, "", ()), TOKENS)
    room = (TOKENS if rng.random() < 0.5 else SHORT) - head.shift - 1
    counts = [
        len(tokenizer.encode(row.passage[start:end], add_special_tokens=False).ids)
        for start, end in spans
    ]
    left = right = answering if answering >= 0 else rng.randrange(len(spans))
    total = counts[left]
    while sides := [
        side
        for side, at in ((-1, left - 1), (1, right + 1))
        if 0 <= at < len(spans) and total + counts[at] <= room
    ]:  # widen to both sides, at random, while there is room
        side = rng.choice(sides)
        left, right = left - (side < 0), right + (side > 0)
        total += counts[left if side < 0 else right]
    first = spans[left][0]
    shown = tuple((start - first, end - first) for start, end in spans[left : right + 1])
    part = Part(title, row.passage[first : spans[right][1]], shown)
    layout = lay_out(tokenizer, row.question, part, TOKENS)
    if row.start < 0:
        return Example(crc32(row.passage.encode()), layout, -1, (0, 0))
    inside = [
        i for i, (start, end) in enumerate(layout.offsets, layout.shift)
        if end + first > row.start and start + first < row.end
    ]  # fmt: skip
    if not inside:
        return None
    return Example(crc32(row.passage.encode()), layout, answering - left, (inside[0], inside[-1]))


def collate(batch: Sequence[Example]) -> dict[str, Any]:
    """Pad a batch."""
    layouts = [example.layout for example in batch]
    width = max(len(layout.tokens) for layout in layouts)
    ids = torch.ones(len(batch), width, dtype=torch.int64)
    mask = torch.zeros(len(batch), width, dtype=torch.int64)
    averages = torch.from_numpy(places(layouts, width))
    real = torch.zeros(averages.shape[:2])
    right = torch.zeros(averages.shape[:2])
    for i, example in enumerate(batch):
        tokens = example.layout.tokens
        ids[i, : len(tokens)] = torch.tensor(tokens)
        mask[i, : len(tokens)] = 1
        real[i, : len(example.layout.sentences)] = 1
        if example.answering >= 0:
            right[i, example.answering] = 1
    span = torch.tensor([e.span for e in batch])
    passages = torch.tensor([e.passage for e in batch])
    return {
        "ids": ids,
        "mask": mask,
        "places": averages,
        "real": real,
        "right": right,
        "span": span,
        "passages": passages,
    }


def loss_of(model: Model, data: dict[str, Any]) -> Any:
    """Return the loss of a batch: sentences, passage, span, and the order of questions together.

    Of two questions on one passage the one that it answers is to score higher.
    """
    with _fast():
        scored = model(data["ids"], data["mask"], data["places"])
    sentences, passage, span = (logits.float() for logits in scored)
    answered = (data["span"][:, 0] > 0).float()
    each = nn.functional.binary_cross_entropy_with_logits(
        sentences, data["right"], reduction="none", pos_weight=torch.tensor(2.0)
    )
    by_sentence = (each * data["real"]).sum() / len(sentences)
    by_passage = nn.functional.binary_cross_entropy_with_logits(passage, answered)
    span = span.masked_fill(data["mask"].unsqueeze(-1) == 0, -1e4)
    by_span = sum(nn.functional.cross_entropy(span[..., i], data["span"][:, i]) for i in (0, 1))
    same = data["passages"].unsqueeze(1) == data["passages"].unsqueeze(0)
    pairs = same & (answered.unsqueeze(1) > answered.unsqueeze(0))
    gaps = nn.functional.softplus(passage.unsqueeze(0) - passage.unsqueeze(1))
    by_order = (gaps * pairs).sum() / pairs.sum().clamp(min=1)
    return 0.7 * by_sentence + by_passage + 0.25 * by_span + 0.5 * by_order


def set_training(model: Model) -> None:
    """Make ready to train; what stays the encoder's own drops nothing."""
    model.train()
    for part in (model.backbone.embeddings, *model.backbone.encoder.layer[:FROZEN]):
        part.requires_grad_(False)
        part.eval()


def look(model: Model, examples: Sequence[Example]) -> str:
    """Return how well the heads do on examples, in a line."""
    model.eval()
    answered, whole, best, found = [], [], [], []
    with torch.inference_mode():
        for at in range(0, len(examples), BATCH):
            batch = examples[at : at + BATCH]
            data = collate(batch)
            with _fast():
                sentences, passage, _ = model(data["ids"], data["mask"], data["places"])
            sentences = sentences.float().masked_fill(data["real"] == 0, -1e4)
            for example, scores, score in zip(batch, sentences, passage.float(), strict=True):
                answered.append(example.answering >= 0)
                whole.append(float(score))
                best.append(float(scores.max()))
                if example.answering >= 0:
                    found.append(int(scores.argmax()) == example.answering)
    set_training(model)
    return (
        f"AUROC passage {roc_auc_score(answered, whole):.3f} sentence "
        f"{roc_auc_score(answered, best):.3f} both "
        f"{roc_auc_score(answered, np.add(whole, best)):.3f} sentence@1 {np.mean(found):.3f}"
    )


class _Exported(nn.Module):
    """Take word rows in place of tokens; leave out the span, which only training needs."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self.model = model

    def forward(self, rows: Any, mask: Any, places: Any) -> tuple[Any, Any]:
        hidden = self.model.backbone(inputs_embeds=rows, attention_mask=mask).last_hidden_state
        sentences = self.model.sentence(torch.bmm(places, hidden)).squeeze(-1)
        return sentences, self.model.passage(hidden[:, 0]).squeeze(-1)


def export(state: str, target: str) -> None:
    """Write the quantised reader from a saved state."""
    model = Model()
    model.load_state_dict(read_state(Path(state)), strict=False)
    model.backbone.set_attn_implementation("eager")
    model.eval()
    inputs = e5.word_inputs(e5.read_package().config)
    axes = {0: "batch", 1: "sentences", 2: "tokens"}
    inputs["places"] = (torch.zeros(2, 3, 8), axes)
    e5.export_quantised(
        _Exported(model), inputs, ["sentences", "passage"], Path(target), seven_bits=True
    )


def _refining_rows(folder: Path, rng: random.Random, only: str) -> list[Row]:
    """Return what the reader is refined on, the questions of a passage one after the other.

    `only` "own" leaves out what was not written for it; "new" takes what was written last whole,
    and of the rest `_AGAIN` rows, of the data that people wrote twice as many.
    """
    encoder = load_encoder(IngestSettings())
    own = guidance("train", encoder)
    # Questions with an answer twice as often: each also has a passage without it.
    own += [row for row in own if row.start >= 0]
    near = [reader_data.written_near_misses(folder, OWN / name) for name in NEAR_MISSES]
    general = [] if only == "own" else reader_data.training_rows(folder, SEED + 1)
    written = [row for row in general if row.source in _WRITTEN]
    rest = [row for row in general if row.source not in _WRITTEN][:_GENERAL]
    if only == "new":
        last = [row for files in _LAST for row in guidance("train", encoder, files)]
        last += [row for row in last if row.start >= 0]
        again = [
            rng.sample([*near[0], *own], _AGAIN),
            rng.sample(written, min(len(written), 2 * _AGAIN)),
        ]
        rows = [*near[1], *last, *again[0], *again[1]]
    else:
        rows = [*own, *near[0], *near[1], *written, *rest]
    by_passage: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_passage[row.passage].append(row)
    groups = list(by_passage.values())
    rng.shuffle(groups)
    return [row for group in groups for row in group]


def train(
    data: str, out: str, steps: int = STEPS, start: str | None = None, only: str = ""
) -> None:
    """Train and save the reader's state, going on from the state in the file `start`."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED + bool(start) + len(only))
    folder, target = Path(data), Path(out)
    target.mkdir(parents=True, exist_ok=True)
    tokenizer = e5.make_tokenizer(e5.read_package())
    rows = _refining_rows(folder, rng, only) if start else reader_data.training_rows(folder, SEED)
    rows = (rows * -(-steps * BATCH // len(rows)))[: steps * BATCH + 2000]
    made = [e for row in rows if (e := make_example(tokenizer, row, rng))][: steps * BATCH]
    tuning = {
        "squad2": reader_data.squad(folder, "tune"),
        "xquad": [row for row, _ in reader_data.xquad(folder, "tune")],
    }
    tuning["guidance"] = guidance("tune", load_encoder(IngestSettings()))
    tuning["xquad"] += reader_data.near_misses(tuning["xquad"], tuning["xquad"], rng)
    looks = {
        name: [
            e
            for row in rng.sample(found, min(len(found), 320))
            if (e := make_example(tokenizer, row, rng))
        ]
        for name, found in tuning.items()
    }
    print(f"{len(made)} examples, {sum(e.answering >= 0 for e in made)} answered", flush=True)
    batches = []
    for at in range(0, len(made), BATCH * _LOOK_AHEAD):
        part = sorted(made[at : at + BATCH * _LOOK_AHEAD], key=lambda e: len(e.layout.tokens))
        group = [part[i : i + BATCH] for i in range(0, len(part), BATCH)]
        rng.shuffle(group)
        batches += group
    model = Model()
    if start:
        model.load_state_dict(read_state(Path(start)), strict=False)
    set_training(model)
    heads = [p for part in (model.sentence, model.passage, model.span) for p in part.parameters()]
    upper = [p for p in model.backbone.parameters() if p.requires_grad]
    pace = {"": 1.0, "own": 0.5, "new": 0.75}[only]
    optimizer = torch.optim.AdamW(
        [{"params": upper, "lr": RATE * pace}, {"params": heads, "lr": HEAD_RATE * pace}],
        weight_decay=0.01,
    )
    warm = max(1, len(batches) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / warm, max(0.02, 1 - i / len(batches)))
    )
    began, mean = time.time(), 0.0
    for step, batch in enumerate(batches, 1):
        loss = loss_of(model, collate(batch))
        loss.backward()
        nn.utils.clip_grad_norm_([*upper, *heads], 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        mean += (float(loss.detach()) - mean) / min(step, 100)
        if step % 50 == 0:
            rate = (time.time() - began) / step
            left = rate * (len(batches) - step) / 60
            print(f"step {step}/{len(batches)} loss {mean:.3f}, {left:.0f} min left", flush=True)
        if step % 400 == 0 or step == len(batches):
            for name, examples in looks.items():
                print(f"  {name}: {look(model, examples)}", flush=True)
            state = {k: v for k, v in model.state_dict().items() if "embeddings" not in k}
            torch.save(state, target / "reader.new")
            (target / "reader.new").replace(target / "reader.pt")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["export", state, target]:
            export(state, target)
        case ["train", data, out]:
            train(data, out)
        case ["train", data, out, steps, *start]:
            train(data, out, int(steps), *start)
        case _:
            sys.exit(__doc__)
