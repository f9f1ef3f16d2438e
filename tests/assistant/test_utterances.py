"""What officials type -> how it is understood: the table in ``utterances/``. Add a row before you add a cue."""

from __future__ import annotations

import pytest
from utterance_builders import Utterance, understand, understood, utterances

TABLE = utterances()


@pytest.mark.parametrize("utterance", TABLE, ids=[each.question for each in TABLE])
def test_utterance(utterance: Utterance) -> None:
    assert understood(understand(utterance), utterance.expected) == utterance.expected


def test_no_row_stands_twice() -> None:
    asked = [(each.file, each.question, each.today, each.after) for each in TABLE]
    assert sorted(a for a in set(asked) if asked.count(a) > 1) == []
