"""A directive as Markdown for people: what it is, its words with the clause tree as headings and lists, its tasks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.model import Clause, Deadline, Directive, Status, Task

_ACTIVE = re.compile(r"([\\`*_\[\]<>|#])")
# What would open a list, a quotation or a rule at the head of a line: "- ", "+ ", "1. ", "---"
_OPENING = re.compile(r"^(\s*)([-+>~=]|\d+[.)])(?=\s|$|[-=~])")


def directive_markdown(directive: Directive) -> str:
    """Return the directive; headings and labels are printed as they stand, nothing of its words acts as markup."""
    day = directive.date.strftime("%d/%m/%Y") if directive.date else "?"
    lines = [
        f"# {escape(directive.type_name)} {escape(directive.number)}",
        "",
        f"{escape(directive.subject)}",
        "",
        f"- Cơ quan ban hành: {escape(directive.issuer)}",
        f"- Ngày ban hành: {day}",
        *_state(directive),
        f"- Tệp nguồn: {escape(directive.source.name)} (sha256 {directive.source.sha256})",
        "",
    ]
    position = 0
    for clause in sorted(_parts(directive), key=lambda each: each.start):
        lines += _plain(directive.text[position : clause.start])
        lines += _clause(directive, clause, 0)
        position = clause.end
    lines += _plain(directive.text[position:])
    for note in directive.footnotes:
        lines += [f"({escape(note.marker)}) {escape(note.text)}", ""]
    return "\n".join([*lines, *_register(directive)]).rstrip() + "\n"


_STATUS = {
    Status.IN_FORCE: "còn hiệu lực",
    Status.AMENDED: "đã được sửa đổi, bổ sung",
    Status.REPLACED: "đã bị thay thế",
    Status.ANNULLED: "đã bị bãi bỏ",
}


def _state(directive: Directive) -> Iterator[str]:
    """Yield who signed, and what a maintainer said of the document."""
    if directive.signer:
        yield f"- Người ký: {escape(directive.signer.name)}, {escape(directive.signer.title)}"
    if directive.declared:
        by = f" bởi {escape(directive.declared.by)}" if directive.declared.by else ""
        yield f"- Hiệu lực: {_STATUS[directive.declared.status]}{by}"
    for part in directive.declared_parts:
        by = f" bởi {escape(part.by)}" if part.by else ""
        yield f"- Hiệu lực của {escape(part.clause.partition('#')[2])}: {_STATUS[part.status]}{by}"
    if directive.approved:
        yield f"- Đã duyệt nội dung đọc được: {escape(directive.approved)}"


def escape(text: str) -> str:
    """Return text in one line that Markdown shows as it is."""
    flat = _ACTIVE.sub(r"\\\1", " ".join(text.split()))
    return _OPENING.sub(lambda m: f"{m[1]}{m[2][:-1]}\\{m[2][-1]}", flat)


def _parts(directive: Directive) -> list[Clause]:
    matter = [each for each in (directive.preface, directive.conclusions) if each]
    return [*directive.clauses, *matter]


def _clause(directive: Directive, clause: Clause, depth: int) -> Iterator[str]:
    position = clause.start
    if clause.heading and clause.heading in directive.text[clause.start : clause.end]:
        position = directive.text.index(clause.heading, clause.start) + len(clause.heading)
        yield f"{'#' * min(depth + 2, 6)} {escape(directive.text[clause.start : position])}"
        yield ""
    for child in clause.children:
        yield from _plain(directive.text[position : child.start])
        yield from _clause(directive, child, depth + 1)
        position = child.end
    yield from _plain(directive.text[position : clause.end])


def _plain(text: str) -> list[str]:
    return [part for line in text.split("\n") if line.strip() for part in (escape(line), "")]


def _register(directive: Directive) -> Iterator[str]:
    if not directive.tasks:
        return
    yield from ("## Nhiệm vụ", "", "| Điều khoản | Nhiệm vụ | Chủ trì | Phối hợp | Thời hạn |", "|---|---|---|---|---|")
    for task in directive.tasks:
        yield "| " + " | ".join(_row(task)) + " |"


def _row(task: Task) -> list[str]:
    names = ["; ".join(party.name for party in parties) for parties in (task.leads, task.coordinators)]
    if task.directors:
        names[0] += f" ({'; '.join(party.name for party in task.directors)} chỉ đạo)"
    deadlines = "; ".join(map(_due, task.deadlines))
    return [escape(words) for words in (task.id.partition("#")[2], task.action, *names, deadlines)]


def _due(deadline: Deadline) -> str:
    """Return a deadline as written, with the last day that it resolves to."""
    return f"{deadline.text} → {deadline.last:%d/%m/%Y}" if deadline.last else deadline.text
