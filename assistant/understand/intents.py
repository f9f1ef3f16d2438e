"""What is wanted: a list, a count, who, when, a fact of a document; the cues weighed against each other."""

from __future__ import annotations

from assistant.model import Intent, TaskKind
from assistant.understand import cues
from assistant.understand.asides import NAMED
from assistant.understand.cues.pattern import Cue
from assistant.understand.parties import explicit_roles
from assistant.understand.reading import Reading
from assistant.understand.superlatives import set_against
from assistant.understand.topics import topic_of

# "phải xong kế hoạch cao điểm dịp Quốc khánh khi nào?": the time named is the work's own
_ASKS_WHEN_LAST = Cue(
    r"\b(?:khi nao|bao gio|luc nao|hom nao|ngay (?:nao|bao nhieu))(?: (?:vay|the|a|nhi|nhe|ha|em|anh|chi))*\W*$"
    r"|^\W*(?:by|on|before) (?:what|which) (?:date|day)\b"
)


def asked_intent(reading: Reading, topic: str) -> Intent | None:
    """Return the task intent that the cue words show, if any."""
    agencies = reading.agencies.agencies
    lists = reading.says(cues.TASKS)
    kinds = {kind for kind, cue in cues.KINDS if reading.says(cue)}
    # "Thời tiết Hà Nội ngày mai", "Giá vàng hôm nay bao nhiêu?": a name, a date, a number do not make a topic a task
    about_tasks = bool(lists or not topic or explicit_roles(reading))
    if reading.counts and about_tasks:
        return Intent.COUNT_TASKS
    if reading.says(cues.WHO) and (topic or not agencies or asks_whose(reading)) and not (lists and reading.period):
        return Intent.WHO
    if reading.says(cues.CONFIRMS) and topic:
        return Intent.WHEN if reading.period else Intent.WHO
    asks_when = reading.says(cues.WHEN) and TaskKind.UNDATED not in kinds
    # "báo cáo quý I phải gửi chậm nhất ngày nào?": the period belongs to the piece of work
    last = _ASKS_WHEN_LAST.search(reading.folded) and not reading.says(cues.NAMED_TASKS)
    of_work = topic and not reading.overdue and (not lists or last or reading.of_the_past)
    if asks_when and (of_work or not reading.period) and not (lists and agencies and not topic):
        return Intent.WHEN
    bare = not (agencies or reading.period or reading.names_document)
    if topic and bare and (reading.says(cues.WHAT) or reading.says(cues.DETAIL)):
        return Intent.WHAT
    if (
        lists
        or reading.says(cues.DATED)
        or (reading.period and about_tasks)
        or (agencies and any(reading.says(cue) for _, cue in cues.ROLES))
    ):
        return Intent.LIST_TASKS
    if (agencies and not topic) or (kinds and not topic_of(reading, kinds=True).words):
        return Intent.LIST_TASKS
    return Intent.WHAT if reading.says(cues.WHAT) and not reading.documents.known else None


def intent_of(reading: Reading, fact: str | None, topic: str) -> Intent:
    """Return what is wanted: the first of these steps that knows."""
    return (
        aside_from_corpus(reading)
        or _dates_of_documents(reading, fact)
        or _about_documents(reading, fact)
        or set_against(reading, topic)
        or _of_a_document(reading, fact, topic)
        or asked_intent(reading, topic)
        or (Intent.DOCUMENT_FACTS if reading.names_document and (fact == "overview" or not topic) else Intent.SEARCH)
    )


# "who is in charge of the national data centre?", "ai quản lý Trung tâm Dữ liệu quốc gia?"
_WHOSE = Cue(
    r"(?:\bai|\b(?:co quan|don vi|bo) nao) (?:\w+ ){0,3}(?:chu tri|phu trach|quan ly|chiu trach nhiem|lo)"
    rf"(?: ve| viec)? {NAMED}"
    # "trợ lý ảo ở Hải Phòng do ai chạy?" asks of what is there
    rf"|(?<![{NAMED}])(?<!\bo )(?<!\btai )(?<!\bcua ){NAMED}+"
    r" (?:la |hien |dang )*(?:do|thuoc|duoc) (?:ai|co quan nao|don vi nao|bo nao|ben nao)\b"
    rf"|\b(?:in charge of|responsible for|runs?|manages?|leads?) (?:the )?{NAMED}+\W*$"
)


def asks_whose(reading: Reading) -> bool:
    """Tell whether a body named is what somebody is in charge of, and not who acts."""
    return len(reading.agencies.agencies) == 1 and _WHOSE.search(reading.folded) is not None


