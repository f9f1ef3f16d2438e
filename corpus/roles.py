"""Who leads, who co-ordinates, who directs, sentence by sentence (DESIGN section 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import AgencyRef
from corpus.parties import PartyList, distinct, parse_parties
from corpus.text import UPPER
from corpus.vocabulary import HANDOVER, VERB

# "chỉ đạo Ban Cơ yếu Chính phủ chủ trì", "giao Bộ Y tế chủ trì": first, after the subject, or after a comma
_DIRECTS = re.compile(r"\b(?:[Cc]hỉ đạo|giao)\s+")
# "Trong quá trình thực hiện, | Bộ Y tế chủ trì xử lý"
_LATER = re.compile(rf"[,;]\s+(?=[{UPPER}])")
_LEADS = re.compile(r"\s+chủ trì\b(?!\s+(?:phiên|cuộc|buổi|hội nghị|lễ)\b)")
# "phối hợp với", "phối hợp chặt chẽ với", "phối hợp Bộ Tư pháp", "thống nhất với"
_COORDINATES = re.compile(
    r"\b[Pp]hối hợp(?:\s+(?:chặt chẽ|đồng bộ|thường xuyên))?\s+(?:(?:cùng\s+)?với\s+|cùng\s+)?|\b[Tt]hống nhất với\s+"
    r"|\b[Cc]hủ trì,?\s+cùng\s+(?:với\s+)?"
)
# What the object of "chỉ đạo" does: a verb, or the list that a colon opens
_ACTS = re.compile(rf"\s*,?\s*(?:{VERB})|\s*:\s*$")
# "Về nguồn lực: | Bộ Tài chính bố trí ...": a topic before the sentence
_TOPIC = re.compile(rf"[^.:;“”]{{3,120}}:\s+(?=[{UPPER}])")
# "Các bộ, ngành | tập trung thực hiện các nhiệm vụ sau:", not "UBND tỉnh | ban hành Kế hoạch như sau:"
_CARRIES_OUT = re.compile(
    r"\s*,?\s*(?:(?:cần|phải|tiếp tục|khẩn trương|nghiêm túc|tập trung|chủ động)\s+)*(?:thực hiện|triển khai)\b"
)
_ASKS = re.compile(r"\b(?:đề nghị|yêu cầu|giao|phân công|chỉ đạo)\s+")
_ACTS_SOMEWHERE = re.compile(rf"\b{VERB}")
_FEW_WORDS = 3
_ACTS_NOW = re.compile(rf"\s*,?\s*{VERB}")
_BEGINS_WITH_VERB = re.compile(rf"(?!đề nghị|giao|yêu cầu|phân công|kính){VERB}", re.IGNORECASE)
_ANSWERS = re.compile(r"\s*(?:phải\s+)?[Cc]hịu (?:hoàn toàn )?trách nhiệm (?:toàn diện )?trước\s[^;.]*[.;/]*\s*$")
# "Trách nhiệm của Sở Nội vụ": a heading of a regulation
# "Các cơ quan, đơn vị đã chủ động, tích cực": what was done; "đã được giao" only says who
_DID = re.compile(r"\s*,?\s*(?:đã(?!\s+được)|đang|luôn)\b")
# "Định kỳ hằng tuần, | Công an thành phố công bố", "Trước ngày 20/8/2026, | Sở Y tế báo cáo": when, before who
_TIME_WORD = (
    r"(?:định kỳ|h[ằà]ng|mỗi|trước|chậm nhất|muộn nhất|trong|vào|từ|đến|hết|là|ngày|tháng|quý|năm|tuần|giờ|phút|đầu"
    r"|cuối|vòng|thời hạn|một|lần|thứ (?:hai|ba|tư|năm|sáu|bảy)|\d[\d/.:]*|[IVX]+\b)"
)
_WHEN = re.compile(
    r"(?:(?:đồng thời|và),?\s+)?(?=định kỳ|h[ằà]ng|mỗi|trước|chậm|muộn|từ|đến|thứ|trong (?:vòng|thời hạn))"
    rf"{_TIME_WORD}(?:\s+{_TIME_WORD}){{1,9}},?\s+",
    re.IGNORECASE,
)
# "Sau bão, | các tỉnh thống kê", "Khi có dịch, | Sở Y tế ..."
_EVENT = re.compile(rf"(?:Sau|Khi|Ngay sau|Ngay khi)\s[^,;:.]{{2,80}},\s+(?=[{UPPER}])")
# "Riêng | Sở Y tế mở ..."
_ALONE = re.compile(r"[Rr]iêng\s+(?:đối với\s+)?")
# "Sở Y tế chủ trì, | Sở Nội vụ phối hợp"; "Công an phường | cùng với | Phòng Kinh tế rà soát"
_LEADS_AND = re.compile(r"\bchủ trì[,;]?\s+(?:và\s+)?")
_JOINS = re.compile(r"\s+(?:cùng\s+)?phối hợp\b(?!\s+(?:với|cùng|chặt))")
_TOGETHER = re.compile(r"\s+cùng(?:\s+với)?\s+")
# "...; giao Sở Y tế kiểm tra", "...; Sở Xây dựng rà soát": work for another agency in the same sentence
_PART = re.compile(r";\s+(?:và\s+)?")
_GOES_ON = re.compile(
    r"\s*,?\s+(?!(?:và|với|cùng|của|thuộc|theo|tại|trong|để|về|liên quan|là|được|đã|gồm|nêu)\b|(?:có|khác)\s+liên quan)"
    r"(?=[^\W\d_])"
)
_NAMES_OPEN = re.compile(r":\s+|\b(?:gồm|gửi|báo cáo|của|với)\s+")
_LEADS_ON = re.compile(r"chủ trì\b")
_DUTIES = re.compile(r"(?:Trách nhiệm|Nhiệm vụ)(?:,? (?:quyền hạn|thi hành|thực hiện|phối hợp))? của\s+")
_REPORTS = re.compile(r"\b[Bb]áo cáo\s+")


# "Đối với Ủy ban nhân dân các tỉnh": a heading
_TOWARD = re.compile(r"Đối với\s+", re.IGNORECASE)
_OPENINGS = (HANDOVER, _DUTIES, _ALONE)
_MEETS = re.compile(r"\s+chủ trì\s+(?:phiên|cuộc|buổi|hội nghị|lễ)\b")


@dataclass(frozen=True, slots=True)
class Roles:
    """The agencies of one sentence."""

    leads: tuple[AgencyRef, ...]
    """Empty where the sentence names no subject: then it is its context's."""
    coordinators: tuple[AgencyRef, ...]
    directors: tuple[AgencyRef, ...]
    handed_over: bool
    """True for "Giao ...", "Đề nghị ..."."""


