"""Directives that make the corpus large and confusable, and leave every gold answer as it is.

They are written like the real ones, clause by clause, with other agencies, dates and numbers. The rule that keeps
the gold answers true, computed from the gold itself and held against the parser's reading of every file written:

- no agency that takes part in a gold task or is named in a gold question, and no group of agencies;
- every task has a last day of its own, in no year that a list question can mean; no recurring or ongoing duty, and
  no mention of another document;
- no number that begins like a gold document's, and no dispatch ("which dispatches are there?" asks about all of them);
- no wording of a clause that a question asks about without naming document, list or range: there a near-duplicate
  would be a second right answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, lru_cache
from itertools import islice
from random import Random

from assistant.ingest import File
from corpus.agencies import registry
from corpus.agency_names import document_finder, question_finder
from corpus.model import Audience, CorpusError, DeadlineKind, Directive, Task
from corpus.parse import parse_source
from corpus.readers import read_bytes
from corpus.text import fold, uncapitalize
from eval.dataset import Gold, GoldQuestion

SEED = 57
CLAUSES = (4, 6)
"""Fewest and most clauses of a distractor."""
YEARS = ((2023, 2023), (2024, 2024), (2025, 2025), (2027, 2028))
"""(year of the document, year of its deadlines)."""

_DEPARTMENTS = ("Y tế", "Giáo dục và Đào tạo", "Công Thương", "Dân tộc và Tôn giáo", "Ngoại vụ", "Du lịch")
_SCOPES = (
    "", " trong lĩnh vực y tế", " trong lĩnh vực giáo dục", " trong lĩnh vực du lịch", " trong các khu công nghiệp",
    " tại các xã vùng cao", " tại các cơ sở y tế công lập", " tại các trường phổ thông", " tại các cửa khẩu",
)  # fmt: skip
_FORMS = (
    ("Ủy ban nhân dân tỉnh {province}", "{number}/KH-UBND", "KẾ HOẠCH"),
    ("Ủy ban nhân dân tỉnh {province}", "{number}/QĐ-UBND", "QUYẾT ĐỊNH"),
    ("Ủy ban nhân dân tỉnh {province}", "{number}/TB-UBND", "THÔNG BÁO"),
    ("Tỉnh ủy {province}", "{number}-KH/TU", "KẾ HOẠCH"),
    ("Tỉnh ủy {province}", "{number}-TB/TU", "THÔNG BÁO"),
)
_SUBJECTS = (
    "Triển khai nhiệm vụ chuyển đổi số năm {year}",
    "Tháo gỡ khó khăn trong phát triển khoa học, công nghệ và đổi mới sáng tạo năm {year}",
    "Phát triển dữ liệu số và dịch vụ công trực tuyến năm {year}",
    "Đẩy mạnh cải cách thủ tục hành chính trên môi trường số năm {year}",
)
# Where a clause's wording ends and what is its own begins: figures, dates, other documents, the duty to report.
_END = re.compile(
    r"[;.:(\d\"“]|,? (?:theo (?:nhiệm vụ|quy định|tinh thần)|hoàn thành|báo cáo|định kỳ|chậm nhất|thường xuyên"
    r"|trước ngày|từ ngày|trong (?:tháng|quý|năm)|hằng (?:tuần|tháng|quý)"
    r"|tại (?:Thông|Công|Quyết|Nghị|Kế|Phụ|Chương|Luật))"
)
_DANGLING = re.compile(r"(?:[ ,]+(?:năm|từ|cấp độ|giai đoạn|trong|của|tại|cập nhật|và))*[ ,]*$")
_OPENING = re.compile(
    r"^[\s,;:-]*(?:(?:và )?các (?:cơ quan|đơn vị|bộ)[^,]*? liên quan |chủ trì,? |thực hiện[: ]*)*", re.I
)
_VERBS = (
    "ban hành", "bảo đảm", "bố trí", "chia sẻ", "công bố", "cung cấp", "cập nhật", "hoàn thiện", "hướng dẫn",
    "khảo sát", "khẩn trương", "kiểm tra", "kết nối", "làm sạch", "lựa chọn", "mở", "nghiên cứu", "nâng cấp",
    "phát triển", "rà soát", "số hóa", "sửa đổi", "tham mưu", "thí điểm", "thúc đẩy", "thẩm định", "tiếp tục",
    "triển khai", "tuyên truyền", "tập huấn", "tổ chức", "vận hành", "xây dựng", "đánh giá", "đưa", "đẩy nhanh",
)  # fmt: skip
_ACTING = re.compile(rf"(?:{'|'.join(_VERBS)})\b", re.I)


@dataclass(frozen=True)
class Untouchable:
    """What a distractor may not hold, read off the gold."""

    gold: Gold

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Registry ids of the agencies that gold tasks or questions name, and of what stands for them."""
        named = [match for name in self.gold.registers.agencies for match in document_finder().find(name)]
        asked = [match for text in self._texts for match in question_finder().find(text)]
        ids = {each for match in (*named, *asked) for each in match.agency_ids}
        return frozenset(key for each in ids for key in registry().concerning(each))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Folded names of the agencies in gold tasks, for those that no registry knows."""
        return tuple(fold(name) for name in self.gold.registers.agencies)

    @cached_property
    def years(self) -> frozenset[int]:
        """Years that a list question can mean: its own, the next, and any it writes."""
        lists = [question for question in self.gold.questions if question.expected.tasks is not None]
        written = {int(year) for q in lists for text in _said(q) for year in re.findall(r"\b20\d\d\b", text)}
        return frozenset(written | {q.today.year + ahead for q in lists for ahead in (0, 1)})

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Every figure in a question or a gold id: "693" stands for a document."""
        ids = [clause.partition("#")[0] for clause in self.gold.registers.clauses]
        return frozenset(number for text in (*self._texts, *ids) for number in re.findall(r"\d+", text))

    @cached_property
    def clauses(self) -> frozenset[str]:
        """Clauses that a question asks about by their content alone."""
        facts = [q for q in self.gold.questions if q.expected.tasks is None and not self._names_document(q)]
        return frozenset(clause for q in facts for clause in (*q.expected.citations, *q.expected.allow))

    def frees(self, name: str) -> bool:
        """Tell whether an agency's name has nothing to do with gold agencies."""
        folded = fold(name)
        ids = {each for match in document_finder().find(name) for each in match.agency_ids}
        return not ids & self.agencies and not any(held in folded or folded in held for held in self.names)

    def spares(self, directive: Directive) -> bool:
        """Tell whether a directive, as it was read, keeps to the rule."""
        return bool(directive.tasks) and not directive.references and all(map(self._harmless, directive.tasks))

    def _harmless(self, task: Task) -> bool:
        parties = (*task.leads, *task.coordinators, *task.directors)
        dated = all(
            deadline.last and deadline.last.year not in self.years and deadline.kind is not DeadlineKind.RECURRING
            for deadline in task.deadlines
        )
        return bool(task.deadlines) and dated and all(not p.is_group and self.frees(p.name) for p in parties)

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(text for question in self.gold.questions for text in _said(question))

    def _names_document(self, question: GoldQuestion) -> bool:
        heads = {clause.partition("#")[0] for clause in self.gold.registers.clauses}
        numbers = {found[0] for head in heads if (found := re.match(r"\d+", head))}
        return any(number in re.findall(r"\d+", text) for text in _said(question) for number in numbers)


