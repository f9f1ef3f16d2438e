"""What holds for any text at all: the guarantees of corpus.structure, corpus.clean and corpus.text."""

from __future__ import annotations

import re
import time
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.clean import clean_lines
from corpus.deadlines import find_deadlines
from corpus.model import Clause, CorpusError, Directive
from corpus.numbering import match_label
from corpus.parse import parse_file, parse_source
from corpus.parties import parse_parties
from corpus.readers import SourceText
from corpus.references import find_references
from corpus.roles import read_roles
from corpus.source_map import compose
from corpus.text import detone, fold, sentence_spans, slugify, words

HEAD = "VĂN PHÒNG\nSố 5-TB/VPTW\nHà Nội, ngày 16 tháng 3 năm 2026\nKính gửi: Bộ Y tế\n"
SIGNED = date(2026, 3, 16)
INVISIBLE = re.compile(r"\[bookmark:[^\[\]\n]*\]|[\u00ad\u200b-\u200d\u2060\ufeff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")

# Labels as directives print them, and pieces that mean something to some stage.
LABELS = [
    "1. ", "2. ", "3.1. ", "12) ", "a) ", "đ) ", "b. ", "- ", "– ", "+ ", "• ", "(1) ", "(2) ", "(ii) ", "Điều 1. ",
    "Điều 2. ", "Chương I", "Mục 2. ", "Phần II", "PHỤ LỤC", "PHỤ LỤC II", "I. ", "II - ", "", "", "",
]  # fmt: skip
PIECES = [
    "Bộ Y tế", "Bộ Khoa học và Công nghệ chủ trì", "phối hợp với", "các Bộ: Tài chính, Tư pháp", "các bộ (", "Giao",
    "chỉ đạo", "Hoàn thành trong tháng 4/2026.", "trước ngày 10/3/2026", "ngày 30/02/2026",
    "định kỳ hằng tháng báo cáo", "quý II/2026", "Công văn số 693-CV/VPTW, ngày 02/3/2026", "Điểm b, Khoản 2",
    "Luật Dữ liệu năm 2024", "(1) một (2) hai", "nhiệm vụ", "Nơi nhận:", "TM. BAN BÍ THƯ", "K/T CHÁNH VĂN PHÒNG",
    "Kính gửi:", "V/v", "trân trọng thông báo để các cơ quan biết", "[bookmark: _x1]", "[bookmark:", "\u200b", "\t",
    "\u00a0", ".", ";", ":", ",", "…", "1", "Admincv693.doc 3", "mềm1", "e\u0301", "a\u0323\u0302", "\u0301", "Ủy",
    "_____", "-----", "đ", "😀", "\u1100\u1161", "٣", "²", "ﬁ", "İ", "ẞ",
]  # fmt: skip

characters = st.characters(exclude_categories=("Cs",))
lines = st.builds(
    lambda label, parts, free: label + " ".join(parts) + free,
    st.sampled_from(LABELS),
    st.lists(st.sampled_from(PIECES), max_size=6),
    st.text(characters, max_size=12),
)
soups = st.lists(lines, min_size=1, max_size=40).map("\n".join)
relaxed = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parse(body: str, head: str = HEAD) -> Directive:
    return parse_source(SourceText("soup.txt", "0" * 64, "txt", head + body))


def soup_directive(body: str) -> Directive | None:
    """Parse a soup; None where it holds no body at all."""
    try:
        return parse(body)
    except CorpusError:
        return None


def black(text: str) -> str:
    return "".join(text.split())


def assert_nested(clauses: tuple[Clause, ...], start: int, end: int) -> None:
    position = start
    for clause in clauses:
        assert position <= clause.start < clause.end <= end
        assert clause.start <= clause.content_start <= clause.end
        assert_nested(clause.children, clause.start, clause.end)
        position = clause.end


def assert_sound(directive: Directive) -> None:
    """Check what must hold for every directive."""
    text = directive.text
    assert unicodedata.is_normalized("NFC", text)
    matter = [clause for clause in (directive.preface, directive.conclusions) if clause]
    body_start = directive.preface.end if directive.preface else 0
    close = directive.conclusions  # annexes may follow it
    body = text[body_start:] if close is None else text[body_start : close.start] + text[close.end :]
    assert_nested(directive.clauses, body_start, len(text))
    assert all(close is None or c.end <= close.start or close.end <= c.start for c in directive.clauses)
    own = [text[a:b] for clause in directive.clauses for node in clause.walk() for a, b in node.own_spans()]
    assert sorted(black("".join(own))) == sorted(black(body))
    own_in_order = sorted(span for c in directive.clauses for node in c.walk() for span in node.own_spans())
    assert black("".join(text[a:b] for a, b in own_in_order)) == black(body)
    ids = [clause.id for clause in directive.walk()]
    assert len(ids) == len(set(ids))
    assert all(i.startswith(f"{directive.number}#") for i in ids)
    known = set(ids)
    assert len({task.id for task in directive.tasks}) == len(directive.tasks)
    for task in directive.tasks:
        assert task.clause in known and task.id.startswith(task.clause)
        assert task.leads
        parts = (*task.leads, *task.coordinators, *task.directors, *task.deadlines, *task.references)
        assert all(text[part.start : part.end] == part.text for part in parts)
        keys = [party.key for party in (*task.leads, *task.coordinators)]
        assert len(keys) == len(set(keys))
    assert not [clause for clause in matter if not clause.start < clause.end]


