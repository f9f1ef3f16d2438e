"""A directive as plain JSON values: what ``chidao parse FILE --json`` prints."""

from __future__ import annotations

from typing import Any

from corpus.model import (
    AgencyRef,
    Clause,
    Correction,
    Deadline,
    Declared,
    DeclaredPart,
    Directive,
    Footnote,
    Place,
    Reference,
    Signer,
    Task,
)

Json = dict[str, Any]


def directive_json(directive: Directive) -> Json:
    """Return everything that was understood of a directive; dates are ISO dates, the order is the document's.

    "start", "end" and "anchor" are offsets in "text".
    """
    return {
        "document": directive.number,
        "metadata": metadata_json(directive),
        "clauses": [clause_json(directive, clause) for clause in directive.clauses],
        "tasks": [task_json(directive.number, task) for task in directive.tasks],
        "references": [reference_json(reference) for reference in directive.references],
        "footnotes": [footnote_json(note) for note in directive.footnotes],
        "warnings": list(directive.warnings),
        "source": {
            "name": directive.source.name,
            "sha256": directive.source.sha256,
            "reader": directive.source.reader,
        },
        "declared": _declared_json(directive.declared),
        "declared_parts": [_part_json(part) for part in directive.declared_parts],
        "approved": directive.approved,
        "text": directive.text,
    }


def metadata_json(directive: Directive) -> Json:
    """Return what letterhead and closing say."""
    return {
        "number": directive.number,
        "slug": directive.slug,
        "type_code": directive.type_code,
        "type_name": directive.type_name,
        "issuer": directive.issuer,
        "date": directive.date.isoformat() if directive.date else None,
        "place": directive.place,
        "subject": directive.subject,
        "addressees": list(directive.addressees),
        "recipients": list(directive.recipients),
        "signer": _signer_json(directive.signer),
        "audience": directive.audience.value,
    }


def clause_json(directive: Directive, clause: Clause) -> Json:
    """Return a clause with all below it; "own_text" is what no child covers, a line for each stretch."""
    own = (directive.text[start:end].strip() for start, end in clause.own_spans())
    return {
        "id": clause.id,
        "element": clause.element,
        "number": clause.number,
        "heading": clause.heading,
        "text": directive.clause_text(clause),
        "own_text": "\n".join(filter(None, own)),
        "start": clause.start,
        "end": clause.end,
        "place": _place_json(directive.place_at(clause.start)),
        "children": [clause_json(directive, child) for child in clause.children],
    }


def task_json(document: str, task: Task) -> Json:
    """Return a task, its fields named as in the interface."""
    return {
        "id": task.id,
        "clause": task.clause,
        "document": document,
        "action": task.action,
        "lead": _names(task.leads),
        "coordinators": _names(task.coordinators),
        "directors": _names(task.directors),
        "deadlines": [deadline_json(deadline) for deadline in task.deadlines],
        "references": [reference_json(reference) for reference in task.references],
        "report_to": task.report_to,
        "corrections": [correction_json(each) for each in task.corrections],
    }


def correction_json(correction: Correction) -> Json:
    """Return what a maintainer corrected; "before" is what was read, "stale" ones are not applied."""
    return {
        "field": correction.field,
        "by": correction.by,
        "at": correction.at,
        "before": correction.before,
        "stale": correction.stale,
        "about": correction.about,
    }


def deadline_json(deadline: Deadline) -> Json:
    """Return a deadline; "from" and "to" are ISO dates or null, "period" is null unless it recurs."""
    return {
        "text": deadline.text,
        "kind": deadline.kind.value,
        "purpose": deadline.purpose.value,
        "from": deadline.first.isoformat() if deadline.first else None,
        "to": deadline.last.isoformat() if deadline.last else None,
        "scope": deadline.scope.value,
        "period": deadline.period.value if deadline.period else None,
        "rule": deadline.rule,
    }


def reference_json(reference: Reference) -> Json:
    """Return a mention of another document."""
    return {
        "text": reference.text,
        "document": reference.document,
        "provision": reference.provision,
        "date": reference.date.isoformat() if reference.date else None,
        "relation": reference.relation.value if reference.relation else None,
    }


def footnote_json(note: Footnote) -> Json:
    """Return a footnote; "anchor" is the offset in the cleaned text at which its marker stood."""
    return {"marker": note.marker, "text": note.text, "anchor": note.anchor}


def _place_json(place: Place | None) -> Json | None:
    """Return where in the file a clause begins: what is known of page, paragraph and row; null where nothing is."""
    known = {"page": place.page, "paragraph": place.paragraph, "row": place.row} if place else {}
    return {key: number for key, number in known.items() if number is not None} or None


def _declared_json(declared: Declared | None) -> Json | None:
    """Return what a maintainer said of the document's force; null where nothing was."""
    return {"status": declared.status.value, "by": declared.by} if declared else None


def _part_json(part: DeclaredPart) -> Json:
    return {"clause": part.clause, "status": part.status.value, "by": part.by}


def _signer_json(signer: Signer | None) -> Json | None:
    return {"name": signer.name, "title": signer.title, "capacity": signer.capacity} if signer else None


def _names(parties: tuple[AgencyRef, ...]) -> list[str]:
    return [party.name for party in parties]