def distractor_files(gold: Gold, real: Sequence[File], count: int, seed: int = SEED) -> list[File]:
    """Return so many distractors as text files; the same gold, real directives and seed give the same files."""
    rule = Untouchable(gold)
    return list(islice(_written(rule, wordings(rule, real), Random(seed)), count))  # noqa: S311 - not a secret


def wordings(rule: Untouchable, real: Sequence[File]) -> list[str]:
    """Return what the clauses of the real directives order, without agencies, dates and other documents."""
    directives = filter(None, map(parsed, real))
    tasks = [task for directive in directives for task in directive.tasks if task.clause not in rule.clauses]
    found = dict.fromkeys(wording for task in tasks if (wording := _wording(task)) and rule.frees(wording))
    return list(found)


def _said(question: GoldQuestion) -> tuple[str, ...]:
    return (*question.history, question.question)


def _wording(task: Task) -> str | None:
    """Return the words behind the last agency named, up to the first thing that is the clause's own."""
    parties = [party for party in (*task.leads, *task.coordinators, *task.directors) if task.start <= party.start]
    behind = max((party.end - task.start for party in parties), default=0)
    words = _OPENING.sub("", task.action[behind:])
    end = _END.search(words)
    words = _DANGLING.sub("", " ".join(words[: end.start() if end else None].split()))
    return words if _ACTING.match(words) and 6 <= len(words.split()) <= 45 else None