def assert_maps_back(directive: Directive, source: str) -> None:
    """Check that every run comes from where it says, and that all but the joints between lines lies in a run."""
    text, position = directive.text, 0
    for run in directive.runs:
        assert run.length > 0 and run.source_length > 0
        assert text[position : run.start].strip() == ""
        origin = source[run.source_start : run.source_start + run.source_length]
        normal = unicodedata.normalize("NFC", INVISIBLE.sub("", origin))
        stretch = text[run.start : run.start + run.length]
        assert re.sub(r"\s", " ", normal) == stretch
        position = run.start + run.length
    assert text[position:].strip() == ""


@relaxed
@given(soups)
@example("1. a\n" * 40)
@example("(1) a (2) b\n(1) a (2) b")
@example("PHỤ LỤC I\nPHỤ LỤC\nI. a\nMục I. b\n- c")
@example("1. các bộ (" + "các bộ (" * 400)
def test_any_soup_of_lines_is_a_sound_directive_or_none(body: str) -> None:
    directive = soup_directive(body)
    if directive:
        assert_sound(directive)
        assert_maps_back(directive, HEAD + body)


@relaxed
@given(soups)
def test_ids_are_stable(body: str) -> None:
    first, second = soup_directive(body), soup_directive(body)
    assert first == second


@relaxed
@given(soups, st.data())
def test_a_blank_line_more_changes_no_id(body: str, data: st.DataObject) -> None:
    directive = soup_directive(body)
    if directive is None or directive.footnotes:  # a blank line may end a footnote
        return
    rows = body.split("\n")
    at = data.draw(st.integers(0, len(rows)))
    again = parse("\n".join([*rows[:at], "  ", *rows[at:]]))
    assert [c.id for c in again.walk()] == [c.id for c in directive.walk()]
    assert [t.id for t in again.tasks] == [t.id for t in directive.tasks]


@relaxed
@given(st.text(characters, max_size=200))
def test_no_text_raises_anything_but_a_corpus_error(text: str) -> None:
    for head in ("", "Số 5-TB/VPTW\n", HEAD):
        try:
            directive = parse(text, head)
        except CorpusError as error:
            assert str(error).endswith(".")
        else:
            assert_sound(directive)
            assert_maps_back(directive, head + text)


@relaxed
@given(st.text(characters))
@example("e\u0301\u200b\u0323")
@example("\u0301")
@example("\u1100\u200b\u1161\u11a8")
@example("a\u031b\u0300")
@example("[bookmark: x]a[bookmark: y]\u0301")
def test_composing_keeps_account_of_every_character(text: str) -> None:
    composed = compose(text)
    assert composed.text == unicodedata.normalize("NFC", INVISIBLE.sub("", text))
    position = 0
    for origin in composed.origins:
        assert origin.start == position
        piece = text[origin.source_start : origin.source_start + origin.source_length]
        normal = unicodedata.normalize("NFC", INVISIBLE.sub("", piece))
        assert normal == composed.text[origin.start : origin.start + origin.length]
        position += origin.length
    assert position == len(composed.text)


@relaxed
@given(soups)
def test_clean_lines_are_clean(body: str) -> None:
    found, _ = clean_lines(compose(body))
    for line in found:
        assert line.text == line.text.strip() != ""
        assert "  " not in line.text and "\n" not in line.text
        assert len(line.offsets) == len(line.text)


@given(st.text(characters))
def test_folding_keeps_length(text: str) -> None:
    assert len(fold(text)) == len(detone(text)) == len(text)