def subject(text: str, start: int, end: int) -> PartyList:
    """Read the agencies that a sentence or heading begins with ("c) Bộ Khoa học và Công nghệ", "Giao Bộ X ...")."""
    if (toward := _TOWARD.match(text, start, end)) and names_only(text, toward.end(), end):
        return parse_parties(text, toward.end(), end)
    before = next((match for opening in _OPENINGS if (match := opening.match(text, start, end))), None)
    if before:
        return parse_parties(text, before.end(), end)
    when = _WHEN.match(text, start, end) or _EVENT.match(text, start, end)
    if when is None:
        return parse_parties(text, start, end)
    handover = HANDOVER.match(text, when.end(), end)
    named = parse_parties(text, handover.end() if handover else when.end(), end)
    acts = handover or _ACTS_NOW.match(text, named.end, end)
    return named if named.parties and acts and not _MEETS.match(text, named.end, end) else PartyList((), start)


def sentence_parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part a sentence before each semicolon behind which another agency is given work.

    "Bộ Công an phân luồng; | Bộ Y tế bảo đảm thuốc; | giao Sở Xây dựng rà soát", and "Bộ A chỉ đạo Cục B trực ban; |
    chủ trì rà soát". Agencies that a list names one below the other ("phối hợp với: Bộ A; Bộ B và Bộ C") are no parts.
    """
    starts, ends = [start], list[int]()
    for match in _PART.finditer(text, start, end):
        if _begins_work(text, match.end(), end) and not _ends_in_names(text, starts[-1], match.start()):
            ends.append(match.start())
            starts.append(match.end())
    return list(zip(starts, [*ends, end], strict=True))


def leads_on(text: str, start: int, end: int) -> bool:
    """Tell whether a part of a sentence says that its subject itself leads ("...; chủ trì, phối hợp với ...")."""
    return _LEADS_ON.match(text, start, end) is not None


def _begins_work(text: str, start: int, end: int) -> bool:
    if leads_on(text, start, end):
        return True
    named = subject(text, start, end)
    following = _GOES_ON.match(text, named.end, end)
    return bool(named.parties and following and text[following.end()].islower())


def _ends_in_names(text: str, start: int, end: int) -> bool:
    """Tell whether words end in a list of agencies that goes on behind them."""
    lists = (*_COORDINATES.finditer(text, start, end), *_NAMES_OPEN.finditer(text, start, end))
    opened = [start, *(match.end() for match in lists)]
    return any((named := parse_parties(text, at, end)).parties and not text[named.end : end].strip() for at in opened)


def _behind_topic(text: str, start: int, end: int) -> PartyList:
    """Read who acts where a topic stands before the sentence; nobody where what follows is no subject."""
    topic = _TOPIC.match(text, start, end)
    named = subject(text, topic.end(), end) if topic else PartyList((), start)
    return named if named.parties and _ACTS_NOW.match(text, named.end, end) else PartyList((), start)


def is_holder(text: str, start: int, end: int) -> bool:
    """Tell whether a heading or introduction gives its clauses to the agencies it begins with.

    "Bộ Công an", "Các Bộ, cơ quan ngang bộ:", "Đề nghị Đảng ủy Quốc hội theo chức năng chỉ đạo:" do;
    "Kiện toàn Ban Chỉ đạo" does not.
    """
    return bool(subject(text, start, end).parties)


def names_only(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence says who and not what ("Các cấp ủy, tổ chức đảng và đảng viên.")."""
    named = subject(text, start, end)
    rest = text[named.end : end].strip(" .;,:/")
    return bool(named.parties) and len(rest.split()) <= _FEW_WORDS and not _ACTS_SOMEWHERE.search(rest)


