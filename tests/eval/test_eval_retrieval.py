"""``chidao-eval retrieval``: the collection, the legs, the measures, by hand on five texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from eval.cli import main
from eval.extraction import EvalError
from eval.ir_collection import chunked, load_collection, without_diacritics
from eval.retrieval import Leg, evaluate, measure, reciprocal_ranks
from index.filters import Hit

TEXTS = [
    ("a", "Luật A - Điều 1", "Thời hạn báo cáo là mười ngày."),
    ("b", "Luật A - Điều 2", "Kinh phí do ngân sách nhà nước bảo đảm."),
    ("c", "Luật B - Điều 1", "Người lao động được nghỉ phép hằng năm."),
    ("d", "", "Tàu thuyền phải đăng ký tại cảng."),
    ("e", "", "\n\n".join(f"{n}. Khu du lịch cấp tỉnh phải có hồ sơ công nhận." for n in range(1, 60))),
]
QUERIES = [
    ("q1", "báo cáo trong thời hạn nào?", "easy"),
    ("q2", "hồ sơ công nhận khu du lịch", "easy"),
    ("q3", "người lao động nghỉ phép", "hard"),
    ("unjudged", "không ai chấm", "hard"),
]
QRELS = [("q1", "a", 1), ("q2", "e", 1), ("q3", "b", 1)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    texts = [json.dumps({"_id": i, "title": t, "text": x}) for i, t, x in TEXTS]
    queries = [json.dumps({"_id": i, "text": x, "metadata": {"source": s}}) for i, x, s in QUERIES]
    qrels = ["query-id\tcorpus-id\tscore", *("\t".join(map(str, row)) for row in QRELS)]
    (tmp_path / "qrels").mkdir()
    for name, lines in (("corpus.jsonl", texts), ("queries.jsonl", queries), ("qrels/test.tsv", qrels)):
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *options: str) -> Result:
    monkeypatch.setenv("CHIDAO_DATA_DIR", str(folder / "data"))
    return CliRunner().invoke(main, ["retrieval", str(folder), *options])


def test_only_judged_questions_count(folder: Path):
    collection = load_collection(folder)
    assert [query.id for query in collection.queries] == ["q1", "q2", "q3"]
    assert collection.judged["q1"] == {"a": 1}


def test_texts_are_cut_as_directives_are(folder: Path):
    cut = {text.id: [chunk.embedded for chunk in chunks] for text, _, chunks in chunked(load_collection(folder))}
    assert cut["a"] == ["Luật A - Điều 1\nThời hạn báo cáo là mười ngày."]
    assert len(cut["e"]) > 2
    assert all(each.startswith("(e)\n") for each in cut["e"])


def test_questions_without_diacritics():
    assert without_diacritics("Đề nghị Bộ Y tế: đến hạn?") == "De nghi Bo Y te: den han?"


def test_bm25_finds_what_is_there_with_and_without_diacritics(monkeypatch: pytest.MonkeyPatch, folder: Path):
    printed = run(monkeypatch, folder, "--leg", "bm25")
    assert printed.exit_code == 0, printed.output
    # q1 and q2 are found first; what q3 was judged by (b) does not share a word with it.
    lines = printed.output.splitlines()
    assert lines[:3] == ["nDCG@10 0.667", "Recall@10 0.667", "MRR@10 0.667"]
    assert lines[4:8] == ["easy (2 questions)", "nDCG@10 1.000", "Recall@10 1.000", "MRR@10 1.000"]
    assert lines[9:11] == ["hard (1 questions)", "nDCG@10 0.000"]
    assert run(monkeypatch, folder, "--leg", "bm25", "--strip-diacritics").output == printed.output


def test_every_leg_on_the_bundled_model(monkeypatch: pytest.MonkeyPatch, folder: Path):
    found = {}
    for leg in ("dense", "rrf", "ours"):
        printed = run(monkeypatch, folder, "--leg", leg, "--json")
        parts = json.loads(printed.output)
        assert [(part["name"], part["questions"]) for part in parts] == [("all", 3), ("easy", 2), ("hard", 1)]
        assert parts[1]["values"]["MRR@10"] == 1.0
        found[leg] = parts[2]["values"]["MRR@10"]
    assert all(0 < value < 1 for value in found.values())  # b is among five texts, and c stands before it
    assert (folder / "data" / "eval" / "vectors.db").exists()


def test_reciprocal_ranks():
    def hits(*names: str) -> list[Hit]:
        return [Hit(name, 0.0, {"document": name.upper()}) for name in names]

    assert reciprocal_ranks(hits("a", "b"), hits("b", "c")) == [
        ("B", pytest.approx(1 / 62 + 1 / 61)),
        ("A", pytest.approx(1 / 61)),
        ("C", pytest.approx(1 / 62)),
    ]


def test_a_question_that_finds_nothing_counts_as_nothing(folder: Path):
    collection = load_collection(folder)
    (all_, *_) = measure(collection, {"q1": {"c": 0.9, "a": 0.8}, "q2": {}})
    assert all_.values["MRR@10"] == pytest.approx(0.5 / 3)
    assert all_.values["nDCG@10"] == pytest.approx(0.6309 / 3, abs=1e-4)
    assert all_.values["Recall@10"] == pytest.approx(1 / 3)


def test_a_folder_of_something_else_is_said_clearly(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    printed = run(monkeypatch, tmp_path)
    assert printed.exit_code == 1
    assert "BEIR's layout: there is no corpus.jsonl, no queries.jsonl, no qrels/test.tsv." in printed.output


def test_titles_metadata_and_header_may_be_missing_and_ids_may_be_numbers(tmp_path: Path):
    (tmp_path / "qrels").mkdir()
    texts = ['{"_id": 1, "title": null, "text": "một\u2028hai"}', '{"_id": "2", "text": "ba"}']
    (tmp_path / "corpus.jsonl").write_text("\n".join(texts), encoding="utf-8-sig")
    (tmp_path / "queries.jsonl").write_bytes(b'{"_id": 7, "text": "ba", "metadata": null}\r\n\r\n')
    (tmp_path / "qrels" / "test.tsv").write_text("7\t2\t1.0\r\n7\t1\t0", encoding="utf-8")
    collection = load_collection(tmp_path)
    assert [(text.id, text.title) for text in collection.texts] == [("1", ""), ("2", "")]
    assert [(query.id, query.source) for query in collection.queries] == [("7", "")]
    assert collection.judged == {"7": {"2": 1, "1": 0}}


BROKEN = {
    "no JSON": ("corpus.jsonl", "{", r"corpus\.jsonl:1 is no JSON"),
    "no object": ("queries.jsonl", "[]", r"queries\.jsonl:1 is no JSON object"),
    "no id": ("corpus.jsonl", '{"text": "x"}', r"corpus\.jsonl:1: \"_id\" is missing"),
    "no text": ("corpus.jsonl", '\n{"_id": "a"}', r"corpus\.jsonl:2: \"text\" is missing"),
    "no texts": ("corpus.jsonl", "", "corpus.jsonl holds no texts"),
    "an id twice": ("corpus.jsonl", '{"_id": "a", "text": "x"}\n' * 2, "the id 'a' occurs more than once"),
    "other texts": ("corpus.jsonl", '{"_id": "zz", "text": "x"}', "No text that .* names"),
    "other questions": ("queries.jsonl", '{"_id": "zz", "text": "x"}', "No question of .* is judged"),
    "fields": ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1 a 1", r"test\.tsv:2: expected .* found 1 fields"),
    "a grade": ("qrels/test.tsv", "q1\ta\t1\nq1\tb\tgood", r"test\.tsv:2: the grade 'good'"),
}


@pytest.mark.parametrize("name, content, says", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_wrong_is_said_with_its_place(folder: Path, name: str, content: str, says: str):
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(EvalError, match=says):
        load_collection(folder)


def test_progress_is_told(folder: Path):
    from index.embedding import load_embedder

    seen: list[tuple[str, int, int]] = []
    evaluate(load_collection(folder), load_embedder(), Leg.BM25, progress=lambda *told: seen.append(told))
    assert seen[-1] == ("questions", 3, 3)
    assert seen[0][0] == "chunks" and seen[0][1] == seen[0][2]
