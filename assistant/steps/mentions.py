"""Find where the corpus mentions a document, by its number in any writing or by its title."""

from __future__ import annotations

from assistant.compose.references import Mention, Place
from assistant.corpus_view import CorpusView
from assistant.steps.concordance import place_at
from corpus.agency_names import document_finder
from corpus.doctypes import NAMES
from corpus.model import Audience, Directive
from corpus.text import slugify


def find_mentions(view: CorpusView, name: str, audiences: frozenset[Audience]) -> list[Mention]:
    """Return every place of the corpus that mentions a document, in the corpus's order."""
    outlines = view.outlines(audiences)
    meant = {each for outline in outlines.values() for each in outline.named}
    meant = {each for each in meant if is_named(each, name)}
    found = []
    for number in [number for number, outline in outlines.items() if not meant.isdisjoint(outline.named)]:
        directive = view.directive(number, audiences)
        for reference in directive.references if directive else ():
            if reference.document in meant and directive:
                around = [c for c in directive.walk() if c.start <= reference.start and reference.end <= c.end]
                if around:
                    found.append(Mention(directive, min(around, key=lambda c: c.end - c.start), reference))
    return found


def is_named(document: str, name: str) -> bool:
    """Tell whether a reference is to the document that a question names, by its number or by its title."""
    slug, wanted = slugify(document), slugify(name)
    if slug == _number_slug(name) or slug == wanted or (wanted[:1].isalpha() and slug.startswith(wanted + "-")):
        return True
    return _is_shortened(slug.split("-"), name)


def _is_shortened(parts: list[str], name: str) -> bool:
    """Tell whether a name gives a number's type and first figure alone ("Thông tư 130": 130/2025/TT-BTC)."""
    kind, _, serial = name.rpartition(" ")
    codes = {slugify(code) for code, title in NAMES.items() if title == kind}
    figures = serial.split(".")
    numbered = all(figure.isdecimal() for figure in figures) and parts[: len(figures)] == figures
    return numbered and bool(codes & set(parts[len(figures) :]))


def _number_slug(name: str) -> str:
    """Return the slug of the number in a mention ("Thông báo số 17-TB/CQTTBCĐ" -> "17-tb-cqttbcd")."""
    slug = slugify(name)
    first_digit = next((i for i, char in enumerate(slug) if char.isdecimal()), 0)
    return slug[first_digit:]


def places_of_agency(directive: Directive, key: str) -> list[Place]:
    """Return every place of a document that names an agency, in its order.

    A list such as "các Bộ: Công an, Tài chính" names a ministry without "Bộ": the task's parties tell.
    """
    spans = [(m.start, m.end) for m in document_finder().find(directive.text) if key in m.agency_ids]
    places = [place for span in spans if (place := place_at(directive, *span))]
    for task in directive.tasks:
        parties = (*task.leads, *task.coordinators, *task.directors)
        covered = any((place.clause.id + "__").startswith(task.clause + "__") for place in places)
        if not covered and any(party.key == key for party in parties):
            place = place_at(directive, task.start, task.end)
            places += [place] if place else []
    return sorted(places, key=lambda place: place.start)
