"""What the bench asks: a question of each kind, and questions made to be slow to understand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, cycle

LENGTH = 2_000
"""Characters of a question made to be slow."""

KINDS: dict[str, tuple[str, ...]] = {
    "count": ("Bộ Công an phối hợp bao nhiêu nhiệm vụ trong Công văn 693?",),
    "who": ("Ai chủ trì việc truy xuất nguồn gốc nông, lâm, thủy sản?",),
    "document fact": ("Công văn 693 do ai ký?",),
    "overdue": ("Việc nào quá hạn?",),
    "follow-up": ("Bộ Khoa học và Công nghệ có việc gì đến hạn trong tháng 4?", "Thế còn Bộ Tư pháp?"),
    "refusal": ("Thủ đô của nước Pháp là gì?",),
}
"""A question by kind, after the earlier ones of its conversation."""

_ASKING = ("Khi nào phải {}?", "Văn bản nào nói về việc {}?", "Ai lo việc {}?")
_WORDS_ASKED = 9
"""Words of a task that a question about it repeats."""

_SHAPES = {
    "one letter": "a",
    "one word": "việc ",
    "no blanks": "bộkhoahọcvàcôngnghệ",
    "agencies": "Bộ Khoa học và Công nghệ, ",
    "abbreviations": "BKHCN BTC UBND VPTW ",
    "misspelt agencies": "Bộ Khao hoc và Công nghê, ",
    "no diacritics": "bo khoa hoc va cong nghe co viec gi den han ",
    "clauses of a directive": "Bộ Tài chính chủ trì, phối hợp với Bộ Công an và các bộ, ngành, địa phương liên quan "
    "rà soát quy định về cơ sở dữ liệu quốc gia, hoàn thành trong quý II năm 2026, báo cáo Ban Chỉ đạo trước 30/6. ",
    "the same without diacritics": "bo tai chinh chu tri, phoi hop voi bo cong an va cac bo, nganh, dia phuong lien "
    "quan ra soat quy dinh, hoan thanh trong quy ii nam 2026, bao cao ban chi dao truoc ngay 30/6. ",
    "lists of one figure": "1,",
    "places": "TP.HCM, tỉnh Nghệ An, UBND xã, Sở A, ",
    "dates": "từ ngày 01/4/2026 đến ngày 30/4/2026, ",
    "half dates": "trong tháng tháng quý ngày tuần tới ",
    "numbers": "20-TB/CQTTBCĐ 693-CV/VPTW 57-NQ/TW ",
    "clauses": "điểm c khoản 3 Điều 5 Mục II ",
    "digits": "1234567890",
    "marks": '((((""--//..,,;;::??',
    "two scripts": "Ministry of Khoa học and Công nghệ 部 ",
    "combining marks": "e\u0302\u0301\u0323",
}


def content_questions(actions: Sequence[str]) -> Iterator[str]:
    """Yield questions about tasks by their words, no two alike; without end where there is any task."""
    for number in count() if actions else ():
        for form in _ASKING:
            for action in actions:
                words = " ".join(action.split()[:_WORDS_ASKED]).rstrip(" ,;.:")
                yield form.format(words) if not number else f"{form.format(words)} {number}"


def slow_questions() -> Iterator[tuple[str, Iterator[str]]]:
    """Yield each shape with endless questions of it, no two alike: an answer kept from before is no measurement."""
    for name, piece in _SHAPES.items():
        text = "".join(part for part, _ in zip(cycle([piece]), range(LENGTH // len(piece) + 1), strict=False))
        yield name, (f"{text[: LENGTH - 7]} {number:06}" for number in count())
