"""Two pieces of work set side by side: "làm sạch dữ liệu đảng và rà soát văn bản, việc nào đến hạn sớm hơn?"."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.understand import cues
from assistant.understand.reading import Reading
from assistant.understand.topics import topic_of

_MOST_SPLITS = 4
"""How many places a question may be cut at."""
_LONGEST = 400
"""Characters of a question that may still set two pieces of work side by side."""
_JOINT = re.compile(r",? ?\b(?:va|voi|hay|hoac|con|so voi|and|or|than|versus|vs)\b(?: la| viec| the)? |, ?")
_FEWEST_WORDS = 2
"""A piece of work takes this many words to name."""


def works_of(reading: Reading) -> tuple[tuple[str, str], ...]:
    """Return the pairs of topics that a question may set side by side, in the order of where it can be cut."""
    asked = cues.EARLIER.search(reading.folded) or cues.COMPARE.search(reading.folded)
    if asked is None or len(reading.text) > _LONGEST:
        return ()
    found = []
    astride = _topic(reading, 0, asked.start()), _topic(reading, asked.end(), len(reading.text))
    if all(len(side.split()) >= _FEWEST_WORDS for side in astride):  # "A có hạn muộn hơn B không?"
        return (astride,)
    for start, end in ((0, asked.start()), (asked.end(), len(reading.text)), (0, len(reading.text))):
        for joint in list(_JOINT.finditer(reading.folded, start, end))[:_MOST_SPLITS]:
            sides = tuple(_topic(reading, *part) for part in ((start, joint.start()), (joint.end(), end)))
            if all(len(side.split()) >= _FEWEST_WORDS for side in sides):
                found.append((sides[0], sides[1]))
        if found:
            break
    return tuple(dict.fromkeys(found))


def _topic(reading: Reading, start: int, end: int) -> str:
    part = replace(reading, text=reading.text[start:end], folded=reading.folded[start:end])
    return topic_of(part).words
