"""Gather the questions that the reader is trained, tuned and measured on, near-misses included.

The data is not part of the repository: `folder` holds SQuAD 2.0 (12 articles), cross-lingual
XQuAD, PolicyQA and a folder train/ of span data sets, as gzipped JSON lines. Articles, sites and
paragraphs are split once, by name, so that nothing that is measured on was seen in training.
"""

import gzip
import json
import random
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal
from zlib import crc32

from ingest.sentences import split_sentences

Split = Literal["train", "tune", "test"]

TEST_ARTICLES = ("Yuan_dynasty", "Harvard_University", "Force")
TUNE_ARTICLES = ("European_Union_law", "Islamism")
TEST_SITES, TUNE_SITES = 4, 2  # of PolicyQA, in the order of the file
# Most answerable rows of each training set: English first, then languages near to ours.
MOST = {
    "squad2_train10": 4361, "qed": 6000, "covidqa": 1380, "selqa": 2373, "heq": 1500, "pira": 149,
    "jaquad": 1200, "norquad": 1200, "cmrc2018": 2000, "arcd": 1389, "faquad": 899,
}  # fmt: skip
_NEAR_MISSES = {"deleted": 0.45, "elsewhere": 0.3, "swapped": 0.25}
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*")
_OPPOSITE_WORDS = (
    "before/after first/last most/least highest/lowest largest/smallest increase/decrease "
    "more/less can/cannot may/must required/forbidden allowed/prohibited include/exclude "
    "included/excluded always/never begin/end began/ended start/stop started/stopped "
    "north/south east/west early/late inside/outside with/without male/female old/young "
    "inpatient/outpatient approved/rejected won/lost buy/sell bought/sold import/export"
)
_OPPOSITES = [pair.split("/") for pair in _OPPOSITE_WORDS.split()]
_OPPOSITE = {a: b for x, y in _OPPOSITES for a, b in ((x, y), (y, x))}


@dataclass(frozen=True)
class Row:
    """Hold a question on a passage, with the span that answers it or none."""

    source: str
    language: str
    question: str
    passage: str
    start: int  # of the answer's span in the passage, -1 where the passage does not answer
    end: int
    title: str = ""
    spans: tuple[tuple[int, int], ...] = ()  # of its sentences, split anew where there are none

    @property
    def answer(self) -> str:
        """Return the answer's words, empty where there is none."""
        return self.passage[self.start : self.end] if self.start >= 0 else ""


def _row(source: str, language: str, item: dict[str, Any], passage: str, title: str = "") -> Row:
    answers = item.get("answers") or []
    if not answers:
        return Row(source, language, item["question"], passage, -1, -1, title)
    start, text = answers[0]["answer_start"], answers[0]["text"]
    return Row(source, language, item["question"], passage, start, start + len(text), title)


def squad(folder: Path, split: Split) -> list[Row]:
    """Return SQuAD 2.0's rows of a split, by article."""
    rows = []
    for article in json.loads((folder / "squad2-12-articles.json").read_text())["data"]:
        title = article["title"]
        if split == _split_of_article(title):
            name = title.replace("_", " ")
            for paragraph in article["paragraphs"]:
                for item in paragraph["qas"]:
                    rows.append(_row("squad2", "en", item, paragraph["context"], name))
    return rows


def _split_of_article(title: str) -> Split:
    return "test" if title in TEST_ARTICLES else "tune" if title in TUNE_ARTICLES else "train"


def xquad(folder: Path, split: Split) -> list[tuple[Row, str]]:
    """Return the cross-lingual rows of a split with their English twins, by paragraph."""
    article = {
        paragraph["context"]: entry["title"]
        for entry in json.loads((folder / "squad2-12-articles.json").read_text())["data"]
        for paragraph in entry["paragraphs"]
    }
    rows = []
    for line in (folder / "xquad-cross-lingual.jsonl").read_text().splitlines():
        item = json.loads(line)
        passage = item["context"]
        if passage in article:
            part = _split_of_article(article[passage])
        else:
            share = crc32(passage.encode()) % 100
            part = "train" if share < 50 else "tune" if share < 62 else "test"
        if part == split:
            start = item["answer_start"]
            row = Row(
                "xquad", item["language"], item["question"], passage,
                start, start + len(item["answer"]),
            )  # fmt: skip
            rows.append((row, item["question_en"]))
    return rows


def policyqa(folder: Path, split: Split) -> list[Row]:
    """Return PolicyQA's rows of a split, by web site."""
    sites = json.loads((folder / "policyqa-dev.json").read_text())["data"]
    parts: dict[Split, list[Any]] = {
        "test": sites[:TEST_SITES],
        "tune": sites[TEST_SITES : TEST_SITES + TUNE_SITES],
        "train": sites[TEST_SITES + TUNE_SITES :],
    }
    return [
        _row("policyqa", "en", item, paragraph["context"], site["title"])
        for site in parts[split]
        for paragraph in site["paragraphs"]
        for item in paragraph["qas"]
    ]


def training_sets(folder: Path) -> dict[str, list[Row]]:
    """Return all rows of each set below train/."""
    found = {}
    for path in sorted((folder / "train").glob("*.jsonl.gz")):
        rows = []
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for item in map(json.loads, lines):
                start, answer = item["answer_start"], item["answer"]
                span = (-1, -1) if answer is None else (start, start + len(answer))
                name = path.name.split(".")[0]
                rows.append(Row(name, item["language"], item["question"], item["context"], *span))
        found[path.name.split(".")[0]] = rows
    return found


