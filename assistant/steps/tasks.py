"""Lists of tasks: by filters, side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.compose import (
    Draft,
    Side,
    cell,
    compose_common,
    compose_comparison,
    compose_tasks,
    compose_works,
    period_name,
)
from assistant.lexical.relevance import coverage, syllables
from assistant.model import DateRange, Intent, Interpretation, Language, Match, MatchedTask, Status
from assistant.search.find import answering, find_tasks
from assistant.search.results import filters_of, holds_topic, selection_of
from assistant.selection.select import TaskFilters
from assistant.steps.clauses import clause, places_of, quote_clauses, search_clauses, told_as_unsure
from assistant.steps.desk import Desk
from assistant.steps.rankings import rank
from assistant.steps.sides import quote_sides, tell_sides
from assistant.understand import cues
from assistant.understand.glossary import in_vietnamese
from assistant.understand.unread import unread
from corpus.model import Task
from corpus.text import fold


def list_tasks(desk: Desk, draft: Draft) -> None:
    """List every task that the question asks for."""
    if draft.interpretation.provision and not places_of(draft):
        clause(desk, draft)
        return
    if not _narrowed(draft.interpretation) and (asked := _unclear(draft)):
        draft.status = Status.CLARIFY
        draft.note(asked)
        return
    filters = filters_of(desk.view, desk.embedder, draft.interpretation, draft.question)
    selection = selection_of(desk.view, filters)
    desk.clock.lap("select")
    slots = filters.agencies or filters.documents or filters.due
    loose = filters.topic and slots and not draft.interpretation.firm_topic
    if loose and not holds_topic(desk.view, filters, [matched.task for matched in selection.all]):
        if _told_by_clauses(desk, draft):
            return
        # words that no task holds and nothing introduces as a topic: a way of speaking; say that they are left out
        ignored, filters = draft.interpretation.topic, replace(filters, topic="")
        draft.interpretation = replace(draft.interpretation, topic="", terms="")
        selection = selection_of(desk.view, filters)
        if selection.all:
            draft.note(draft.message("note.topic_ignored", topic=cell(ignored)))
    if not selection.all and filters.topic and _in_its_documents(desk, draft):
        return
    if not selection.all and filters.topic and not filters.due:
        meaning = draft.interpretation
        if len(meaning.agencies) == 1 and desk.view.context(draft.question.audiences).issued_at(meaning.agencies[0]):
            draft.interpretation = replace(meaning, intent=Intent.SEARCH, place=meaning.agencies[0])
        elif not asks_for_tasks(draft):
            draft.interpretation = replace(meaning, intent=Intent.SEARCH, roles=())
        search_clauses(desk, draft)  # the words may stand in a clause that orders nothing by themselves
        return
    compose_tasks(draft, selection, _other_years(desk, draft, filters, [m.match for m in selection.all]))


def asks_for_tasks(draft: Draft) -> bool:
    """Tell whether a question asks for tasks in so many words: "có việc gì", "nhiệm vụ nào", "phải làm gì"."""
    folded = fold(draft.question.text)
    return any(cue.search(folded) for cue in (cues.NAMED_TASKS, cues.EVERY, _DOES_WHAT))


# "được giao" and "phải nộp" may be said of one piece of work: "được giao kiến nghị bỏ giấy tờ nào?"
_DOES_WHAT = re.compile(
    r"\b(?:lam|lo|ganh|om|dam nhiem|phu trach|chu tri|phoi hop|xu ly|thuc hien|nop|bao cao)"
    r" (?:(?:nhung|cac|may) )?(?:viec )?(?:gi|nao)\b|\b(?:do|deliver|finish|submit|lead|own|report)\W*$|\btasks?\b"
)


_FEWEST_TOLD = 4
"""Syllables of a topic that may be what a clause says; fewer are more often a way of speaking."""


_SAYS_MUCH = 9
"""From so many syllables a topic is no way of speaking, even beside "phải làm gì"."""


def _names_tasks(draft: Draft) -> bool:
    """Tell whether a question calls what it asks for tasks: "việc", "nhiệm vụ"; or all of them."""
    folded = fold(draft.question.text)
    return any(cue.search(folded) for cue in (cues.NAMED_TASKS, cues.EVERY))


def _told_by_clauses(desk: Desk, draft: Draft) -> bool:
    """Quote the clauses that speak of a topic that no task holds; tell whether there are any.

    Only where the question asks for no list in so many words: "Hải Phòng định bớt bao nhiêu phần trăm giấy tờ?".
    """
    meaning = draft.interpretation
    said = len(syllables(meaning.terms))
    told = said >= _SAYS_MUCH and bool(meaning.terms) and not _names_tasks(draft)
    asks = asks_for_tasks(draft) and not told
    listed = meaning.intent is not Intent.LIST_TASKS or meaning.due or meaning.kinds or asks
    if listed or said < _FEWEST_TOLD:
        return False
    draft.interpretation = replace(meaning, intent=Intent.SEARCH, roles=())
    passages = answering(desk.view, desk.embedder, draft.interpretation, draft.question)
    if passages:
        quote_clauses(desk, draft, passages)
        return True
    if told_as_unsure(desk, draft):
        return True
    if told:  # a list of everything is no answer to so much
        quote_clauses(desk, draft, [])
        return True
    draft.interpretation = meaning
    return False


def _in_its_documents(desk: Desk, draft: Draft) -> bool:
    """List the tasks about a topic in the documents that a place's bodies issued; tell whether there are any."""
    meaning = draft.interpretation
    if len(meaning.agencies) != 1 or meaning.documents:
        return False
    place = meaning.agencies[0]
    issued = desk.view.context(draft.question.audiences).issued_at(place)
    there = replace(meaning, agencies=(), agency_names=(), roles=(), documents=issued, place=place)
    selection = selection_of(desk.view, filters_of(desk.view, desk.embedder, there, draft.question))
    if not issued or not selection.all:
        return False
    draft.interpretation = there
    compose_tasks(draft, selection, {})
    return True