@given(st.text(st.sampled_from("aàáảãạăắằâấđeéêếiíoóôốơớuúưứyýAÀĂẮĐÊẾÔƠƯÝ bcdg"), max_size=40))
def test_folding_forgets_case_and_marks(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(fold(text))
    plain = unicodedata.normalize("NFD", text.lower()).replace("đ", "d")
    assert fold(text) == "".join(c for c in plain if not unicodedata.combining(c))
    assert detone(text) == detone(text.upper()) == detone(detone(text))


@given(st.text(characters))
def test_words_sentences_and_slugs(text: str) -> None:
    assert "".join(word.text for word in words(text)) == re.sub(r"\W", "", text)
    spans = sentence_spans(text)
    assert all(text[a:b] == text[a:b].strip() != "" for a, b in spans)
    assert black("".join(text[a:b] for a, b in spans)) == black(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slugify(text))


@relaxed
@given(soups | st.text(characters), st.none() | st.just(SIGNED))
def test_readers_of_a_sentence_take_anything(text: str, day: date | None) -> None:
    spans = [*find_deadlines(text, 0, len(text), day).deadlines, *find_references(text)]
    parties = parse_parties(text, 0, len(text))
    roles = read_roles(text, 0, len(text), ())
    spans += [*parties.parties, *roles.leads, *roles.coordinators, *roles.directors]
    assert all(text[span.start : span.end] == span.text for span in spans)
    assert 0 <= parties.end <= len(text)
    found = find_references(text)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@given(st.text(characters, max_size=60))
def test_a_label_ends_inside_its_line(line: str) -> None:
    label = match_label(line)
    assert label is None or 0 < label.end <= len(line)


def test_the_shipped_directives_are_sound(directive: Directive, path: Path) -> None:
    assert_sound(directive)
    assert_maps_back(directive, path.read_text(encoding="utf-8"))
    assert parse_file(path).clauses == directive.clauses


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_normal_form_of_the_file_changes_nothing(directive: Directive, path: Path, form: str) -> None:
    source = unicodedata.normalize(form, path.read_text(encoding="utf-8"))
    again = parse_source(SourceText(path.name, directive.source.sha256, "txt", source), directive.audience)
    assert (again.text, again.clauses, again.tasks) == (directive.text, directive.clauses, directive.tasks)
    assert_maps_back(again, source)


DEEP = "Phần I\nChương I\nI. x\nMục 1. x\nĐiều 1. x\n1. x\n1.1. x\n1.1.1. x\na) x\n- x\n+ x\n(1) x (2) y\n"


def test_deep_nesting() -> None:
    directive = parse(DEEP * 50)
    assert_sound(directive)
    assert max(clause.path.count("__") for clause in directive.walk()) >= 8


# One kind of text that a hurried regular expression chokes on, 20,000 characters long, in one line.
CHOKING = [
    "a", "Đ", "1", "_", "-", ".", "…", "(", "“", "\"", ")", ":", ",", "/", "\u0301", "a\u0323\u0302", "[bookmark: ",
    "[", "(1) ", "Số ", "Số 1-TB/A ", "1-TB/A", "ngày ", "ngày 1/1/2026 ", "ngày 1 tháng 1 năm 2026 ",
    "trước ngày 1/1/2026 ", "trong tháng 4/2026, ", "tháng 4, ", "giai đoạn 2026 - 2030 ",
    "định kỳ hằng tháng báo cáo ", "báo cáo ", "đã ", "trong vòng 15 ngày kể từ ngày ký ", "sau khi thi hành ",
    "các bộ, ", "các bộ (", "các bộ: ", "các Bộ: Tài chính, ", "Bộ Y tế, ", "Bộ Y tế - ", "Sở A ", "Sở A và ",
    "phối hợp với ", "phối hợp với Bộ Y tế, ", "chỉ đạo ", "chỉ đạo các bộ, ", "Giao Bộ Y tế chủ trì. ", "Luật A ",
    "Luật A a ", "Điểm b, ", "Điều 1 ", "Khoản 1, Điều 1, ", "Kèm theo ", "A. ", "TP. ",
    "(Kèm theo Thông báo số 1-TB/A, ngày 1/1/2026 của ", "trân trọng thông báo ", "trân trọng thông báo. ",
    "Kính gửi: ", "thành viên ", "từng thành viên ", "đồng chí ", "Chủ tịch ", "trường/", "trường/viện, ",
    ", Bộ Y tế ", "Hoàn thành ",
]  # fmt: skip


@pytest.mark.parametrize("unit", CHOKING)
def test_long_lines_are_read_in_reasonable_time(unit: str) -> None:
    """Generous: the slowest takes about half a second; what backtracks takes minutes."""
    line = unit * (20_000 // len(unit))
    began = time.process_time()
    for tail in ("", "x", "\x00?"):
        find_deadlines(line + tail, 0, len(line) + len(tail), SIGNED)
        find_references(line + tail)
        read_roles(line + tail, 0, len(line) + len(tail), ())
        sentence_spans(line + tail)
        assert_sound(parse(f"1. Bộ Y tế {line}{tail}\na) b\n{line}{tail}\n"))
    soup_directive(line)
    assert time.process_time() - began < 12


@pytest.mark.parametrize(
    "line", ["1. x", "a) x", "- x", "(1) x (2) y", "Điều 1. x", "PHỤ LỤC", "x", "X.", "1", "mềm1", "-----"]
)
def test_five_thousand_lines_are_read_in_reasonable_time(line: str) -> None:
    began = time.process_time()
    soup_directive("\n".join(["1. Bộ Y tế rà soát.", *[line] * 5_000]))
    assert time.process_time() - began < 10
