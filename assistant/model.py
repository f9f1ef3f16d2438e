"""The nouns of a conversation, as frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.model import Audience, Period, Role, Task

ALL_AUDIENCES = frozenset(Audience)
MAX_QUESTION_CHARS = 4_000
DAYS_LEFT = "days_left"
"""The note that says that how far off a deadline is was asked."""
PROPOSED = "proposed"
"""The note that marks an interpretation in which a language model had a part."""


class QuestionError(ValueError):
    """A question that cannot be taken as one; ``code`` names the message of the catalogue."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class Language(StrEnum):
    """The languages that questions are understood and answered in."""

    VI = "vi"
    EN = "en"


class Status(StrEnum):
    """How an answer ends (DESIGN section 7)."""

    ANSWERED = "answered"
    NO_MATCH = "no_match"
    OUT_OF_SCOPE = "out_of_scope"
    CLARIFY = "clarify"


class Intent(StrEnum):
    """What a question wants."""

    LIST_TASKS = "list_tasks"
    COUNT_TASKS = "count_tasks"
    WHO = "who"
    WHEN = "when"
    WHAT = "what"
    DOCUMENT_FACTS = "document_facts"
    LIST_DOCUMENTS = "list_documents"
    REFERENCES = "references"
    CLAUSE = "clause"
    COMPARE = "compare"
    NEXT_DEADLINE = "next_deadline"
    WHAT_CHANGED = "what_changed"
    SEARCH = "search"
    HELP = "help"
    OUT_OF_SCOPE = "out_of_scope"


TASK_INTENTS = frozenset({Intent.LIST_TASKS, Intent.COUNT_TASKS, Intent.NEXT_DEADLINE, Intent.COMPARE})
"""What is answered with lists of tasks."""


class Match(StrEnum):
    """How a task meets a range of dates (DESIGN section 5)."""

    DUE = "due"
    RECURRING = "recurring"
    SPANS = "spans"


class TaskKind(StrEnum):
    """What kind of duty a question narrows to."""

    REPORT = "report"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    ISSUE = "issue"
    SUBMIT = "submit"
    UNDATED = "undated"
    START = "start"
    EFFECT = "effect"
    JOINT = "joint"
    """With others who co-ordinate: "những cơ quan nào phối hợp với Bộ A?"."""
    ALONE = "alone"
    """With nobody who co-ordinates."""


class Ranked(StrEnum):
    """What tasks are counted by."""

    AGENCY = "agency"
    MONTH = "month"
    DOCUMENT = "document"


SOUGHT_WORDS = "words:"
"""Marks, among what is looked for in the corpus, words that are to be found as they stand."""


