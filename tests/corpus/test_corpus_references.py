"""Mentions of other documents and of clauses in them."""

from __future__ import annotations

import pytest

from corpus.references import find_references, normalize_number, normalize_title, references_within

# text, document, provision, date
FOUND = {
    "Party resolution": ("thực hiện Nghị quyết số 57-NQ/TW", "57-NQ/TW", None, None),
    "dispatch with date": (
        "theo Công văn số 693-CV/VPTW, ngày 02/3/2026 của Văn phòng", "693-CV/VPTW", None, "2026-03-02",
    ),
    "without the word số": ("theo Công văn 693-CV/VPTW", "693-CV/VPTW", None, None),
    "notice with Đ": ("tại Thông báo số 17-TB/CQTTBCĐ, ngày 29/12/2025", "17-TB/CQTTBCĐ", None, "2025-12-29"),
    "decision of a ministry": ("Quyết định số 2618/QĐ-BKHCN, ngày 11/9/2025", "2618/QĐ-BKHCN", None, "2025-09-11"),
    "decree, date spelled out": (
        "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020", "30/2020/NĐ-CP", None, "2020-03-05",
    ),
    "dotted number": ("Nghị quyết số 66.7/2025/NQ-CP", "66.7/2025/NQ-CP", None, None),
    "circular": ("Thông tư số 130/2025/TT-BTC, ngày 24/12/2025", "130/2025/TT-BTC", None, "2025-12-24"),
    "joint circular": ("Thông tư liên tịch số 01/2016/TTLT-BTP-BNV", "01/2016/TTLT-BTP-BNV", None, None),
    "plan": ("Kế hoạch số 01-KH/BCĐTW, ngày 02/6/2025", "01-KH/BCĐTW", None, "2025-06-02"),
    "numbered law": ("Luật số 15/2025/QH15", "15/2025/QH15", None, None),
    "state dispatch without type": ("Công văn số 693/VPCP-KSTT", "693/VPCP-KSTT", None, None),
    "colon": ("Văn bản số: 123/BTC-NSNN", "123/BTC-NSNN", None, None),
    "law of a year": ("theo Luật Công nghệ cao năm 2025", "Luật Công nghệ cao năm 2025", None, None),
    "law whose name begins with Đ": ("theo Luật Đất đai năm 2024", "Luật Đất đai năm 2024", None, None),
    "law without a year": (
        "theo Luật Ban hành văn bản quy phạm pháp luật, các bộ",
        "Luật Ban hành văn bản quy phạm pháp luật", None, None,
    ),
    "code": ("theo Bộ luật Dân sự.", "Bộ luật Dân sự", None, None),
    "constitution": ("theo Hiến pháp năm 2013", "Hiến pháp năm 2013", None, None),
    "programme": (
        "bám sát Chương trình công tác năm 2026 của Ban Chỉ đạo.",
        "Chương trình công tác năm 2026 của Ban Chỉ đạo", None, None,
    ),
    "the same programme, written shorter": (
        "bám sát Chương trình công tác 2026 của Ban Chỉ đạo.",
        "Chương trình công tác năm 2026 của Ban Chỉ đạo", None, None,
    ),
    "point, clause, article": (
        "tại Điểm b, Khoản 2, Điều 8 Luật Dữ liệu năm 2024", "Luật Dữ liệu năm 2024", "Điểm b, Khoản 2, Điều 8", None,
    ),
    "without commas": (
        "khoản 3 Điều 5 Nghị định số 30/2020/NĐ-CP", "30/2020/NĐ-CP", "khoản 3 Điều 5", None,
    ),
    "annex": ("tại Phụ lục kèm theo Nghị quyết số 66.7/2025/NQ-CP", "66.7/2025/NQ-CP", "Phụ lục", None),
    "point of an annex": (
        "tại Điểm b, Mục 4 Phụ lục kèm theo Thông báo số 17-TB/CQTTBCĐ, ngày 29/12/2025",
        "17-TB/CQTTBCĐ", "Điểm b, Mục 4 Phụ lục", "2025-12-29",
    ),
    "part of a programme": (
        "tại Mục 1, Phần II Chương trình công tác năm 2026 của Ban Chỉ đạo",
        "Chương trình công tác năm 2026 của Ban Chỉ đạo", "Mục 1, Phần II", None,
    ),
    "a date that no calendar has": ("Chỉ thị số 12/CT-TTg ngày 30/02/2026", "12/CT-TTg", None, None),
}  # fmt: skip

NONE = {
    "the law that is spoken of": "cùng thời điểm thi hành của Luật.",
    "law as a common word": "Luật đất đai và các văn bản liên quan",
    "fractions and years": "tỉ lệ 50/50, giai đoạn 2026-2030, năm học 2026/2027",
    "a disease": "phòng, chống COVID-19/ABC",
    "a road": "quốc lộ 1A, tuyến 5B",
    "a date": "trước ngày 10/3/2026",
    "a decimal": "tăng 8.5/10 điểm",
    "an abbreviation": "KHCN, ĐMST, CĐS",
}


@pytest.mark.parametrize("text, document, provision, day", FOUND.values(), ids=FOUND.keys())
def test_found(text: str, document: str, provision: str | None, day: str | None) -> None:
    (reference,) = find_references(text)
    assert (reference.document, reference.provision) == (document, provision)
    assert (reference.date and reference.date.isoformat()) == day
    assert text[reference.start : reference.end] == reference.text


@pytest.mark.parametrize("text", NONE.values(), ids=NONE.keys())
def test_none(text: str) -> None:
    assert find_references(text) == []


def test_a_type_named_once_for_two_numbers() -> None:
    text = "các Công văn số 19995-CV/VPTW, ngày 09/01/2026, số 693-CV/VPTW, ngày 02/3/2026 để tháo gỡ"
    found = [(r.document, r.date and r.date.isoformat()) for r in find_references(text)]
    assert found == [("19995-CV/VPTW", "2026-01-09"), ("693-CV/VPTW", "2026-03-02")]


def test_two_in_order() -> None:
    text = "Luật Dữ liệu năm 2024, Kết luận số 01-KL/TW và Nghị quyết số 99-NQ/TW"
    assert [r.document for r in find_references(text)] == ["Luật Dữ liệu năm 2024", "01-KL/TW", "99-NQ/TW"]


def test_only_within_the_stretch() -> None:
    text = "Nghị quyết số 57-NQ/TW và Nghị quyết số 99-NQ/TW"
    middle = text.index("và")
    assert [r.document for r in find_references(text, middle)] == ["99-NQ/TW"]
    assert [r.document for r in find_references(text, 0, middle)] == ["57-NQ/TW"]
    both = find_references(text)
    assert [r.document for r in references_within(both, middle, len(text))] == ["99-NQ/TW"]
    assert references_within(both, 0, middle - 2) == ()


@pytest.mark.parametrize("written", ["17-TB/CQTTBCĐ", "17 - TB / CQTTBCĐ", " 17- TB/ CQTTBCĐ"])
def test_normal_number(written: str) -> None:
    assert normalize_number(written) == "17-TB/CQTTBCĐ"


@pytest.mark.parametrize(
    "written", ["Chương trình công tác 2026 của Ban Chỉ đạo", "Chương trình công tác  năm 2026 của Ban Chỉ đạo"]
)
def test_normal_title(written: str) -> None:
    assert normalize_title(written) == "Chương trình công tác năm 2026 của Ban Chỉ đạo"
