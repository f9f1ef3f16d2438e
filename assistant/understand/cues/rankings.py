"""What asks how the tasks are spread: over agencies, months, documents."""

from __future__ import annotations

from assistant.model import Ranked
from assistant.understand.cues.pattern import Cue, any_of

_EACH = r"(?:moi|tung|cac)"
_BODIES = r"(?:bo(?: nganh)?|co quan|don vi|tinh|dia phuong|so)"
_COUNTED = (
    r"(?:so(?: luong)? (?:viec|nhiem vu|dau viec|han)"
    r"|(?:dem|thong ke|tong hop|phan loai|chia|tach|gop|bao nhieu viec|may viec)\b[^,.;?!]{0,24}?)"
)
RANKS = any_of(
    r"(?:don )?(?:nhieu|it)(?! co quan| don vi| bo)(?: [a-z\x00]+){0,4} (?:hon ca|nhat)",
    r"(?:ranh|ban ron|ban viec|(?<=thang nao )ban|(?<=(?:bo|so) nao )ban|(?<=tinh nao )ban"
    r"|(?<=don vi nao )ban|(?<=co quan nao )ban)(?: [a-z]+){0,2} nhat",
    rf"moi {_BODIES}(?: [a-z]+){{0,3}} (?:bao nhieu|may)",
    rf"tung {_BODIES}",
    rf"{_COUNTED} (?:theo|cho) (?:tung )?(?:thang|van ban|bo|co quan|don vi)(?! \d| nay| sau| toi)",
    r"(?:moi|tung) (?:van ban|thang)(?: [a-z]+){0,3} (?:bao nhieu|may)",
    rf"xep hang(?: [a-z0-9]+){{0,3}} {_BODIES}",
    r"(?:most|fewest|least)(?: [a-z\x00]+){0,3}? (?:tasks|work|assignments|deadlines|overdue)",
    r"(?:looks? |be |is )*(?:busiest|quietest)(?=\W*(?:$|[?.!,]|in\b|of\b|\x00|month|ministr|agenc|bod|unit|office))",
    r"rank (?:the )?(?:agencies|ministries|bodies)(?=.{1,80} (?:tasks|work|number))",
    r"(?:per|each|by) (?:ministry|agency|month|document|directive)",
)
"""Asks how the tasks are spread over the agencies, the months or the documents."""
RANKED: tuple[tuple[Ranked, Cue], ...] = (
    (
        Ranked.MONTH,
        any_of(r"thang nao", r"(?:theo|moi|tung) thang", r"(?:which|what|per|each|by|busiest|quietest) month"),
    ),
    (
        Ranked.DOCUMENT,
        any_of(
            r"(?:van ban|cong van|thong bao|nghi quyet) nao",
            r"(?:theo|moi|tung) (?:tung )?van ban",
            r"(?:which|what|per|each|by) (?:documents?|directives?)",
        ),
    ),
)
"""What the tasks are counted by, where not by agency."""
LEAST = any_of(r"(?:it|ranh)(?: [a-z\x00]+){0,4} (?:hon ca|nhat)", r"fewest|least|quietest")
"""Asks for the other end of a ranking."""
_IDLE_BODY = r"(?:(?:nhung|cac) )?(?:bo(?: nganh)?|tinh|dia phuong|thanh pho|so(?: nganh)?|xa|phuong|cuc|vu) nao"
IDLE = any_of(
    rf"{_IDLE_BODY} (?:hien |dang |van |cung )*(?:khong|chua)"
    r"(?: (?:co|duoc giao|phai lam|bi|duoc phan cong|chu tri|he co))+(?: (?:viec|nhiem vu|dau viec|gi|nao|han))*",
    r"(?:which|what) (?:ministries|provinces|ministry|province) (?:have|has|had|are|is)"
    r" (?:no|not (?:given|assigned)|without)(?: any)? (?:tasks?|work|assignments?)",
)
"""Asks which bodies have no task."""
