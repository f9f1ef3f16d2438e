"""Real files of Nghị định 30/2020/NĐ-CP: their trees are complete.

What is expected of the decree comes from python-docx's paragraphs, whose labels are typed, by patterns of this test's
own: neither our reader nor our numbering takes part. The decree itself has 38 articles in 7 chapters.
"""

from __future__ import annotations

import re
from pathlib import Path

import docx
from corpus_builders import shared

from corpus.parse import parse_file

_LABELS = {
    "art": re.compile(r"Điều (\d+)\."), "para": re.compile(r"(\d+)\."), "point": re.compile(r"([a-zđ])\)"),
}  # fmt: skip


def typed_labels(path: Path) -> list[tuple[str, str]]:
    """Return the typed labels of articles, khoản and points in order, from the first article on."""
    found: list[tuple[str, str]] = []
    for paragraph in docx.Document(str(path)).paragraphs:
        text = paragraph.text.strip()
        for element, pattern in _LABELS.items():
            if match := pattern.match(text):
                found.append((element, match[1]))
    return found[found.index(("art", "1")) :]


def test_the_decree_is_read_whole() -> None:
    path = shared("data", "forms", "30-2020-ND-CP.docx")
    directive = parse_file(path)
    assert (directive.number, str(directive.date), directive.warnings) == ("30/2020/NĐ-CP", "2020-03-05", ())
    assert directive.signer is not None and directive.signer.name == "Nguyễn Xuân Phúc"
    clauses = list(directive.walk())
    assert [(c.element, c.number) for c in clauses if c.element in _LABELS] == typed_labels(path)
    assert [c.number for c in clauses if c.element == "art"] == [str(n) for n in range(1, 39)]
    assert [c.number for c in clauses if c.element == "chp"] == ["I", "II", "III", "IV", "V", "VI", "VII"]
    assert all(c.heading for c in clauses if c.element in {"art", "chp"})
    assert {c.path.rpartition("__")[0] for c in clauses if c.element == "art"} == {
        "chp_I", "chp_II__sec_1", "chp_II__sec_2", "chp_III__sec_1", "chp_III__sec_2", "chp_III__sec_3",
        "chp_IV", "chp_V", "chp_VI", "chp_VII",
    }  # fmt: skip


def test_annexes_have_their_own_numbering() -> None:
    directive = parse_file(shared("data", "forms", "30-2020-ND-CP-phu-luc-I.docx"))
    assert directive.warnings == ()
    assert [clause.path for clause in directive.clauses if clause.element == "part"] == ["part_I", "part_II"]


def test_the_codes_of_all_document_types_are_rows() -> None:
    directive = parse_file(shared("data", "forms", "30-2020-ND-CP-phu-luc-III.docx"))
    rows = "\n".join(directive.clause_text(clause) for clause in directive.walk() if clause.element == "row")
    for name, code in (("Nghị quyết", "NQ"), ("Kế hoạch", "KH"), ("Thông báo", "TB"), ("Bản sao y", "SY")):
        assert re.search(rf"{name}.*\| {code}\b", rows), name
