"""What a deadline is for: completion, a report, effect (DESIGN section 5). Everything matches on folded text."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property

from corpus.model import Purpose

# "kết quả triển khai", "tình hình triển khai": what a report is about, not what is due
_NOT_NOUN = "".join(rf"(?<!\b{noun} )" for noun in ("ket qua", "tinh hinh", "tien do", "cong tac", "viec", "qua trinh"))
# "gửi danh sách", "gửi hồ sơ": a product is delivered, no report
_PRODUCTS = r"danh sach|ho so|du thao|tai lieu|de xuat|y kien|phieu|van ban"
_SENDS = rf"\bgui\b(?! (?:{_PRODUCTS}))"
# "xây dựng kế hoạch, gửi về Sở Nội vụ": what is sent reports nothing where the sentence speaks of no report
_TOLD = re.compile(r"\b(?:bao cao|tong hop|ket qua|tinh hinh|so lieu|thong ke)\b")
_CUES = (
    (Purpose.COMPLETION, re.compile(
        r"(?<=[;,] )de xuat\b"
        rf"|\b(?:hoan thanh|hoan thien|ban hanh|xong|cong bo|thi diem|trinh|tham muu)\b|{_NOT_NOUN}\btrien khai\b"
        rf"|\bgui (?={_PRODUCTS})|\bto chuc (?=so ket|tong ket|hoi nghi|le |kiem tra|tap huan|giang day)"
    )),
    (Purpose.REPORT, re.compile(rf"\bbao cao\b|{_SENDS}|\btong hop\b(?! (?:danh sach|ho so|nhu cau))")),
    (Purpose.EFFECT, re.compile(r"\bhieu luc\b")),
)  # fmt: skip
_BOUNDARY = re.compile(r"[,;:.]\s|\sva\s")


class Purposes:
    """Finds what the deadlines of a sentence are for.

    Args:
        folded: the sentence, folded.
    """

    def __init__(self, folded: str) -> None:
        self.folded = folded

    def nearest(self, end: int) -> Purpose:
        """Return the purpose of the nearest verb before ``end``."""
        return next((purpose for _, purpose in self._cues[: bisect_left(self._cues, end, key=_start)][::-1]), _DEFAULT)

    def first(self, start: int, end: int) -> Purpose | None:
        """Return the purpose of the first verb between ``start`` and ``end``."""
        i = bisect_left(self._cues, start, key=_start)
        return self._cues[i][1] if i < len(self._cues) and self._cues[i][0] < end else None

    @cached_property
    def _cues(self) -> list[tuple[int, Purpose]]:
        tells = _TOLD.search(self.folded)
        found = sorted(
            (m.start(), purpose if tells or m.group() != "gui" else Purpose.COMPLETION)
            for purpose, cue in _CUES
            for m in cue.finditer(self.folded)
        )
        return [cue for cue, above in zip(found, [None, *found], strict=False) if not self._is_object(cue, above)]

    def _is_object(self, cue: tuple[int, Purpose], above: tuple[int, Purpose] | None) -> bool:
        """Tell whether a verb only says what is reported ("báo cáo tổng kết thí điểm")."""
        if above is None or above[1] is not Purpose.REPORT or cue[1] is not Purpose.COMPLETION:
            return False
        return not _BOUNDARY.search(self.folded, above[0], cue[0])


_DEFAULT = Purpose.COMPLETION


def _start(cue: tuple[int, Purpose]) -> int:
    return cue[0]