def training_rows(folder: Path, seed: int) -> list[Row]:
    """Return the training rows, half of them answered, in random order."""
    rng = random.Random(seed)
    sets = training_sets(folder)
    sets["squad2"] = squad(folder, "train")
    sets["policyqa"] = policyqa(folder, "train")
    pairs = xquad(folder, "train")
    sets["xquad"] = [row for row, _ in pairs]
    sets["xquad-en"] = [
        replace(row, question=twin, language="en") for row, twin in pairs if row.language == "es"
    ]
    rows: list[Row] = []
    for name, found in sorted(sets.items()):
        answered = [row for row in found if row.start >= 0]
        native = [row for row in found if row.start < 0]
        most = MOST.get(name, 2000)
        taken = rng.sample(answered, most) if len(answered) > most else answered
        missed = near_misses(taken, found, rng)
        if native:  # the real ones are better than ours: make ours up to as many as are answered
            missed = rng.sample(missed, max(0, min(len(missed), len(taken) - len(native))))
        rows += taken + native + missed
    rng.shuffle(rows)
    return rows


def written_near_misses(folder: Path, path: Path) -> list[Row]:
    """Return questions written for passages of the training sets, most of them near-misses.

    The file names a passage by its set and the crc32 of its text, which stays with its set.
    """
    sets = training_sets(folder)
    passages = {
        (name, crc32(row.passage.encode())): row.passage for name in sets for row in sets[name]
    }
    rows = []
    for item in map(json.loads, path.read_text("utf-8").splitlines()):
        passage, answer = passages[item["source"], item["passage"]], item["answer"]
        start = passage.index(answer) if answer else -1
        end = start + len(answer) if answer else -1
        rows.append(Row("near-misses", item["language"], item["question"], passage, start, end))
    return rows


def near_misses(rows: Sequence[Row], pool: Sequence[Row], rng: random.Random) -> list[Row]:
    """Make a question that its passage does not answer from each row where a rule can.

    `deleted` takes the sentence that answers out of the passage; `elsewhere` asks the question
    of the passage of the same set that shares most of its words; `swapped` asks about another
    number or name, or the opposite.
    """
    passages = list(dict.fromkeys(row.passage for row in pool))
    place = {passage: i for i, passage in enumerate(passages)}
    numbers: dict[int, list[str]] = defaultdict(list)
    names: list[str] = []
    for row in pool:
        for number in _NUMBER.findall(row.passage[:2000]):
            numbers[len(number)].append(number)
        names += _NAME.findall(row.passage[:2000])[:20]
    rules, weights = list(_NEAR_MISSES), list(_NEAR_MISSES.values())
    made = []
    for row in rows:
        for rule in (rng.choices(rules, weights)[0], *rules):  # the first rule that applies
            if rule == "deleted":
                missed = _deleted(row)
            elif rule == "elsewhere":
                near = place[row.passage]
                around = passages[max(0, near - 4) : near + 5]
                missed = _elsewhere(row, [*around, *rng.choices(passages, k=24)])
            else:
                missed = _swapped(row, numbers, names, rng)
            if missed:
                made.append(missed)
                break
    return made


def _deleted(row: Row) -> Row | None:
    kept = [
        row.passage[start:end]
        for start, end in split_sentences(row.passage)
        if end <= row.start or start >= row.end
    ]
    passage = " ".join(kept)
    if len(kept) < 2 or len(row.answer) < 3 or row.answer.casefold() in passage.casefold():
        return None
    return replace(row, passage=passage, start=-1, end=-1)


def _elsewhere(row: Row, passages: Iterable[str]) -> Row | None:
    wanted = _pieces(row.question)
    best, score = None, 0.0
    for passage in passages:
        if passage != row.passage and row.answer.casefold() not in passage.casefold():
            shared = len(wanted & _pieces(passage[:1500])) / (len(wanted) or 1)
            if shared > score:
                best, score = passage, shared
    return replace(row, passage=best, start=-1, end=-1) if best else None


def _pieces(text: str) -> set[str]:
    """Return the words of a text, or its pairs of characters where words have no blanks."""
    text = text.casefold()
    if re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", text):
        return {text[i : i + 2] for i in range(len(text) - 1)}
    return {word for word in re.findall(r"\w+", text) if len(word) > 3}


def _swapped(
    row: Row, numbers: dict[int, list[str]], names: list[str], rng: random.Random
) -> Row | None:
    question = row.question
    spans: list[tuple[int, int, str]] = []
    for match in _NUMBER.finditer(question):
        others = [n for n in numbers[len(match[0])][:5000] if n not in row.passage]
        if others:
            spans.append((*match.span(), rng.choice(others)))
    for match in _NAME.finditer(question):
        other = rng.choice(names) if names else ""
        if other and other.casefold() not in (row.passage + question).casefold():
            spans.append((*match.span(), other))
    if not spans:
        for match in re.finditer(r"\w+", question):
            if match[0].lower() in _OPPOSITE:
                spans.append((*match.span(), _OPPOSITE[match[0].lower()]))
    if not spans:
        return None
    start, end, other = rng.choice(spans)
    return replace(row, question=question[:start] + other + question[end:], start=-1, end=-1)
