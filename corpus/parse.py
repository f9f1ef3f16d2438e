"""The pipeline: a file to a directive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus import doctypes
from corpus.acts import mark_acts
from corpus.agency_names import document_finder
from corpus.clean import RawFootnote, clean_lines
from corpus.home import at_home, province_of
from corpus.letterhead import Letterhead, issuer_lines, read_closing, read_letterhead
from corpus.lines import Line
from corpus.model import Audience, Clause, CorpusError, Directive, Footnote, NotADirectiveError, Source
from corpus.naming import name_case
from corpus.readers import SourceText, read
from corpus.references import find_references, normalize_number
from corpus.source_map import NOWHERE, Composed, compose, runs
from corpus.structure import Paragraph, build_tree, split_closing
from corpus.tasks import build_register
from corpus.text import fold, slugify
from corpus.wrapping import is_wrapped, join_paragraphs
from corpus.zones import Zones, is_official, split_zones


def parse_file(path: Path, audience: Audience = Audience.INTERNAL) -> Directive:
    """Read a file and understand it as a directive.

    Raises:
        CorpusError: the file cannot be read or is no directive.
    """
    return parse_source(read(path), audience)


def parse_source(source: SourceText, audience: Audience = Audience.INTERNAL) -> Directive:
    """Understand a file's text as a directive.

    Raises:
        NotADirectiveError: nothing in it looks like one.
        CorpusError: it cannot be understood as one.
    """
    composed = compose(source.text)
    lines, raw_notes = clean_lines(composed, source.rows, source.wrapped)
    raw_notes += [RawFootnote(note.marker, note.text, composed.locate(note.anchor)) for note in source.notes]
    zones = split_zones(lines)
    head = read_letterhead(zones.preface, tuple(doctypes.NAMES.values()))
    if head.number is None:
        raise (CorpusError if is_official(lines) else NotADirectiveError)(
            "Không tìm thấy số, ký hiệu văn bản (ví dụ “Số 20-TB/CQTTBCĐ”). "
            "Kiểm tra xem đây có phải văn bản chỉ đạo không."
        )
    body, annexes = list(zones.body), list(zones.annexes)
    if is_wrapped(lines) if source.wrapped is None else source.wrapped:
        body, annexes = join_paragraphs(body), join_paragraphs(annexes)
    body = _part_closing(body)
    if not body and not annexes:
        raise CorpusError(f"Văn bản {head.number} không có nội dung nào sau phần đầu. Kiểm tra lại tệp nguồn.")
    return _assemble(
        source, audience, head, Zones(zones.preface, body, zones.conclusions, annexes), raw_notes, composed
    )


def _assemble(
    source: SourceText,
    audience: Audience,
    head: Letterhead,
    zones: Zones,
    raw_notes: Sequence[RawFootnote],
    composed: Composed,
) -> Directive:
    number = normalize_number(head.number or "")
    code = doctypes.type_code(number, head.type_name)
    text, spans, offsets = _lay_out((zones.preface, zones.body, zones.conclusions, zones.annexes))
    preface, body, conclusions, annexes = spans
    tree = build_tree(number, text, body, annexes)
    references = find_references(text)
    register = build_register(text, tree, head.date, references)
    closing = read_closing(zones.conclusions)
    issuer = head.issuer or _issuer(number, code, zones.preface)
    tasks = at_home(register.tasks, province_of([issuer, *issuer_lines(zones.preface)]))
    return Directive(
        number=number,
        slug=slugify(number),
        type_code=code,
        type_name=head.type_name or doctypes.NAMES[code],
        issuer=issuer,
        date=head.date,
        place=head.place,
        subject=head.subject or doctypes.NAMES[code],
        addressees=head.addressees,
        recipients=closing.recipients,
        signer=closing.signer,
        audience=audience,
        text=text,
        preface=_matter(number, "preface", preface),
        clauses=tree.clauses,
        conclusions=_matter(number, "conclusions", conclusions),
        tasks=tasks,
        references=mark_acts(
            text,
            tree.clauses,
            [r for r in references if r.document != number],
            register.tasks,
            head.subject or "",
            code,
        ),
        footnotes=_footnotes(raw_notes, offsets),
        source=Source(source.name, source.sha256, source.reader),
        runs=runs(offsets, composed.origins),
        warnings=(*source.warnings, *_metadata_warnings(head.date), *tree.warnings, *register.warnings),
        mentions=_mentions(text),
        places=source.places,
    )


def _lay_out(zones: Sequence[Sequence[Line]]) -> tuple[str, list[list[Paragraph]], list[int]]:
    """Lay the lines of all zones out as one text, a line each.

    Returns:
        The text, each zone's lines in it, and for each character its offset in the composed source.
    """
    text: list[str] = []
    offsets: list[int] = []
    spans: list[list[Paragraph]] = []
    position = 0
    for zone in zones:
        spans.append([])
        for line in zone:
            if text:
                text.append("\n")
                offsets.append(NOWHERE)
                position += 1
            text.append(line.text)
            offsets.extend(line.offsets)
            cells = tuple((position + start, position + end) for start, end in line.cells)
            spans[-1].append(Paragraph(position, position + len(line.text), line.table, cells))
            position += len(line.text)
    return "".join(text), spans, offsets


def _part_closing(body: list[Line]) -> list[Line]:
    """Part a closing formula ("... trân trọng thông báo để các cơ quan biết, thực hiện.") from the last clause."""
    if not body or body[-1].table is not None:
        return body
    last = body[-1]
    at = split_closing(last.text)
    return [*body[:-1], last.cut(0, at), last.cut(at, len(last.text))] if at else body


def _matter(number: str, element: str, spans: Sequence[Paragraph]) -> Clause | None:
    if not spans:
        return None
    return Clause(f"{number}#{element}", element, None, None, spans[0].start, spans[-1].end, spans[0].start)


def _issuer(number: str, code: str, preface: Sequence[Line]) -> str:
    """Return the issuer: whom the number's abbreviation names, else the letterhead's line above the number."""
    short = doctypes.issuer_code(number, code)
    matches = document_finder().find(short) if short else []
    if matches and len(matches[0].agency_ids) == 1 and short and matches[0].end == len(short):
        return document_finder().registry.by_id[matches[0].agency_ids[0]].name
    lines = issuer_lines(preface)
    if len(lines) > 1 and fold(lines[-1]) == _OFFICE:
        return f"{name_case(lines[-1])} {name_case(lines[-2])}"
    if lines:
        named = document_finder().find(lines[-1])
        if named and named[0].start == 0 and len(named[0].agency_ids) == 1:
            former = named[0].predecessor
            return former.name if former else document_finder().registry.by_id[named[0].agency_ids[0]].name
        return name_case(lines[-1])
    return _BY_CODE.get(short or "", short or "")


_OFFICE = "van phong"
"""A letterhead's last line that says whose office only in the line above: "VĂN PHÒNG" of a people's committee."""
_BY_CODE = {"CP": "Chính phủ"}
"""Issuers of codes that are no abbreviation to be found in a text."""


def _footnotes(raw: Sequence[RawFootnote], offsets: Sequence[int]) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(note.marker, note.text, next((i for i, o in enumerate(offsets) if o >= note.source_anchor), 0))
        for note in raw
    )


def _mentions(text: str) -> tuple[str, ...]:
    return tuple(sorted({m.agency_ids[0] for m in document_finder().find(text) if len(m.agency_ids) == 1}))


def _metadata_warnings(document_date: date | None) -> tuple[str, ...]:
    return () if document_date else ("no_document_date",)
