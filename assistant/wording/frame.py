"""Where worded prose stands in an answer: in the place of the computed prose, with all else as computed."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.compose import Draft
from assistant.model import Statement
from assistant.wording.evidence import is_prose

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Frame:
    """The computed text around the place of the prose."""

    before: str
    """What stands before it, with the gap."""
    after: str
    """What follows worded prose, with the gap."""
    computed: str
    """What stands there, and all behind it, where the prose is the computed one."""

    def worded(self, prose: str) -> str:
        """Return the answer's text with worded prose."""
        return self.before + prose + self.after

    def appended(self) -> str:
        """Return what follows sentences that do not tell all: the computed answer, whole."""
        return _GAP + self.computed


def frame_of(draft: Draft) -> Frame:
    """Cut a draft's text at its prose; where there is none (passages found), only what is fixed stands before it."""
    blocks = draft.blocks
    opening = next((i for i, block in enumerate(blocks) if not all(s.fixed for s in block)), len(blocks))
    first = next((i for i, block in enumerate(blocks) if any(map(is_prose, block))), opening)
    before = _text(blocks[:first])
    kept = [[s for s in block if not is_prose(s)] for block in blocks[first:]]
    after = _text([block for block in kept if block])
    return Frame(before + _GAP if before else "", _GAP + after if after else "", _text(blocks[first:]))


def _text(blocks: list[list[Statement]]) -> str:
    return _GAP.join("\n".join(statement.text for statement in block) for block in blocks)
