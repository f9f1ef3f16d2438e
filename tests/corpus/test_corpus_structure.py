"""Labels, and the clause tree that they build, with the ids of DESIGN section 4."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import Directive
from corpus.numbering import inline_items, match_label, roman_value

# line, element, number, the words after the label
LABELS = {
    "3.": ("3. Kiện toàn", "sec", "3", "Kiện toàn"),
    "3)": ("3) Kiện toàn", "sec", "3", "Kiện toàn"),
    "3.1.": ("3.1. Kiện toàn", "sec", "3.1", "Kiện toàn"),
    "3.1.2.": ("3.1.2. Kiện toàn", "sec", "3.1.2", "Kiện toàn"),
    "đ)": ("đ) Đề nghị", "point", "đ", "Đề nghị"),
    "Đ)": ("Đ) Đề nghị", "point", "đ", "Đề nghị"),
    "a.": ("a. Bộ Y tế", "point", "a", "Bộ Y tế"),
    "hyphen": ("- Rà soát", "indent", None, "Rà soát"),
    "en dash": ("– Rà soát", "indent", None, "Rà soát"),
    "em dash": ("— Rà soát", "indent", None, "Rà soát"),
    "minus": ("− Rà soát", "indent", None, "Rà soát"),
    "plus": ("+ Rà soát", "subindent", None, "Rà soát"),
    "bullet": ("• Rà soát", "subindent", None, "Rà soát"),
    "(2)": ("(2) Rà soát", "item", "2", "Rà soát"),
    "(ii)": ("(ii) Rà soát", "item", "ii", "Rà soát"),
    "Điều": ("Điều 5. Trách nhiệm", "art", "5", "Trách nhiệm"),
    "ĐIỀU": ("ĐIỀU 5: Trách nhiệm", "art", "5", "Trách nhiệm"),
    "Điều 5a": ("Điều 5a. Trách nhiệm", "art", "5a", "Trách nhiệm"),
    "Chương": ("Chương II", "chp", "II", ""),
    "CHƯƠNG with title": ("CHƯƠNG III. Tổ chức", "chp", "III", "Tổ chức"),
    "Mục": ("Mục 2. Nhiệm vụ", "sec_named", "2", "Nhiệm vụ"),
    "Mục alone": ("Mục 2", "sec_named", "2", ""),
    "Điều alone": ("Điều 5", "art", "5", ""),
    "Phần thứ hai": ("PHẦN THỨ HAI", "part", "II", ""),
    "Phần thứ tư with title": ("Phần thứ tư: Tổ chức", "part", "IV", "Tổ chức"),
    "3/": ("3/ Kiện toàn", "sec", "3", "Kiện toàn"),
    "b/": ("b/ Kiện toàn", "point", "b", "Kiện toàn"),
    "iii)": ("iii) Kiện toàn", "item", "iii", "Kiện toàn"),
    "Phần": ("Phần I", "part", "I", ""),
    "PHỤ LỤC": ("PHỤ LỤC", "annex", None, ""),
    "PHỤ LỤC II": ("PHỤ LỤC II", "annex", "II", ""),
    "Phụ lục số 3": ("Phụ lục số 3", "annex", "3", ""),
    "Roman": ("II. Nhiệm vụ", "sec_roman", "II", "Nhiệm vụ"),
    "Roman with a dash": ("IV - Tổ chức thực hiện", "sec_roman", "IV", "Tổ chức thực hiện"),
}

NO_LABELS = [
    "Điều 5 quy định rằng", "Điểm a khoản 2", "Phụ lục kèm theo Công văn", "Chương trình công tác",
    "Phần mềm dùng chung", "Mục tiêu: nâng cao", "2026. Năm học", "12.345 đồng", "10/3/2026. Chỉ", "1 cơ quan",
    "3.", "I.", "-5 độ", "f) không có", "w) không có", "(a) nhỏ", "", "Bộ Y tế", "1.000 tỷ đồng",
]  # fmt: skip


@pytest.mark.parametrize("line, element, number, words", LABELS.values(), ids=LABELS.keys())
def test_label(line: str, element: str, number: str | None, words: str) -> None:
    label = match_label(line)
    assert label is not None
    assert (label.element, label.number, line[label.end :]) == (element, number, words)


@pytest.mark.parametrize("line", NO_LABELS)
def test_no_label(line: str) -> None:
    assert match_label(line) is None


@pytest.mark.parametrize(
    "numeral, value", [("I", 1), ("IV", 4), ("IX", 9), ("XIV", 14), ("XL", 40), ("XC", 90), ("CX", 110), ("?", 0)]
)
def test_roman(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


ITEMS = {
    "two": ("tham mưu: (1) Kiện toàn. (2) Phân công.", ["1", "2"]),
    "at the beginning": ("(1) Một (2) Hai (3) Ba", ["1", "2", "3"]),
    "one is no list": ("theo mục (1) của kế hoạch", []),
    "not from one": ("(2) Hai (3) Ba", []),
    "a reference back": ("(1) Một (2) Hai, như (1) nêu, (3) Ba", ["1", "2", "3"]),
    "glued to a word": ("f(1) x f(2) y", []),
}


@pytest.mark.parametrize("text, numbers", ITEMS.values(), ids=ITEMS.keys())
def test_inline_items(text: str, numbers: list[str]) -> None:
    found = inline_items(text)
    assert [number for number, _, _ in found] == numbers
    assert all(text[label:].startswith(f"({number})") for number, label, _ in found)


def paths(directive: Directive) -> list[str]:
    return [c.path for c in directive.walk() if c.element not in {"preface", "conclusions"}]


# body -> the paths that DESIGN section 4 asks for
TREES = {
    "sections, points, dashes": (
        "1. Nhiệm vụ\na) Bộ Y tế\n- Một.\n- Hai.\nb) Bộ Nội vụ làm.\n2. Tổ chức thực hiện.",
        ["sec_1", "sec_1__point_a", "sec_1__point_a__indent_1", "sec_1__point_a__indent_2", "sec_1__point_b", "sec_2"],
    ),
    "đ comes after d": (
        "1. Giao\nc) Một.\nd) Hai.\nđ) Ba.\ne) Bốn.",
        ["sec_1", "sec_1__point_c", "sec_1__point_d", "sec_1__point_đ", "sec_1__point_e"],
    ),
    "items in a line": (
        "1. Bộ Y tế: (1) Một. (2) Hai.", ["sec_1", "sec_1__item_1", "sec_1__item_2"],
    ),
    "items on lines of their own": (
        "1. Bộ Y tế:\n(1) Một.\n(2) Hai.", ["sec_1", "sec_1__item_1", "sec_1__item_2"],
    ),
    "a clause's second paragraph": ("1. Một.\nHai.\nBa.", ["sec_1", "sec_1__p_2", "sec_1__p_3"]),
    "running text": ("Một.\nHai.\nBa.", ["p_1", "p_2", "p_3"]),
    "articles hold numbered clauses": (
        "Điều 1. Phạm vi\n1. Một:\na) Một a;\nb) Một b.\n2. Hai.\nĐiều 2. Hiệu lực\nVăn bản có hiệu lực.",
        ["art_1", "art_1__para_1", "art_1__para_1__point_a", "art_1__para_1__point_b", "art_1__para_2", "art_2"],
    ),
    "chapters": (
        "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\nMột.\nChương II\nTỔ CHỨC\nĐiều 2. Trách nhiệm\nHai.",
        ["chp_I", "chp_I__art_1", "chp_II", "chp_II__art_2"],
    ),
    "Roman headings hold sections": (
        "I. MỤC TIÊU\n1. Một.\n2. Hai.\nII. NHIỆM VỤ\n1. Một.",
        ["sec_I", "sec_I__sec_1", "sec_I__sec_2", "sec_II", "sec_II__sec_1"],
    ),
    "decimal sections": (
        "1. Một\n1.1. Một một.\n1.2. Một hai.\n2. Hai.", ["sec_1", "sec_1__sec_1.1", "sec_1__sec_1.2", "sec_2"],
    ),
    "an annex without number": ("1. Một.\nPHỤ LỤC\nDANH MỤC\n1. Hai.", ["sec_1", "annex", "annex__sec_1"]),
    "annexes with numbers": (
        "1. Một.\nPHỤ LỤC I\n1. Hai.\nPHỤ LỤC II\n1. Ba.",
        ["sec_1", "annex_I", "annex_I__sec_1", "annex_II", "annex_II__sec_1"],
    ),
    "the enacting line belongs to the recitals": (
        "Căn cứ Luật Tổ chức Chính phủ;\nTheo đề nghị của Vụ trưởng.\nQUYẾT ĐỊNH:\nĐiều 1. Một.",
        ["p_1", "p_2", "art_1"],
    ),
    "dashes below dashes": (
        "- Một:\n+ Một một.\n+ Một hai.\n- Hai.", ["indent_1", "indent_1__indent_1", "indent_1__indent_2", "indent_2"],
    ),
    "a closing formula belongs to the document": (
        "1. Một.\n2. Hai.\nVăn phòng trân trọng thông báo để các cơ quan biết, thực hiện.", ["sec_1", "sec_2", "p_1"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("body, expected", TREES.values(), ids=TREES.keys())
def test_tree(notice: Callable[[str], Directive], body: str, expected: list[str]) -> None:
    assert paths(notice(body)) == expected


def test_a_heading_is_no_running_text(notice: Callable[[str], Directive]) -> None:
    directive = notice("1. Kiện toàn tổ chức\nVăn phòng tham mưu.\n2. Tuyên truyền.\n")
    first, second = directive.clauses
    assert (first.heading, second.heading) == ("Kiện toàn tổ chức", None)
    assert directive.text[first.content_start : first.end] == "Văn phòng tham mưu."
    assert directive.text[second.content_start : second.end] == "Tuyên truyền."


TITLES = {
    "a part": ("Phần I\nQUAN ĐIỂM\nMục 1. Một\nHai.", "QUAN ĐIỂM"),
    "a chapter of two lines": ("Chương I\nQUY ĐỊNH\nCHUNG\nĐiều 1. Một\nHai.", "QUY ĐỊNH\nCHUNG"),
    "an annex": ("PHỤ LỤC\nDanh mục nhiệm vụ\n(Kèm theo Công văn này)\n1. Một.", "Danh mục nhiệm vụ"),
    "no title": ("PHỤ LỤC\n(Kèm theo Công văn này)\n1. Một.", None),
}


@pytest.mark.parametrize("body, heading", TITLES.values(), ids=TITLES.keys())
def test_a_bare_label_is_titled_by_the_line_below(
    notice: Callable[[str], Directive], body: str, heading: str | None
) -> None:
    clause = notice("1. Mở đầu.\n" + body).clauses[1]
    assert clause.heading == heading


ODD = {
    "a gap": ("1. Một.\n3. Ba.", ["numbering:sec:1:3"]),
    "a late start": ("2. Hai.", ["numbering:sec:-:2"]),
    "a missing letter": ("1. Một\na) Một.\nc) Ba.", ["numbering:point:a:c"]),
    "a number twice": ("1. Một.\n1. Một nữa.", ["numbering:sec:1:1", "duplicate:sec_1"]),
    "nothing odd": ("1. Một.\n2. Hai.", []),
    "Roman parts": ("Phần I\nMỘT\n1. Một.\nPhần II\nHAI\n1. Hai.", []),
    "dashes are counted, not read": ("- Một.\n- Hai.", []),
}


@pytest.mark.parametrize("body, warnings", ODD.values(), ids=ODD.keys())
def test_odd_numbering_is_reported(notice: Callable[[str], Directive], body: str, warnings: list[str]) -> None:
    assert list(notice(body).warnings) == warnings


def test_a_repeated_number_keeps_ids_unique(notice: Callable[[str], Directive]) -> None:
    assert paths(notice("1. Một.\n1. Hai.\n1. Ba.\n")) == ["sec_1", "sec_1-2", "sec_1-3"]


ARTICLES = (
    "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\nChương II\nNHIỆM VỤ\nMục 1\nTRÁCH NHIỆM\nĐiều 2. Bộ Y tế\n"
    "1. Một:\na) Hai;\nb) Ba.\nMục 2\nTHI HÀNH\nĐiều 3\nHiệu lực\nNghị định này có hiệu lực.\n"
)


def test_articles_count_on_through_chapters_and_sections(notice: Callable[[str], Directive]) -> None:
    directive = notice(ARTICLES)
    assert directive.warnings == ()
    assert [clause.path for clause in directive.walk() if clause.element in {"art", "sec", "para", "point"}] == [
        "chp_I__art_1", "chp_I__art_1__para_1", "chp_II__sec_1", "chp_II__sec_1__art_2", "chp_II__sec_1__art_2__para_1",
        "chp_II__sec_1__art_2__para_1__point_a", "chp_II__sec_1__art_2__para_1__point_b", "chp_II__sec_2",
        "chp_II__sec_2__art_3",
    ]  # fmt: skip
    assert directive.clauses[1].children[1].heading == "THI HÀNH"
    assert directive.clauses[1].children[1].children[0].heading == "Hiệu lực"


QUOTED = {
    "an article": (
        "Điều 1. Sửa đổi Nghị định\n1. Sửa đổi Điều 5 như sau:\n“Điều 5. Tên\n1. Một.\na) Hai.”\n2. Bãi bỏ Điều 6.\n",
        ["art_1", "art_1__para_1", "art_1__para_1__p_2", "art_1__para_2"],
    ),
    "opened in the line that amends": (
        "1. Khoản 2 được sửa đổi như sau: “2. Bộ Y tế:\na) Một;\nb) Hai.”.\n2. Thi hành.\n",
        ["sec_1", "sec_2"],
    ),
    "straight marks": (
        '1. Bổ sung Điều 7 như sau:\n"Điều 7. Tên\n1. Một."\n2. Thi hành.\n', ["sec_1", "sec_1__p_2", "sec_2"],
    ),
    "a quotation within": (
        "1. Sửa đổi Điều 5 như sau:\n“Điều 5. Tên\n1. “Văn bản” là chữ.\n2. Hai.”\n2. Thi hành.\n",
        ["sec_1", "sec_1__p_2", "sec_2"],
    ),
    "never closed": (
        "1. Sửa đổi Điều 5 như sau:\n“Điều 5. Tên\n2. Thi hành.\n3. Báo cáo.\n",
        ["sec_1", "sec_1__p_2", "sec_2", "sec_3"],
    ),
    "a quoted word": (
        "1. Thi đua “Dân vận\n2. khéo” năm 2026.\n", ["sec_1", "sec_2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("body, expected", QUOTED.values(), ids=QUOTED.keys())
def test_a_quoted_amendment_is_no_structure(notice: Callable[[str], Directive], body: str, expected: list[str]) -> None:
    directive = notice(body)
    assert paths(directive) == expected
    assert directive.text.rstrip().endswith(body.rstrip().rpartition("\n")[2])


def test_roman_items_are_told_from_points(notice: Callable[[str], Directive]) -> None:
    letters = "".join(f"{letter}) Việc {letter}.\n" for letter in "abcdđeghi")
    assert paths(notice("1. Một:\n" + letters))[-1] == "sec_1__point_i"
    roman = notice("1. Một:\na) Hai:\ni) Ba;\nii) Bốn;\niii) Năm;\niv) Sáu;\nv) Bảy.\nb) Tám.\n")
    assert paths(roman)[2:] == [*(f"sec_1__point_a__item_{n}" for n in ("i", "ii", "iii", "iv", "v")), "sec_1__point_b"]
    assert roman.warnings == ()