@lru_cache(maxsize=2048)
def parsed(file: File) -> Directive | None:
    """Return the directive in a file, or None where it is not read; a run asks for the same ones again."""
    try:
        return parse_source(read_bytes(file.name, file.content), file.audience)
    except CorpusError:
        return None


def _written(rule: Untouchable, wording: Sequence[str], random: Random) -> Iterator[File]:
    """Yield distractors without end; what the parser reads against the rule is thrown away."""
    provinces = [a.name for a in registry().agencies if a.kind == "province" and a.name.startswith("Tỉnh ")]
    free = [name.removeprefix("Tỉnh ") for name in provinces if rule.frees(name)]
    numbers = [number for number in range(1_000, 100_000) if str(number) not in rule.numbers]
    random.shuffle(numbers)
    for number in numbers:
        file = _file(number, random.choice(free), wording, rule, random)
        directive = parsed(file)
        if directive and rule.spares(directive):
            yield file


def _file(number: int, province: str, wording: Sequence[str], rule: Untouchable, random: Random) -> File:
    issuer, form, title = random.choice(_FORMS)
    issuer, number_text = issuer.format(province=province), form.format(number=number)
    year, due = random.choice(YEARS)
    day = _day(year, random)
    agencies = _agencies(province, rule)
    chosen = random.sample(list(wording), min(random.randint(*CLAUSES), len(wording)))
    clauses = [_clause(i, each, agencies, max(day, date(due, 1, 1)), due, random) for i, each in enumerate(chosen, 1)]
    text = "\n".join([
        issuer.upper(),
        "-------",
        f"Số: {number_text}",
        f"{province}, ngày {day:%d} tháng {day.month} năm {day.year}",
        "",
        title,
        random.choice(_SUBJECTS).format(year=year),
        "",
        *clauses,
        "",
    ])  # fmt: skip
    return File(f"distractor-{number}.txt", text.encode(), Audience.PUBLIC)


def _agencies(province: str, rule: Untouchable) -> list[str]:
    names = [f"Sở {field} tỉnh {province}" for field in _DEPARTMENTS]
    return [name for name in (*names, f"Ủy ban nhân dân tỉnh {province}") if rule.frees(name)]


def _clause(place: int, wording: str, agencies: Sequence[str], after: date, year: int, random: Random) -> str:
    lead, partner = random.sample(list(agencies), 2)
    opening = random.choice((f"{lead} chủ trì, phối hợp với {partner}", f"Giao {lead} chủ trì", lead))
    words = uncapitalize(wording) + random.choice(_SCOPES)
    return f"{place}. {opening} {words}, hoàn thành {_deadline(after, year, random)}."


def _deadline(after: date, year: int, random: Random) -> str:
    """Return a deadline later than the document, inside the year."""
    last = date(year, 12, 31)
    day = after + timedelta(days=random.randint(2, max((last - after).days, 2)))
    day = min(day, last)
    return random.choice(
        (f"trước ngày {day:%d/%m/%Y}", f"trong tháng {day.month}/{year}", f"chậm nhất ngày {day:%d/%m/%Y}")
    )


def _day(year: int, random: Random) -> date:
    return date(year, 1, 1) + timedelta(days=random.randrange(300))
