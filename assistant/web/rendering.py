"""Pages as HTML: the templates, what they may call, and errors as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, Response

from assistant import messages
from assistant.labels import date_text, iso_day_text, moment_text
from assistant.model import Language
from assistant.people.accounts import Rank
from assistant.web.context import services_of
from corpus.model import Deadline, DeadlineKind, Purpose, Scope
from corpus.text import slugify

STATIC = Path(__file__).parents[1] / "static"
# "20-TB/CQTTBCĐ", "130/2025/TT-BTC"
_NUMBER = re.compile(r"\d+(?:/\d{4})?[-/](?![\d_])\w+(?:[-/]\w+)*")
_TEMPLATES = Path(__file__).parents[1] / "templates"
_LANGUAGE = Language.VI
_say = partial(messages.text, _LANGUAGE)
_DAY = partial(date_text, language=_LANGUAGE)
_ISO_DAY = partial(iso_day_text, language=_LANGUAGE)


def render(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """Return a page."""
    services = services_of(request)
    person, sign_in = services.person(request.scope), services.people.configured
    shown = {"path": request.url.path, "person": person, "sign_in": sign_in}
    maintains = person is not None and person.rank.covers(Rank.MAINTAINER)
    page = _environment().get_template(template).render(**shown, maintains=maintains, **values)
    return HTMLResponse(page, status)


def error_page(request: Request, status: int, message: str) -> Response:
    """Return an error as a page."""
    return render(request, "error.html", status, message=message)


def wants_page(request: Request) -> bool:
    """Whether an error should be a page: a browser asks for something that is no programming interface."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def due_text(deadline: Deadline) -> str:
    """Return a deadline in words: "chậm nhất 30/4/2026", "báo cáo hằng tháng"."""
    when = _when(deadline)
    if deadline.purpose in (Purpose.REPORT, Purpose.EFFECT) and when != deadline.text:
        when = _say(f"when_due.{deadline.purpose.value}", when=when)
    return _say("when_due.shared", when=when) if deadline.scope is Scope.SHARED else when


def whole_numbers(text: str) -> Markup:
    """Return a text with each document's number kept on one line: browsers break at hyphens and slashes."""
    return Markup(_NUMBER.sub(r'<span class="number">\g<0></span>', str(escape(text))))  # noqa: S704 - escaped


def _when(deadline: Deadline) -> str:
    first, last = deadline.first, deadline.last
    if deadline.kind is DeadlineKind.RECURRING:
        return _say(f"when_due.{deadline.period.value if deadline.period else 'recurring'}")
    if deadline.kind is DeadlineKind.ONGOING:
        return _say("when_due.ongoing")
    if last:
        return _say("when_due.by", last=_DAY(last))
    return _say("when_due.start", first=_DAY(first)) if first else deadline.text


def add_filters(**filters: Callable[..., Any]) -> None:
    """Let templates call these: what only one kind of page needs lives beside that page."""
    _environment().filters.update(filters)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(t=_say)
    made.filters.update(day=_DAY, iso_day=_ISO_DAY, time=moment_text, due=due_text, anchor=slugify)
    made.filters.update(whole_numbers=whole_numbers)
    return made