def tells_the_past(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence says what its subject did or is doing ("Các bộ đã nỗ lực triển khai")."""
    named = subject(text, start, end)
    return bool(named.parties) and _DID.match(text, named.end, end) is not None


def orders(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence begins with what is to be done ("Rà soát ...", "Chủ trì, phối hợp với ...")."""
    return _BEGINS_WITH_VERB.match(text, start, end) is not None


def answers_for(text: str, start: int, end: int) -> bool:
    """Tell whether a sentence only says who answers for what ("Chịu trách nhiệm trước Chủ tịch nếu để xảy ra cháy")."""
    return _ANSWERS.match(text, subject(text, start, end).end, end) is not None


def introduced(text: str, start: int, end: int) -> tuple[AgencyRef, ...]:
    """Return whom an introduction gives the clauses behind it: "Bộ Y tế đề nghị | các Sở Y tế | thực hiện ...:"."""
    for match in reversed([*_ASKS.finditer(text, start, end)]):
        named = parse_parties(text, match.end(), end)
        if named.parties and _ACTS.match(text, named.end, end):
            return named.parties
    named = subject(text, start, end)
    return named.parties if _CARRIES_OUT.match(text, named.end, end) else ()


def read_roles(text: str, start: int, end: int, holders: tuple[AgencyRef, ...]) -> Roles:
    """Read the roles of one sentence.

    Args:
        text: the document's text; ``text[start:end]`` is the sentence.
        holders: who its context gives the clause to.
    """
    handover = HANDOVER.match(text, start, end)
    named = subject(text, start, end)
    if not named.parties:
        named = _behind_topic(text, start, end)
    leads, beside = _apart(text, named)
    leads = leads or _later(text, start, end)
    directors: tuple[AgencyRef, ...] = ()
    objects = _directed(text, named.end, end)
    if objects:
        directors, leads = leads or holders, objects
    coordinators = [party for match in _COORDINATES.finditer(text, start, end) for party in _parties(text, match, end)]
    coordinators += [*beside, *_joining(text, start, end)]
    known = {party.key for party in (*leads, *directors)}
    kept = distinct(p for p in coordinators if p.key not in known)
    return Roles(leads, kept, directors, bool(handover and named.parties))


def _apart(text: str, named: PartyList) -> tuple[tuple[AgencyRef, ...], tuple[AgencyRef, ...]]:
    """Part who leads from who is named behind "cùng với"."""
    first = named.parties[0].start if named.parties else named.end
    together = next(
        (m for m in _TOGETHER.finditer(text, first, named.end) if any(p.start == m.end() for p in named.parties)), None
    )
    if together is None:
        return named.parties, ()
    leads = tuple(party for party in named.parties if party.start < together.start())
    return leads, tuple(party for party in named.parties if party not in leads)


def _joining(text: str, start: int, end: int) -> tuple[AgencyRef, ...]:
    """Return who co-ordinates in "Sở Y tế chủ trì, Sở Nội vụ và các xã phối hợp ..."."""
    for match in _LEADS_AND.finditer(text, start, end):
        named = parse_parties(text, match.end(), end)
        if named.parties and _JOINS.match(text, named.end, end):
            return named.parties
    return ()


def report_recipient(text: str, start: int, end: int) -> str | None:
    """Return whom a sentence orders a report to ("Báo cáo Thường trực Ban Chỉ đạo ..."), as written."""
    for match in _REPORTS.finditer(text, start, end):
        parties = parse_parties(text, match.end(), end)
        if parties.parties:
            return text[match.end() : parties.end]
    return None


def _later(text: str, start: int, end: int) -> tuple[AgencyRef, ...]:
    """Return who leads where the sentence names its subject after an adverbial."""
    position = start
    while match := _LATER.search(text, position, end):
        named = parse_parties(text, match.end(), end)
        if named.parties and _LEADS.match(text, named.end, end):
            return named.parties
        position = max(match.end(), named.end)
    return ()


def _parties(text: str, match: re.Match[str], end: int) -> tuple[AgencyRef, ...]:
    return parse_parties(text, match.end(), end).parties


def _directed(text: str, position: int, end: int) -> tuple[AgencyRef, ...]:
    """Return whom the sentence's subject directs to act, if it does."""
    for match in _DIRECTS.finditer(text, position, end):
        before = text[position : match.start()].strip()
        if before and before[-1] not in ",;":
            continue
        objects = parse_parties(text, match.end(), end)
        if objects.parties and _ACTS.match(text, objects.end, end):
            return objects.parties
    return ()
