"""The decision to refuse: fitted, measured and drawn, on samples made by hand and on a small file of readings."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from assistant.search.evidence import Evidence
from assistant.search.judgement import FEATURES, Judgement, read_judgement
from eval.dataset import Split
from eval.extraction import EvalError
from eval.refusal import (
    ANSWERS_FROM,
    MAY_ANSWER_FROM,
    MEANINGS,
    figures,
    fit,
    judgement_toml,
    measure,
    refusal_text,
    reliability_svg,
)
from eval.refusal_samples import Passage, Sample, reading_samples
from eval.run import embedder_of, evaluation_settings


def evidence(held: float, noise: float = 0.0) -> Evidence:
    return Evidence(**dict.fromkeys(FEATURES, noise) | {"asked": held, "sentence": held})


def sample(held: float, right: bool, *, answerable: bool = True, source: str = "reading", noise: float = 0.0) -> Sample:
    return Sample(source, Split.TRAIN, answerable, (Passage(evidence(held, noise), right, right or None),))


def spread(count: int = 400) -> list[Sample]:
    """Passages that answer as often as they hold of the topic: the truth is known."""
    chance = random.Random(1)
    made = []
    for _ in range(count):
        held = chance.random()
        right = chance.random() < held
        made.append(sample(held, right, answerable=right, noise=chance.gauss(0, 1)))
    return made


def test_every_number_is_explained() -> None:
    assert set(MEANINGS) == set(FEATURES)


def test_fitting_finds_what_decides() -> None:
    found = fit(spread())
    assert found.weights["asked"] + found.weights["sentence"] > 3
    assert max(abs(w) for name, w in found.weights.items() if name not in {"asked", "sentence"}) < 0.5


def test_fitted_probabilities_are_true() -> None:
    found = fit(spread())
    part = figures("all", spread(2_000), found)
    assert part.error is not None
    assert part.error < 0.08


def test_what_is_written_is_what_is_read() -> None:
    found = fit(spread())
    read = read_judgement(judgement_toml(found, spread()))
    assert read.weights == pytest.approx(found.weights, abs=6e-4)
    assert (read.answers_from, read.may_answer_from) == pytest.approx((ANSWERS_FROM, MAY_ANSWER_FROM), abs=6e-4)


CERTAIN = Judgement(-5.0, {**dict.fromkeys(FEATURES, 0.0), "asked": 10.0}, 0.9, 0.5)


def test_every_kind_of_mistake_is_counted() -> None:
    samples = [
        sample(0.9, True),
        sample(0.1, True),  # refused, though it answers
        sample(0.9, False),  # another passage is quoted
        sample(0.9, False, answerable=False),  # answered, though nothing does
        sample(0.1, False, answerable=False),
    ]
    part = figures("all", samples, CERTAIN)
    assert part.accuracy == pytest.approx(2 / 5)
    assert part.false_refusals == pytest.approx(1 / 3)
    assert part.wrong == pytest.approx(1 / 3)
    assert part.missed == pytest.approx(1 / 2)
    assert part.marked == 1.0
    assert sum(each.questions for each in part.bins) == 5


def test_a_search_that_brings_nothing_is_a_refusal() -> None:
    part = figures("all", [Sample("reading", Split.TEST, False, ())], CERTAIN)
    assert (part.accuracy, part.missed, part.false_refusals) == (1.0, 0.0, None)


def test_the_table_and_the_picture_show_every_source() -> None:
    samples = [*spread(20), sample(0.9, True, source="gold")]
    parts = measure(samples, CERTAIN)
    assert [part.name for part in parts] == ["all", "reading", "gold"]
    assert all(part.name in refusal_text(parts, CERTAIN) for part in parts)
    picture = reliability_svg(parts[0])
    assert picture.startswith("<svg")
    assert picture.count("<circle") == sum(each.questions > 0 for each in parts[0].bins)


ARTICLES = [
    ("Sông ngòi", [
        ("Sông Lam dài 512 km và đổ ra biển ở Cửa Hội.", "Sông Lam dài bao nhiêu ki-lô-mét?", "512 km"),
        ("Hồ Ba Bể nằm trong vườn quốc gia cùng tên.", "Hồ Ba Bể nằm ở đâu?", "vườn quốc gia"),
    ]),
    ("Thư viện", [
        ("Thư viện xã mở cửa buổi sáng. Người đọc mượn được ba quyển sách.", "Mượn được mấy quyển sách?", "ba quyển"),
    ]),
]  # fmt: skip


@pytest.fixture
def reading_file(tmp_path: Path) -> Path:
    data = [
        {
            "title": title,
            "paragraphs": [
                {"context": context, "qas": [{"question": asked, "answers": [{"text": answer, "answer_start": 0}]}]}
                for context, asked, answer in paragraphs
            ],
        }
        for title, paragraphs in ARTICLES
    ]
    path = tmp_path / "reading.json"
    path.write_text(json.dumps({"data": data}), encoding="utf-8")
    return path


def test_each_question_is_asked_with_and_without_its_paragraph(reading_file: Path, user_data: Path) -> None:
    samples = reading_samples(reading_file, embedder_of(evaluation_settings(user_data)))
    assert [each.answerable for each in samples] == [True, False] * 3
    assert [each.half for each in samples] == [Split.TRAIN] * 4 + [Split.TEST] * 2
    assert all(any(p.right for p in each.passages) is each.answerable for each in samples)
    marked = [next(p for p in each.passages if p.right).marked for each in samples if each.answerable]
    assert marked == [True, True, True]


def test_a_file_in_another_layout_is_named(tmp_path: Path, user_data: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("[]", encoding="utf-8")
    with pytest.raises(EvalError, match=r"other\.json is not a file in SQuAD's layout"):
        reading_samples(path, embedder_of(evaluation_settings(user_data)))
