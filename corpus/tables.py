"""Task tables: which column holds what, and which rows are headers, groups or tasks.

Columns are known by their headers, in any order and wording: "TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp |
Sản phẩm | Thời hạn", "STT | Nội dung công việc | Tiến độ | Đơn vị thực hiện".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.parties import parse_parties
from corpus.text import fold

Span = tuple[int, int]


class Column(StrEnum):
    """What the cells of a column hold."""

    NUMBER = "number"
    TASK = "task"
    LEAD = "lead"
    COORDINATOR = "coordinator"
    PRODUCT = "product"
    DEADLINE = "deadline"
    OTHER = "other"


class RowKind(StrEnum):
    """What a row is."""

    HEADER = "header"
    GROUP = "group"
    BODY = "body"


_UNREAD = (
    r"ghi chu|can cu|co so phap ly|don vi tinh|kinh phi|nguon|so luong|muc do|lanh dao"
    r"|(?:don vi|co quan) (?:duoc|thu huong|tiep nhan|tham dinh)|doi tuong"  # "Đơn vị được kiểm tra"
)
"""Headers of columns that say nothing of who does what by when."""
_WHEN = (
    r"(?:du kien )?(?:thoi (?:han|gian|diem)|tien do|han |ngay (?:hoan|phai|xong|nop|gui|bao cao)"
    r"|(?:phai )?(?:hoan thanh|xong)|lo trinh|moc|(?:den|truoc)(?: het)?(?: ngay| thang)?$|cham nhat)"
    r"|(?:che do|dinh ky|ky) bao cao"
)
# Folded headers; the first that matches at the header's beginning (or, where it says ".*", anywhere) wins.
_HEADERS: tuple[tuple[Column, re.Pattern[str]], ...] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.NUMBER, r"(?:s?tt|so tt|so thu tu|#|no)\.?$"),  # TT
        (Column.OTHER, _UNREAD),  # Ghi chú
        (Column.PRODUCT, r"(?:du kien )?(?:ket qua|san pham)|dau ra|yeu cau|hinh thuc"),  # Sản phẩm, kết quả
        (Column.DEADLINE, _WHEN),  # Tiến độ, Hoàn thành trước, Đến hết ngày, Chế độ báo cáo
        (Column.LEAD, r".*chu tri"),  # Cơ quan chủ trì; Đơn vị chủ trì, phối hợp
        (Column.COORDINATOR, r".*phoi hop"),  # Đơn vị phối hợp
        # Cơ quan thực hiện, Phân công
        (Column.LEAD, r"co quan|don vi|noi thuc hien|phan cong|trach nhiem|nguoi|dau moi|bo phan|to chuc thuc hien"),
        (Column.TASK, r"(?:ten |cac |nhom )?(?:nhiem vu|noi dung|cong viec|viec|hoat dong|giai phap|de an|van ban)"),
    )
)
_LONGEST_HEADER = 70
_BEFORE = re.compile(r"\btruoc(?: ngay)?\s*[.:]?$")
_TITLE = re.compile(r"[^\d]{1,40}")
# "7", "7.", "1.2", "IV", "A", "(3)"
_ARABIC = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,2})\)?[.)]?$")
_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3}){0,2}|[IVXLC]{1,6}|[A-Za-zĐđ])\)?[.)]?$")
_SECTION = re.compile(r"([IVXLC]{1,6}|[A-ZĐ])[.)]?$")


@dataclass(frozen=True, slots=True)
class RowReading:
    """One row understood; spans are half-open offsets into the document's text."""

    kind: RowKind
    number: str | None = None
    """Its TT as printed, without punctuation; "" where the column is there and the cell is empty."""
    words: int = 0
    """Where its words begin: after the number."""
    cells: tuple[tuple[Column, Span], ...] = ()
    """The cells that are not empty, the number's left out."""
    group: Span | None = None
    """The words of the group row above ("I | Bộ Y tế")."""
    reports: frozenset[Span] = frozenset()
    """The cells of deadlines whose header speaks of reports ("Chế độ báo cáo")."""
    before: bool = False
    """The header of its deadlines says "Hoàn thành trước"."""

    def spans(self, column: Column) -> list[Span]:
        """Return the cells of a column."""
        return [span for each, span in self.cells if each is column]


