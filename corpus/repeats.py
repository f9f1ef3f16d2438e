"""Tasks given before: the same work, to the same lead, in an earlier document (docs/decisions/0007).

Three things count. The same content words, once parties, deadlines, words of urging and what joins words are left out:
a later directive repeats the clause and moves its deadline. Or the same but for words that say how and why
(``corpus.rewording``), where both are due on one day or the later text says that it renews. Or the later text says that
the work was asked for in the earlier document ("đã được yêu cầu tại Công văn số 896/BKHCN-VP"), and one task there is
plainly meant. Anything looser takes "dự thảo Luật A" for "dự thảo Luật B".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from corpus.force import base_number
from corpus.model import Reference, Task
from corpus.provisions import stands_in
from corpus.rewording import due_together, renews, reworded, work_and_tail
from corpus.text import fold, sentence_spans

LEAST_WORDS = 6
"""An action of fewer words ("báo cáo kết quả thực hiện") is the same work in name only."""
_MEANT = 0.5
"""The share of its content words that a task has in common with the one that its text refers to."""
_LEAST_COMMON = 4
_CLEARLY = 0.15
"""By how much the task meant has more in common than the next one of its document."""

_SHORT_FORMS = {
    "csdl": "cơ sở dữ liệu",
    "tthc": "thủ tục hành chính",
    "dvc": "dịch vụ công",
    "cntt": "công nghệ thông tin",
    "cđs": "chuyển đổi số",
    "cchc": "cải cách hành chính",
    "kt-xh": "kinh tế xã hội",
    "ttdl": "trung tâm dữ liệu",
    "đmst": "đổi mới sáng tạo",
    "kh&cn": "khoa học và công nghệ",
    "khcn": "khoa học công nghệ",
}
_SHORT = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(_SHORT_FORMS, key=len, reverse=True)))})(?!\w)")
# What may differ between the two: how it is handed out, urged and joined
_LIGHT = {
    tuple(words.split())
    for words in (
        "chủ trì|phối hợp|đề nghị|yêu cầu|chỉ đạo|tiếp tục|khẩn trương|tập trung|chủ động|kịp thời|nghiêm túc|"
        "quyết liệt|đẩy nhanh|tiến độ|cơ quan|đơn vị|địa phương|liên quan|hoàn thành|công tác|nhiệm vụ|dứt điểm|"
        "bảo đảm|chất lượng|thời hạn|cùng|với|giao|sớm|ngay|các|những|và|bộ|ngành|có|xong|việc|"
        "về|của|cho|để|đối|nhằm|phải|đúng"
    ).split("|")
}
_WORD = re.compile(r"\w+")
# "đã được yêu cầu tại", "như đã giao tại", "nhiệm vụ được giao trong", "theo nhiệm vụ giao tại Điểm b, Mục 4 ..."
_ASKED_AT = re.compile(
    r"\b(?:(?:da|duoc|nhiem vu|noi dung|viec|theo)(?: da)?(?: duoc)?(?: [a-z]+){0,8}? )?"
    r"(?:giao|yeu cau|de nghi|chi dao|phan cong|don doc|nhac)(?: [a-z]+){0,8}? (?:tai|trong|o)"
    r"(?: (?:cac )?(?:van ban|[a-z]+))?\s*$"
)


@dataclass(frozen=True, slots=True)
class Given:
    """A task and the day of the document that gives it."""

    task: Task
    document: str
    day: date | None


def earlier_tasks(given: Iterable[Given]) -> dict[str, str]:
    """Return by its id, for each task given before, the id of the one that gave it last before.

    Both have a lead in common that is an agency and no group; the documents differ and both are dated.
    """
    dated = [each for each in given if each.day]
    alike: dict[tuple[str, ...], list[Given]] = defaultdict(list)
    for each in dated:
        for words in _keys(each.task):
            alike[words].append(each)
    before: dict[str, list[Given]] = defaultdict(list)
    for group in alike.values():
        for each in group:
            before[each.task.id] += (other for other in group if _gave_before(other, each))
    for later, earlier in _reworded(dated):
        before[later.task.id].append(earlier)
    by_document = defaultdict(list)
    for each in dated:
        by_document[base_number(each.document)].append(each)
    for each in dated:
        for reference in asked_before(each.task):
            before[each.task.id] += _meant(each, reference, by_document[reference.document or ""])
    return {
        task: max(found, key=lambda other: (other.day or date.min, other.task.id)).task.id
        for task, found in before.items()
        if found
    }


def leads_of(tasks: Iterable[Task]) -> frozenset[str]:
    """Return the keys of the agencies that lead some of the tasks; among theirs alone repetitions are to be found."""
    return frozenset(party.key for task in tasks for party in task.leads if not party.is_group)


def asked_before(task: Task) -> tuple[Reference, ...]:
    """Return the documents in which, as the task's own words say, it was asked for before."""
    found = []
    for reference in task.references:
        at = task.action.find(reference.text)
        if at >= 0 and reference.document and _ASKED_AT.search(_flat(task.action[:at].rpartition(". ")[2])):
            found.append(reference)
    return tuple(found)


