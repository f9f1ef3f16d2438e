"""Put diacritics back on a question typed without them, from the texts that its bare syllables found.

The texts are the lexical ranking's own candidates: they hold the words that the asker means, they are open to the
asker, and nothing has to be counted beforehand or kept.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log

from corpus.text import fold

_SYLLABLE = re.compile(r"\w+")
PAIR_WEIGHT = 0.98
"""Share of a syllable's probability that comes from the one before it; the rest is how frequent it is itself."""

QUESTION_WEIGHT = 10
"""What questions say, orders and laws don't: each of these phrases counts as so many texts that hold it."""
_QUESTIONS = """
là gì; gì; những gì; việc gì; có việc gì; làm gì; ai; ai là; của ai; cho ai; gồm những ai; nào; khi nào; thế nào;
như thế nào; cơ quan nào; ở đâu; đâu; bao lâu; bao nhiêu; bao nhiêu ngày; còn bao nhiêu; mấy; vì sao; tại sao; sao;
thì sao; vậy; có; có được; có phải; có bị; có cần; có không; được không; có được không; có phải không; phải không;
hay không; đúng không; đúng hay sai; bao gồm; đến hạn; quá hạn; hạn chót; cho biết; hỏi; xin hỏi; tôi; tôi muốn
""".replace("\n", " ")


def restore(question: str, texts: Iterable[str]) -> str:
    """Return the question with the likeliest reading of each syllable, by the Viterbi algorithm over pairs.

    A syllable that no text has stays as it is typed. Ties go to the reading that is first in the alphabet.
    """
    found = list(_SYLLABLE.finditer(question))
    counts = _Counts([fold(match.group()) for match in found], texts)
    pieces, end = [], 0
    for match, reading in zip(found, counts.best(), strict=True):
        pieces += [question[end : match.start()], _as_typed(reading, match.group())]
        end = match.end()
    return "".join([*pieces, question[end:]])


class _Counts:
    """How often each reading of the asked syllables, and each pair of readings, stands in the texts."""

    def __init__(self, asked: Sequence[str], texts: Iterable[str]) -> None:
        self.asked = asked
        self.wanted, self.wanted_pairs = set(asked), set(pairwise(asked))
        self.single: dict[str, Counter[str]] = defaultdict(Counter)
        self.pairs: Counter[tuple[str, str]] = Counter()
        for phrase in _QUESTIONS.split(";"):
            self._read(phrase, QUESTION_WEIGHT)
        for text in texts:
            self._read(text, 1)

    def _read(self, text: str, weight: int) -> None:
        lowered = text.lower()
        folded = fold(lowered)
        before, plain_before = "", ""
        for match in _SYLLABLE.finditer(folded):
            plain = match.group()
            if plain in self.wanted:
                reading = lowered[match.start() : match.end()]
                self.single[plain][reading] += weight
                if (plain_before, plain) in self.wanted_pairs:
                    self.pairs[before, reading] += weight
            else:
                reading = ""
            before, plain_before = reading, plain

    def best(self) -> list[str]:
        """Return the likeliest readings of the asked syllables."""
        # By the last syllable's reading: log probability of the best way to it, and the way.
        ways: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        last = ""
        for plain in self.asked:
            ways = {
                reading: max(
                    (
                        (score + self._log((last, before), plain, reading), [*way, reading])
                        for before, (score, way) in ways.items()
                    ),
                    key=_score,
                )
                for reading in sorted(self.single[plain]) or [plain]
            }
            last = plain
        return max(ways.values(), key=_score)[1]

    def _log(self, before: tuple[str, str], plain: str, reading: str) -> float:
        """The log probability of a reading of ``plain`` after the reading before, given with its bare form."""
        of_all = sum(self.single[plain].values())
        alone = self.single[plain][reading] / of_all if of_all else 1.0
        pairs = self.pairs[before[1], reading]
        after = pairs / self.single[before[0]][before[1]] if pairs else 0.0
        return log(PAIR_WEIGHT * after + (1 - PAIR_WEIGHT) * alone)


def _score(scored: tuple[float, list[str]]) -> float:
    return scored[0]


def _as_typed(reading: str, typed: str) -> str:
    """Give the reading the capitals of what was typed."""
    if len(reading) != len(typed):
        return reading
    return "".join(a.upper() if b.isupper() else a for a, b in zip(reading, typed, strict=True))