def _unclear(draft: Draft) -> str:
    """Return what to ask back where nothing says which tasks are meant; nothing where all there are were asked for."""
    if words := unread(draft.interpretation):
        return draft.message("clarify.unread", words=cell(words[0]))
    folded = fold(draft.question.text)
    computed = all(code != "period_not_computed" for code, _ in draft.interpretation.notes)
    plain = computed and (len(folded.split()) <= _PLAIN or cues.EVERY.search(folded) or cues.WHOLE.search(folded))
    return "" if plain and any(cue.search(folded) for cue in _ALL) else draft.message("clarify.which_tasks")


_PLAIN = 9
"""Words of a question that may ask for all tasks there are; what a longer one says beside was not understood."""


_ALL = (cues.NAMED_TASKS, cues.EVERY, cues.WHOLE, cues.DONE)
"""Of these a question for tasks that names nothing else says one."""


def _narrowed(meaning: Interpretation) -> bool:
    """Tell whether a question says anything by which tasks can be chosen."""
    asked = (meaning.agencies, meaning.documents, meaning.due, meaning.kinds, meaning.bodies, meaning.topic)
    left_out = (meaning.absent, meaning.without, meaning.without_kinds, meaning.without_documents)
    return any(asked) or any(left_out) or bool(meaning.within or meaning.givers or meaning.without_overdue)


def _other_years(desk: Desk, draft: Draft, filters: TaskFilters, matches: Sequence[Match | None]) -> dict[int, int]:
    """Where the year was not written and nothing is due in this one: count the same period of its neighbours."""
    assumed = any(code == "year_assumed" for code, _ in draft.interpretation.notes)
    if not assumed or not filters.due or {Match.DUE, Match.SPANS} & set(matches):
        return {}
    year = draft.question.today.year
    counts = {}
    for other in (year - 1, year + 1):
        found = selection_of(desk.view, replace(filters, due=_in_year(filters.due, other - year))).all
        if count := sum(m.match in {Match.DUE, Match.SPANS} for m in found):
            counts[other] = count
    return counts


