import threading
from pathlib import Path

import numpy as np
import pytest

from ingest import e5
from ingest.encoder import Encoder, SentenceTransformerEncoder, load_encoder
from ingest.errors import EncoderError
from ingest.settings import IngestSettings


def test_vectors_have_length_one_and_order_is_kept(encoder: Encoder) -> None:
    texts = ["pump", "a long text about refilling an implantable pump " * 9, "Pumpe"]
    together = encoder.encode(texts, encoder.passage_prompt)
    assert together.shape == (3, 384)
    assert np.allclose(np.linalg.norm(together, axis=1), 1, atol=1e-4)
    apart = np.concatenate([encoder.encode([t], encoder.passage_prompt) for t in texts])
    assert np.sum(together * apart, axis=1).min() > 0.99


def test_languages_meet(encoder: Encoder) -> None:
    questions = encoder.encode(
        ["When is the pump refilled?", "泵何时补充？", "Когда заправляют помпу?"],
        encoder.query_prompt,
    )
    passages = encoder.encode(
        ["The pump is refilled on a later day.", "Bread is baked in an oven."],
        encoder.passage_prompt,
    )
    scores = questions @ passages.T
    assert (scores[:, 0] > scores[:, 1]).all()


def test_threads_do_not_get_in_each_others_way(encoder: Encoder) -> None:
    alone = encoder.encode(["refill"], encoder.query_prompt)
    results: list[bool] = []

    def work() -> None:
        for _ in range(10):
            again = encoder.encode(["refill"], encoder.query_prompt)
            results.append(np.allclose(again, alone, atol=1e-3))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 40
    assert all(results)


def test_quantised_agrees_with_fp32_run_by_sentence_transformers(
    tmp_path: Path, encoder: Encoder
) -> None:
    e5.save_sentence_transformer(tmp_path)
    full = SentenceTransformerEncoder(str(tmp_path / "model"), "query: ", "passage: ")
    texts = ["refill of an implantable pump", "تعبئة المضخة", "펌프를 다시 채우다", "Nachfüllen"]
    ours, theirs = (e.encode(texts, "passage: ") for e in (encoder, full))
    assert np.sum(ours * theirs, axis=1).min() > 0.985
    assert [encoder.count_tokens(t) for t in texts] == [full.count_tokens(t) for t in texts]
    assert full.window == encoder.window == 512


def test_q4_blocks_unpack_as_documented() -> None:
    block = np.zeros((1, 18), np.uint8)
    block[0, :2] = np.frombuffer(np.float16(0.5).tobytes(), np.uint8)
    block[0, 2] = 0x9F  # weight 0 is 15 - 8, weight 16 is 9 - 8
    weights = e5.unpack(block)[0]
    assert (weights[0], weights[16], weights[1]) == (3.5, 0.5, -4.0)


def test_an_encoder_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    settings = IngestSettings(encoder=str(tmp_path / "nothing"))
    with pytest.raises(EncoderError, match="GUIDECITE_ENCODER"):
        load_encoder(settings)