@dataclass(frozen=True, slots=True)
class DateRange:
    """Days from ``first`` to ``last``, both included; None is open."""

    first: date | None
    last: date | None
    parts: tuple[DateRange, ...] = ()
    """The stretches that are meant, where the days between them are not ("15/4 và 30/4")."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, with all that its answer depends on besides the corpus."""

    text: str
    today: date
    history: tuple[str, ...] = ()
    """Earlier questions of the conversation, oldest first."""
    language: Language | None = None
    """None: the question's own."""
    audiences: frozenset[Audience] = ALL_AUDIENCES
    """Whose documents may be used."""


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a question was understood."""

    intent: Intent
    agencies: tuple[str, ...] = ()
    """Registry ids."""
    agency_names: tuple[str, ...] = ()
    """Official names, in the order of ``agencies``."""
    roles: tuple[Role, ...] = ()
    due: DateRange | None = None
    overdue: bool = False
    documents: tuple[str, ...] = ()
    """Numbers of stored documents."""
    unknown_documents: tuple[str, ...] = ()
    """Numbers asked about that the corpus does not hold."""
    fact: str | None = None
    """Which document fact: signer, date, issuer, addressees, recipients, subject, overview."""
    topic: str = ""
    """The words that are left for searching, once the names and dates are taken out."""
    firm_topic: bool = True
    """Whether the question introduces the topic ("về ..."); otherwise its words may be a way of speaking."""
    terms: str = ""
    """The topic in the words that directives use: a translation where the question is in English, else the topic."""
    partial_terms: bool = False
    """Whether the terms translate some of the topic's words alone: what holds them may be meant, and is not certain."""
    document_type: str | None = None
    """Code of the type of documents asked about ("những công văn nào")."""
    partners: tuple[str, ...] = ()
    """Registry ids of agencies that must take part too ("X chủ trì, Y phối hợp")."""
    bodies: tuple[str, ...] = ()
    """Kinds of agencies whose tasks are asked about where none is named ("các bộ")."""
    bodies_name: str = ""
    """How the question calls them."""
    givers: tuple[str, ...] = ()
    """Keys of agencies that must be the ones who direct the task ("được Bộ A giao")."""
    place: str | None = None
    """The province where the piece of work asked about is: documents of its bodies come first."""
    recipients: tuple[str, ...] = ()
    """Names of those to whom the tasks asked about report or submit."""
    without: tuple[str, ...] = ()
    """Registry ids of agencies whose tasks are left out ("trừ Bộ Công an")."""
    absent: tuple[str, ...] = ()
    """Registry ids of agencies that must take no part ("mà Bộ Tài chính không phối hợp")."""
    without_kinds: tuple[TaskKind, ...] = ()
    without_documents: tuple[str, ...] = ()
    without_overdue: bool = False
    by_name: bool = False
    """Whether tasks given to groups are left out."""
    works: tuple[tuple[str, str], ...] = ()
    """For a comparison of two pieces of work: the pairs of topics that may be meant."""
    against: DateRange | None = None
    """For a comparison of two periods: the other one."""
    kinds: tuple[TaskKind, ...] = ()
    periods: tuple[Period, ...] = ()
    """How often recurring duties asked about fall due."""
    provision: tuple[tuple[str, str], ...] = ()
    """A clause asked about by its place: (element, number), outermost first."""
    by_deadline: bool = False
    """Whether the list is to be sorted by deadline."""
    limit: int | None = None
    """How many of the nearest deadlines, or of the last ones, are asked for ("5 việc gần hạn nhất")."""
    mentioned: tuple[str, ...] = ()
    """What is looked for in ``documents``, or in the whole corpus: registry ids, documents' numbers, and words behind
    ``SOUGHT_WORDS``."""
    paired: bool = False
    """For a comparison: each agency goes with the document named beside it ("của Sở A trong 901 và Sở B trong 902")."""
    alike: bool = False
    """For a comparison of documents: what they have in common is asked for, beside how many tasks they give."""
    only_due: bool = False
    """For a comparison: what ends in the period counts, not what is under way in it ("bên nào đến hạn nhiều hơn?")."""
    upcoming: bool = False
    """For a comparison of deadlines: only those to come count ("bộ nào có hạn gần nhất?")."""
    latest: bool = False
    """For the next deadline: the last one is asked for instead ("việc nào hạn xa nhất?")."""
    ranked: Ranked = Ranked.AGENCY
    """For a ranking: of what."""
    idle: bool = False
    """For a ranking: whether the bodies without a task are asked for ("bộ nào không có việc gì?")."""
    least: bool = False
    """For a ranking: whether who has the least is asked for."""
    ordinal: int | None = None
    """Which of the previous answer's tasks is asked about, counted from 1."""
    single: bool = False
    """Whether one task of the earlier answer is meant ("việc đó")."""
    within: Interpretation | None = None
    """The earlier question whose tasks this one chooses from."""
    notes: tuple[tuple[str, str], ...] = ()
    """(catalogue code, value): what the answer must say about the reading, e.g. ("former_agency", name)."""
    asked: str = field(default="", compare=False)
    """An earlier question as it was typed: what its answer spoke of is found by its own words."""


@dataclass(frozen=True, slots=True)
class MatchedTask:
    """A task in an answer: whose it is, in which document, and how it meets the question."""

    task: Task
    document: str
    role: Role | None
    """Role of the agency asked about; None where no agency was asked about."""
    match: Match | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quotation of a clause."""

    n: int
    clause: str
    document: str
    label: str
    quote: str
    start: int
    """Offset of the quotation in the document's cleaned text."""
    end: int
    url: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A piece of an answer and the citations that carry it."""

    text: str
    citations: tuple[int, ...] = ()
    claim: bool = True
    """False for what says nothing about the corpus's content (a greeting, a count of what is not shown)."""
    fixed: bool = False
    """True for what stands as it is, whoever words the rest: a warning, how the question was read."""


class WordedBy(StrEnum):
    """Whose words an answer's prose is."""

    COMPUTED = "computed"
    MODEL = "model"


@dataclass(frozen=True, slots=True)
class Wording:
    """How an answer's prose was worded, where a language model was asked to."""

    by: WordedBy
    sentences: int = 0
    """How many checked sentences of the model the answer shows as its prose."""
    dropped: dict[str, int] = field(default_factory=dict)
    """Why sentences were dropped -> how many."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A verified answer."""

    question: str
    language: Language
    today: date
    status: Status
    interpretation: Interpretation
    text: str
    """Markdown with [1] markers."""
    tasks: tuple[MatchedTask, ...] = ()
    excluded: dict[str, int] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    candidates: tuple[str, ...] = ()
    """For ``clarify``: what can be meant, to choose from."""
    suggestions: tuple[str, ...] = ()
    """Questions that may follow."""
    timings_ms: dict[str, float] = field(default_factory=dict)
    wording: Wording | None = None
    """None where no language model is configured, or there was nothing to word."""
    repeats: Mapping[str, str] = field(default_factory=dict)
    """The earlier task, by id, of tasks given before."""

    @property
    def total(self) -> int:
        return len(self.tasks)
