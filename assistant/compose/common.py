"""Word what documents have in common: the documents that they refer to, and who is given tasks in each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.compose.draft import Draft, markers
from assistant.compose.ends import Side
from assistant.compose.references import cite_references
from corpus.model import Task


def compose_common_references(draft: Draft, numbers: Sequence[str]) -> None:
    """Say which documents every one of several documents refers to."""
    cited = [cite_references(draft, draft.directive(number)) for number in numbers]
    shared = [document for document in cited[0] if all(document in each for each in cited[1:])]
    markers_of = [number for document in shared for each in cited for number in each[document]]
    if shared:
        words = draft.message("common.cites", documents="; ".join(shared))
        draft.say(f"**{words}**{markers(markers_of)}", *markers_of)
    else:
        draft.note(draft.message("common.no_cites"))


def compose_common_leads(draft: Draft, sides: Sequence[Side], rows: Mapping[str, tuple[int, ...]]) -> None:
    """Say who leads tasks in every one of the documents compared, each with the tasks that show it."""
    leads = [_leads([matched.task for matched in side.tasks]) for side in sides]
    shared = [key for key in leads[0] if all(key in each for each in leads[1:])]
    numbers = [rows[task.id][0] for key in shared for each in leads for task in each[key][:1]]
    if shared:
        words = draft.message("common.leads", names="; ".join(map(draft.agency, shared)), count=len(shared))
        draft.say(f"{words}{markers(numbers)}", *numbers)
    else:
        draft.note(draft.message("common.no_leads"))


def _leads(tasks: Sequence[Task]) -> dict[str, list[Task]]:
    """Return the keys of who leads tasks by name, each with them."""
    found: dict[str, list[Task]] = {}
    for task in tasks:
        for party in task.leads:
            if not party.is_group:
                found.setdefault(party.key, []).append(task)
    return found