class TableReader:
    """Reads the rows of a document's tables in order; a table broken over pages keeps its columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.warnings: list[str] = []
        """Columns of task tables that were not understood ("table_column:Ký hiệu"), and tables without a lead's."""
        self._table: int | None = None
        self._names: tuple[str, ...] = ()
        """The columns' headers."""
        self._columns: tuple[Column, ...] = ()
        self._header = ""
        self._headed: int | None = None
        """The table whose header was read last."""
        self._in_header = True
        self._group: Span | None = None

    def read(self, table: int, cells: Sequence[Span]) -> RowReading:
        """Read the next row."""
        if table != self._table:
            self._table, self._in_header = table, True
        if self._is_header(cells):
            return RowReading(RowKind.HEADER)
        if self._in_header and self._headed == table:
            self._look_over_columns()
        self._in_header = False
        if len(self._columns) != len(cells):
            self._columns = (Column.OTHER,) * len(cells)
        return self._body(cells)

    def _is_header(self, cells: Sequence[Span]) -> bool:
        words = [self.text[start:end] for start, end in cells]
        if self._in_header and self._read_header(words):
            return True
        filled = [word for word in words if word]
        return _counts_columns(filled) or " ".join(filled) == self._header  # printed again on the next page

    def _read_header(self, words: Sequence[str]) -> bool:
        """Take a header row in; a second one names the parts of a merged cell ("Chủ trì | Phối hợp")."""
        columns = tuple(map(header_column, words))
        known = [column for column in columns if column is not Column.OTHER]
        fresh = self._headed != self._table
        if len(set(known)) < 2 and fresh and self._is_title_row(words):
            self._headed = self._table
            return True
        if len(set(known)) < 2 or (not fresh and not self._goes_on(words, columns)):
            return False
        if fresh or len(columns) != len(self._columns):
            self._columns, self._names, self._group = columns, tuple(words), None
            self._header = " ".join(filter(None, words))
        else:
            pairs = zip(columns, self._columns, words, strict=True)
            self._columns = tuple(new if word else old for new, old, word in pairs)
            self._names = tuple(word or old for word, old in zip(words, self._names, strict=True))
        self._headed = self._table
        return True

    def _goes_on(self, words: Sequence[str], columns: Sequence[Column]) -> bool:
        """Tell a second header row: each of its cells is known or, where the first row's reaches down, said again."""
        if len(words) != len(self._names):
            return all(column is not Column.OTHER for column, word in zip(columns, words, strict=True) if word)
        cells = zip(columns, words, self._names, strict=True)
        return all(column is not Column.OTHER or word in {"", name} for column, word, name in cells)

    def _look_over_columns(self) -> None:
        """Warn of what a task table's header leaves open."""
        known = {*self._columns}
        if Column.TASK not in known or not known & {Column.LEAD, Column.COORDINATOR, Column.DEADLINE}:
            return
        doubts = [
            f"table_column:{' '.join(name.split())}"
            for name, column in zip(self._names, self._columns, strict=True)
            if column is Column.OTHER and fold(name).strip() and not re.match(_UNREAD, " ".join(fold(name).split()))
        ]
        if Column.LEAD not in known:
            doubts.append(f"table_no_lead:{' | '.join(filter(None, self._names))}")
        self.warnings += [each for each in doubts if each not in self.warnings]

    def _is_title_row(self, words: Sequence[str]) -> bool:
        """Tell whether the first row of a table that is no task table titles its columns ("Năm | Số hồ sơ")."""
        filled = [word for word in words if word]
        continues = len(words) == len(self._columns) and any(c is not Column.OTHER for c in self._columns)
        return not continues and len(filled) > 1 and all(_TITLE.fullmatch(word) for word in filled)

    def _body(self, cells: Sequence[Span]) -> RowReading:
        columns = list(self._columns)
        first = self.text[slice(*cells[0])]
        if Column.NUMBER not in columns and columns[0] is Column.OTHER and _NUMBER.match(first):
            columns[0] = Column.NUMBER
        number: str | None = None
        filled: list[tuple[Column, Span]] = []
        for column, (start, end) in zip(columns, cells, strict=True):
            if column is Column.NUMBER:
                match = _NUMBER.match(self.text[start:end])
                number = match[1] if match else ""
                if match or start == end:
                    continue
            if start < end:
                filled.append((column, (start, end)))
        words = filled[0][1][0] if filled else cells[0][0]
        if number == "" and len(filled) == 2 and (section := _SECTION.match(self.text[slice(*filled[0][1])])):
            number, filled = section[1], filled[1:]  # "A" stands in another column than TT
        if len(filled) < 2 and not (number and _ARABIC.match(number)) and self._is_group(cells, filled):
            self._group = filled[0][1] if filled else None
            return RowReading(RowKind.GROUP, number, words, tuple(filled))
        return RowReading(RowKind.BODY, number, words, tuple(filled), self._group, self._reports(cells), self._before())

    def _reports(self, cells: Sequence[Span]) -> frozenset[Span]:
        named = zip(cells, self._names, self._columns, strict=False)
        return frozenset(s for s, name, column in named if column is Column.DEADLINE and "bao cao" in fold(name))

    def _before(self) -> bool:
        """Tell whether the deadlines' header says that a day is the first on which it is too late."""
        columns = zip(self._names, self._columns, strict=False)
        return any(column is Column.DEADLINE and _BEFORE.search(fold(name)) for name, column in columns)

    def _is_group(self, cells: Sequence[Span], filled: Sequence[tuple[Column, Span]]) -> bool:
        """Tell a row of one cell from a task without lead and deadline; of two columns, it must name agencies."""
        if len(cells) > 2 or not filled:
            return True
        start, end = filled[0][1]
        return parse_parties(self.text, start, end).end == end


def _counts_columns(filled: Sequence[str]) -> bool:
    """Tell whether a row under the header only counts the columns: "(1) | (2) | (3)", "A | B | 1 | 2"."""
    numbers = [match[1] for match in map(_NUMBER.match, filled) if match]
    if len(numbers) < max(3, len(filled)):
        return False
    return numbers[0] in {"A", "a"} or numbers == [str(i) for i in range(1, len(numbers) + 1)]


def header_column(header: str) -> Column:
    """Return what a column with this header holds."""
    folded = " ".join(fold(header).split())
    if not folded or len(folded) > _LONGEST_HEADER:
        return Column.OTHER
    return next((column for column, pattern in _HEADERS if pattern.match(folded)), Column.OTHER)


def row_number(printed: str | None, last: str | None) -> str:
    """Return a row's number in its id: its own TT; where TT begins anew or lacks, rows keep counting.

    "7" after "6" is 7; "1" after "6", in the next group, is 7; an empty TT below row 7 is 7.1; a table without TT
    counts; "1.2", "IV" and "a" stay as printed.
    """
    base, _, part = (last or "0").partition(".")
    count = int(base) if base.isdecimal() else 0
    if printed is None or (printed == "" and not count):
        return str(count + 1)
    if printed == "":
        return f"{count}.{int(part) + 1 if part.isdecimal() else 1}"
    return str(max(int(printed), count + 1)) if printed.isdecimal() else printed