def wording(task: Task) -> tuple[str, ...]:
    """Return the content words of what is to be done, without who, by when and how urgently, in alphabetical order."""
    return _content(task, task.action)


def _keys(task: Task) -> set[tuple[str, ...]]:
    """Return what a task must have in common with the same one given elsewhere: all its words, or its first sentence.

    What follows the first sentence says how to report, and why it is asked for again.
    """
    whole, found = task.action.rstrip(), [wording(task)]
    if ". " in whole:
        found.append(_content(task, whole[slice(*sentence_spans(whole)[0])]))
    return {words for words in found if len(words) >= LEAST_WORDS}


def _reworded(given: Sequence[Given]) -> Iterator[tuple[Given, Given]]:
    """Yield pairs (later, earlier) of one work in other words, due on the same day or renewed by the later one."""
    groups: dict[tuple[str, ...], list[tuple[Given, bool]]] = defaultdict(list)
    for each in given:
        work, cut = work_and_tail(each.task.action)
        keys = {_reworded_key(each.task, each.task.action): False, _reworded_key(each.task, work): cut}
        for key, is_cut in keys.items():
            if len(key) >= LEAST_WORDS:
                groups[key].append((each, is_cut))
    for group in groups.values():
        for (later, later_cut), (earlier, earlier_cut) in permutations(group, 2):
            # two that go on in different words ("để cắt giảm", "để phân cấp") are two works
            if (later_cut and earlier_cut) or not _gave_before(earlier, later):
                continue
            if renews(later.task) or due_together(later.task, earlier.task):
                yield later, earlier


def _reworded_key(task: Task, action: str) -> tuple[str, ...]:
    return tuple(sorted(_heavy(list(reworded(_words(task, action))))))


def _content(task: Task, action: str) -> tuple[str, ...]:
    return tuple(sorted(_heavy(_words(task, action))))


def _words(task: Task, action: str) -> list[str]:
    """Return the words in reading order, without parties and deadlines."""
    said = [party.text for party in (*task.leads, *task.coordinators, *task.directors)]
    said += [deadline.text for deadline in task.deadlines]
    words = action
    for each in sorted(said, key=len, reverse=True):
        words = words.replace(each, " ")
    whole = _SHORT.sub(lambda match: _SHORT_FORMS[match[0]], words.lower())
    return _WORD.findall(whole)


def _heavy(words: Sequence[str]) -> Iterator[str]:
    place = 0
    while place < len(words):
        if tuple(words[place : place + 2]) in _LIGHT:
            place += 2
            continue
        if (words[place],) not in _LIGHT:
            yield words[place]
        place += 1


def _meant(later: Given, reference: Reference, earlier: Sequence[Given]) -> Iterator[Given]:
    """Yield the one task of the document referred to that is meant, if one stands out."""
    possible = [other for other in earlier if _gave_before(other, later)]
    if reference.provision:
        possible = [other for other in possible if stands_in(other.task.clause, reference.provision)]
    shares = sorted(((_share(other.task, later.task), other.task.id) for other in possible), reverse=True)
    if not shares or shares[0][0] < _MEANT or (len(shares) > 1 and shares[0][0] - shares[1][0] < _CLEARLY):
        return
    yield from (other for other in possible if other.task.id == shares[0][1])


def _share(earlier: Task, later: Task) -> float:
    """Return how much of the shorter one's content words both have."""
    mine, theirs = Counter(wording(earlier)), Counter(wording(later))
    common = (mine & theirs).total()
    return common / min(mine.total(), theirs.total()) if common >= _LEAST_COMMON else 0.0


def _gave_before(other: Given, each: Given) -> bool:
    if not (other.day and each.day) or other.day >= each.day or other.document == each.document:
        return False
    return not leads_of((other.task,)).isdisjoint(leads_of((each.task,)))


def _flat(text: str) -> str:
    return " ".join(fold(text).replace(",", " ").split()) + " "
