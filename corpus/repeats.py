"""Tasks given before: the same work, to the same lead, in an earlier document (docs/decisions/0007).

Only the same words count, once parties, deadlines and words of urging are left out: a later directive repeats the
clause and moves its deadline. Anything looser takes "dự thảo Luật A" for "dự thảo Luật B".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from corpus.model import Task

LEAST_WORDS = 6
"""An action of fewer words ("báo cáo kết quả thực hiện") is the same work in name only."""

# What may differ between the two: how it is handed out, urged and joined
_URGING = re.compile(
    r"\b(?:chủ trì|phối hợp|cùng|với|giao|đề nghị|yêu cầu|chỉ đạo|tiếp tục|khẩn trương|tập trung|chủ động|kịp thời|"
    r"nghiêm túc|các|những|và|cơ quan|đơn vị|bộ|ngành|địa phương|liên quan|có|hoàn thành|xong)\b"
)
_WORD = re.compile(r"\w+")


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
    alike: dict[tuple[str, ...], list[Given]] = defaultdict(list)
    for each in given:
        words = wording(each.task)
        if each.day and len(words) >= LEAST_WORDS:
            alike[words].append(each)
    found = {}
    for group in alike.values():
        for each in group:
            before = [other for other in group if _gave_before(other, each)]
            if before:
                last = max(before, key=lambda other: (other.day or date.min, other.task.id))
                found[each.task.id] = last.task.id
    return found


def wording(task: Task) -> tuple[str, ...]:
    """Return the words of what is to be done, without who, by when and how urgently."""
    said = [party.text for party in (*task.leads, *task.coordinators, *task.directors)]
    said += [deadline.text for deadline in task.deadlines]
    words = task.action
    for each in sorted(said, key=len, reverse=True):
        words = words.replace(each, " ")
    return tuple(_WORD.findall(_URGING.sub(" ", words.lower())))


def _gave_before(other: Given, each: Given) -> bool:
    if not (other.day and each.day) or other.day >= each.day or other.document == each.document:
        return False
    leads = ({party.key for party in given.task.leads if not party.is_group} for given in (other, each))
    return bool(set.intersection(*leads))