def aside_from_corpus(reading: Reading) -> Intent | None:
    """Return what is wanted where it is no lookup in the corpus: help, an opinion, a reason."""
    greets = cues.GREETING.match(reading.folded) and not reading.without
    if reading.says(cues.HELP) or cues.EXPORT.fullmatch(reading.whole) or greets or _only_thanks(reading):
        return Intent.HELP
    # an order beside a question is text; where there is nothing else, it is what is asked
    asked = reading.folded if reading.has_slots or reading.says(cues.TASKS) else reading.whole
    if cues.OPINION.search(asked) or cues.SECRETS.search(asked) or _creates(asked):
        return Intent.OUT_OF_SCOPE
    return Intent.SEARCH if reading.says(cues.WHY) else None


def _creates(asked: str) -> bool:
    """Tell whether something is to be made or done.

    What the asker is about to do ("em đang lên lịch họp") is not, nor what somebody is asked for who does it ("ai lên
    lịch đi thực tế?").
    """
    if cues.WHO.search(asked):
        return False
    return any(not cues.TELLS_OF_SELF.search(asked[: order.start()]) for order in cues.CREATES.finditer(asked))


_MOST_THANKS = 8
"""Words of a question that may still be thanks and nothing else."""


def _only_thanks(reading: Reading) -> bool:
    asks = reading.has_slots or any(reading.says(cue) for cue in cues.ASKS)
    return bool(cues.THANKS.match(reading.folded)) and not asks and len(reading.text.split()) <= _MOST_THANKS


def _about_documents(reading: Reading, fact: str | None) -> Intent | None:
    """Where a document is mentioned; what it refers to itself is a fact of it."""
    if not reading.names_document or reading.agencies.agencies or not reading.says(cues.REFERENCES):
        return None
    own = fact == "cites" or (fact == "force" and not reading.documents.unknown)
    return Intent.DOCUMENT_FACTS if own else Intent.REFERENCES


def _dates_of_documents(reading: Reading, fact: str | None) -> Intent | None:
    """Which of two documents is newer: "903 mới hơn hay 906?" counts no tasks."""
    several = len(reading.documents.known) + len(reading.documents.unknown) > 1
    of_work = reading.says(cues.NAMED_TASKS) or reading.period
    return Intent.DOCUMENT_FACTS if several and fact == "date" and not of_work else None


def _of_a_document(reading: Reading, fact: str | None, topic: str) -> Intent | None:
    """A clause by its place, a fact, what is new, which documents there are."""
    agencies = reading.agencies.agencies
    # of a document that is not held no clause can be shown: "theo phụ lục Nghị quyết 66.7 thì hạn ngày nào?"
    of_held = reading.documents.known or not (reading.documents.unknown and topic)
    in_clause = reading.provision.path and reading.names_document and not agencies and of_held
    if in_clause and not reading.says(cues.TASKS) and not reading.counts:
        return Intent.CLAUSE
    of_some = reading.names_document or fact == "signer" or (fact == "recipients" and not agencies)
    stated = fact and fact != "overview" and of_some
    if stated and not reading.period and (fact != "effect" or not reading.says(cues.TASKS)):
        return Intent.DOCUMENT_FACTS
    if fact == "overview" and reading.names_document and not agencies and not reading.says(cues.TASKS):
        return Intent.DOCUMENT_FACTS
    if reading.says(cues.CHANGED) and not agencies and not reading.names_document:
        return Intent.WHAT_CHANGED
    if (
        reading.period
        and not reading.names_document
        and any(kind is TaskKind.EFFECT and reading.says(cue) for kind, cue in cues.KINDS)
    ):
        return Intent.LIST_TASKS
    of_something = agencies or reading.names_document or topic or reading.says(cues.NAMED_TASKS)
    return Intent.LIST_DOCUMENTS if reading.says(cues.DOCUMENTS) and not of_something else None


_BESIDE = {
    "signer": frozenset({"date", "subject"}),
    "issuer": frozenset({"date", "subject"}),
    "date": frozenset({"subject"}),
    "replaces": frozenset({"signer", "effect"}),
    "effect": frozenset({"signer"}),
}
"""Facts that people ask for beside another: "do ai ký, về việc gì?", "who signed it, what does it replace?"."""


def fact_of(reading: Reading) -> str | None:
    """Return which fact of a document is asked about; several joined by "+"."""
    asked = [fact for fact, cue in cues.FACTS if reading.says(cue)]
    if asked[:1] and asked[0] in _BESIDE:
        return "+".join((asked[0], *(fact for fact in asked[1:] if fact in _BESIDE[asked[0]])))
    return next(iter(asked), None)


def meant_kinds(kinds: tuple[TaskKind, ...]) -> tuple[TaskKind, ...]:
    """Keep all kinds ("báo cáo định kỳ" is both), but "ban hành" only where it stands alone."""
    if TaskKind.ONGOING in kinds:  # "thường xuyên, không có mốc kết thúc"
        kinds = tuple(kind for kind in kinds if kind is not TaskKind.UNDATED)
    return tuple(kind for kind in kinds if kind not in {TaskKind.ISSUE, TaskKind.SUBMIT} or len(kinds) == 1)
