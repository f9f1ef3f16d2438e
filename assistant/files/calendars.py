"""Deadlines as an iCalendar (RFC 5545): to save, or to subscribe to. The clock has no part in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from textwrap import shorten
from typing import Any

from assistant.labels import clause_label, clause_url
from assistant.messages import text
from assistant.model import Language
from assistant.wire import Json

_REMINDERS = (timedelta(days=6, hours=15), timedelta(hours=15))
"""How long before the day begins: at nine in the morning a week before, and the day before."""


@dataclass(frozen=True, slots=True)
class CalendarSource:
    """What a calendar says of where it comes from."""

    name: str = ""
    dated: Mapping[str, date | None] = field(default_factory=dict)
    """Number -> date of the documents; an event's stamp."""
    site: str = ""
    """Where its links lead ("https://host"); none are given without."""


def tasks_ics(tasks: Sequence[Json], language: Language, source: CalendarSource) -> bytes:
    """Return one all-day event for each day; what has none (recurring duties, undated tasks) has no place here.

    Same tasks, same bytes: identifiers come from the clauses, stamps from the documents' dates.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//chidao//tasks//VI")
    calendar.add("version", "2.0")
    if source.name:
        calendar.add("name", source.name)
        calendar.add("x-wr-calname", source.name)
        calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for task in tasks:
        for n, deadline in enumerate(task["deadlines"]):
            if deadline["kind"] != "recurring" and (deadline["to"] or deadline["from"]):
                calendar.add_component(_event(task, n, language, source))
    return bytes(calendar.to_ical())


def _event(task: Json, n: int, language: Language, source: CalendarSource) -> Any:
    from icalendar import Alarm, Event

    deadline = task["deadlines"][n]
    day = date.fromisoformat(deadline["to"] or deadline["from"])
    summary = f"{'; '.join(task['lead'])}: {shorten(task['action'], 120, placeholder='…')}"
    described = f"{deadline['text']}\n{clause_label(task['clause'], language)}, {task['document']}"
    event = Event()
    event.add("uid", f"{task['id']}/{n}@chidao")
    event.add("dtstart", day)
    event.add("dtend", date.fromordinal(min(day.toordinal() + 1, date.max.toordinal())))
    event.add("dtstamp", datetime.combine(source.dated.get(task["document"]) or day, time(), UTC))
    event.add("summary", summary)
    event.add("description", described)
    event.add("transp", "TRANSPARENT")  # a deadline keeps nobody busy
    if source.site:
        event.add("url", source.site + clause_url(task["clause"]))
    for before in _REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", -before)
        alarm.add("description", text(language, "register.reminder", task=summary))
        event.add_component(alarm)
    return event