def compare(desk: Desk, draft: Draft) -> None:
    """Set agencies, documents, periods or pieces of work side by side; of no two of them, every lead agency's tasks."""
    meaning = draft.interpretation
    if meaning.works and _works(desk, draft):
        return
    if meaning.works and not (meaning.agencies or meaning.documents or meaning.against):
        search_clauses(desk, draft)
        return
    if meaning.paired:
        sides = [
            (
                f"{draft.agency(key) if key in desk.view.registry.by_id else name} ({number})",
                replace(meaning, agencies=(key,), agency_names=(name,), documents=(number,)),
            )
            for key, name, number in zip(meaning.agencies, meaning.agency_names, meaning.documents, strict=True)
        ]
        wording = "agencies"
    elif len(meaning.agencies) > 1:
        sides = [(draft.agency(key), replace(meaning, agencies=(key,))) for key in meaning.agencies]
        wording = "agencies"
    elif len(meaning.documents) > 1:
        sides = [(draft.document_name(number), replace(meaning, documents=(number,))) for number in meaning.documents]
        wording = "documents"
    elif meaning.against:
        sides = [(period_name(draft, due), replace(meaning, due=due)) for due in (meaning.due, meaning.against) if due]
        wording = "periods"
    else:
        rank(desk, draft)
        return
    found = [Side(name, _compared(desk, draft, side)) for name, side in sides]
    if (
        meaning.terms
        and not all(side.tasks for side in found)
        and (tell_sides(desk, draft) or quote_sides(desk, draft))
    ):
        return
    if meaning.terms and not any(side.tasks for side in found):  # the words are a way of speaking
        draft.interpretation = replace(meaning, topic="", terms="")
        found = [Side(name, _compared(desk, draft, replace(side, terms=""))) for name, side in sides]
    desk.clock.lap("select")
    compose_comparison(draft, found, wording)
    whole = wording == "documents" and not _narrowed(replace(meaning, documents=()))
    if whole and meaning.alike and not meaning.by_deadline:
        compose_common(draft, meaning.documents, found)


def _works(desk: Desk, draft: Draft) -> bool:
    """Set two pieces of work side by side, cut where each half is found best; tell whether both were found."""
    meaning = draft.interpretation
    best: list[tuple[str, list[Task]]] = []
    score = 0.0
    for pair in meaning.works:
        sides, held = [], 0.0
        for words in pair:
            terms = (in_vietnamese(words) if draft.language is Language.EN else None) or words
            alone = replace(meaning, intent=Intent.WHEN, topic=words, terms=terms, works=())
            question = replace(draft.question, text=words)
            passages = answering(desk.view, desk.embedder, alone, question)
            tasks = find_tasks(desk.view, passages, alone, question)[:1]
            sides.append((words, tasks))
            held += sum(coverage(terms, task.action) for task in tasks)
        if all(tasks for _, tasks in sides) and sides[0][1] != sides[1][1] and held > score:
            best, score = sides, held
    desk.clock.lap("search")
    if best:
        compose_works(draft, best)
    return bool(best)


def _compared(desk: Desk, draft: Draft, meaning: Interpretation) -> tuple[MatchedTask, ...]:
    """Return one side's tasks; where it is what ends in a period that counts, those."""
    found = selection_of(desk.view, filters_of(desk.view, desk.embedder, meaning, draft.question)).all
    return tuple(m for m in found if m.match is Match.DUE) if meaning.only_due else found


def _in_year(due: DateRange, shift: int) -> DateRange:
    parts = tuple(_in_year(part, shift) for part in due.parts)
    return DateRange(_shifted(due.first, shift), _shifted(due.last, shift), parts)


def _shifted(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
