"""The closed sets of words in which directives and tasks are described."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """What an agency is to a task (DESIGN section 6)."""

    LEAD = "lead"
    COORDINATOR = "coordinator"
    DIRECTOR = "director"
    GROUP = "group"
    """Reached through a group ("các bộ, cơ quan ngang bộ"), not by name."""


class DeadlineKind(StrEnum):
    """How a deadline binds (DESIGN section 5)."""

    BY = "by"
    BEFORE = "before"
    START = "start"
    RECURRING = "recurring"
    ONGOING = "ongoing"
    RELATIVE = "relative"
    CONDITIONAL = "conditional"


class Purpose(StrEnum):
    """What has to have happened by the deadline."""

    COMPLETION = "completion"
    REPORT = "report"
    EFFECT = "effect"
    START = "start"


class Period(StrEnum):
    """How often a recurring duty falls due."""

    DAILY = "daily"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    YEARLY = "yearly"


class Scope(StrEnum):
    """Whether a deadline is the task's own or closes the list the task stands in."""

    OWN = "own"
    SHARED = "shared"


class Relation(StrEnum):
    """What a document does to one that it refers to, by an act of its own."""

    REPLACES = "replaces"
    ANNULS = "annuls"
    AMENDS = "amends"


class Status(StrEnum):
    """Whether a document still binds."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    REPLACED = "replaced"
    ANNULLED = "annulled"


class Audience(StrEnum):
    """Who may learn that a document exists."""

    PUBLIC = "public"
    INTERNAL = "internal"
