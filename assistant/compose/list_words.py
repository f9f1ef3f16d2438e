"""Word the conditions of a list: the period, the roles, the parties, the documents, the kinds, what is left out."""

from __future__ import annotations

from datetime import timedelta

from assistant.compose.draft import Draft, cell
from assistant.labels import capital
from assistant.model import DateRange
from corpus.groups import is_group
from corpus.model import Role


def range_words(draft: Draft, due: DateRange | None, overdue: bool, wording: str = "when") -> str:
    """Word the range that a question asks about; empty where it asks about none.

    ``wording`` is "when" (due in it) or "period" (due in it, recurring, or under way).
    """
    if overdue:
        return _overdue_words(draft, due)
    if due is None:
        return ""
    if due.parts:
        parts = [range_words(draft, part, False, "period_name") for part in due.parts]
        joined = draft.message("join.and", left=", ".join(parts[:-1]), right=parts[-1])
        return draft.message(f"{wording}.parts", parts=joined)
    key = "range"
    if due.first is None:
        key = "until"
    elif due.last is None:
        key = "from"
    elif due.first == due.last:
        key = "day"
    return draft.message(f"{wording}.{key}", first=draft.day(due.first), last=draft.day(due.last))


def _overdue_words(draft: Draft, due: DateRange | None) -> str:
    """Word what is overdue: as of the day after the last of the range, which need not be today, or within a period."""
    today = draft.question.today
    if due is None or due.last is None:
        return draft.message("when.overdue", today=draft.day(today))
    if due.first:
        days = {"first": draft.day(due.first), "last": draft.day(due.last)}
        return draft.message("when.overdue_within", today=draft.day(today), **days)
    return draft.message("when.overdue", today=draft.day(due.last + timedelta(days=1)))


def period_name(draft: Draft, due: DateRange) -> str:
    """Name a period: "Từ 01/4/2026 đến 30/4/2026"."""
    return capital(range_words(draft, due, False, "period_name").strip())


def role_key(draft: Draft) -> str:
    """Return the message key of the role asked about; "any" of several."""
    roles = draft.interpretation.roles
    return roles[0].value if len(roles) == 1 and roles[0] is not Role.GROUP else "any"


def subject(draft: Draft) -> dict[str, str]:
    """Return the agencies asked about and the verbs that agree with them in number."""
    keys = draft.interpretation.agencies
    number = 2 if len(keys) > 1 or any(is_group(key) for key in keys) else 1
    return {"agency": agency_names(draft), **verbs(draft, number)}


def verbs(draft: Draft, number: int) -> dict[str, str]:
    """Return the verbs of a sentence about so many agencies: what they do, are, and belong to."""
    does, involved, belongs = (draft.message(f"verb.{v}", count=number) for v in (role_key(draft), "any", "belong"))
    return {"does": does, "is": involved, "belongs": belongs}


def agency_names(draft: Draft) -> str:
    """Name the agencies asked about."""
    return ", ".join(draft.agency(key) for key in draft.interpretation.agencies)


def kind_words(draft: Draft) -> str:
    """Say which kinds alone are listed: "(chỉ tính việc báo cáo)"."""
    kinds = ", ".join(draft.message(f"kind.{kind}") for kind in draft.interpretation.kinds)
    return draft.message("list.of_kinds", kinds=kinds) if kinds else ""


def topic_words(draft: Draft) -> str:
    """Word what the tasks are about; empty where the question says nothing of it."""
    topic = draft.interpretation.topic
    return draft.message("list.about", topic=cell(topic)) if topic else ""


def parties_words(draft: Draft) -> str:
    """Say who must take part beside the agency asked about, and who gave the task."""
    meaning = draft.interpretation
    found = (("partners", meaning.partners), ("absent", meaning.absent), ("givers", meaning.givers))
    words = draft.message("list.bodies", bodies=cell(meaning.bodies_name)) if meaning.bodies else ""
    if meaning.recipients:
        official = {agency.name: agency.id for agency in draft.view.registry.by_id.values()}
        name = meaning.recipients[-1]
        words += draft.message(
            "list.recipients", names=draft.agency(official[name]) if name in official else cell(name)
        )
    for key, agencies in found:
        if agencies:
            words += draft.message(f"list.{key}", agencies=", ".join(draft.agency(each) for each in agencies))
    return words


def document_words(draft: Draft) -> str:
    """Word the documents asked about; empty where it names none."""
    names = ", ".join(draft.document_name(number) for number in draft.interpretation.documents)
    return draft.message("list.in_documents", documents=names) if names else ""


def without_words(draft: Draft) -> str:
    """Say what the question leaves out: "không kể Bộ Công an"."""
    meaning = draft.interpretation
    names = [draft.agency(key) for key in meaning.without]
    names += [draft.document_name(number) for number in meaning.without_documents]
    names += [draft.message(f"kind.{kind}") for kind in meaning.without_kinds]
    names += [draft.message("kind.common")] if meaning.by_name else []
    names += [draft.message("kind.overdue")] if meaning.without_overdue else []
    return draft.message("list.without", what=", ".join(names)) if names else ""
