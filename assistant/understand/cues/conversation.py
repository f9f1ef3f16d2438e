"""What shows that a question leans on the one before."""

from __future__ import annotations

import re

from assistant.understand.cues.pattern import any_of

# Conversation: what shows that a question leans on the one before.
WITHIN = any_of(
    r"(?:trong|o) (?:so|cac|nhung)? ?(?:viec|nhiem vu)? ?(?:do|nay|tren|ay)",
    r"(?:nhung|cac) (?:viec|nhiem vu) (?:do|nay|tren|ay)",
    r"(?:of|among|from) (?:those|these|them)",
    r"which of (?:those|these|them)",
)
CONTINUES = re.compile(
    r"\s*(?:the con|vay con|the thi|vay thi|the|con|vay|va|roi|tiep theo|what about|how about|and|then|also)\b"
)
CORRECTS = any_of(
    r"y (?:toi|minh|em|anh|chi) (?:la|muon noi|muon hoi)",
    r"khong phai",
    r"nham",
    r"toi (?:muon )?hoi (?:ve )?",
    r"dung hon la",
    r"i mean",
    r"i meant",
    r"sorry",
    r"correction",
    r"not that",
    r"rather",
)
PRONOUN = any_of(
    r"(?:viec|nhiem vu|cong viec|dieu|cai) (?:do|nay|ay|kia|tren)",
    r"that (?:task|one|work)",
    r"this (?:task|one|work)",
    r"it",
    r"them",
    r"they",
)
ORDINALS = {
    "nhat": 1, "dau tien": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "cuoi cung": -1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1,
}  # fmt: skip
ORDINAL = re.compile(
    r"\b(?:viec|nhiem vu|muc|cai|dong)\s+(?:(?P<vi2>dau tien|cuoi cung)"
    r"|(?:thu|so)\s+(?P<vi>nhat|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi|\d{1,3}))\b"
    r"|\b(?:the\s+)?(?P<en>first|second|third|fourth|fifth|last)\s+(?:one|task|item)\b"
    r"|\btask\s+(?:no\.?\s*)?(?P<n>\d{1,3})\b"
)
SORT = any_of(
    r"(?:sap|xep)(?: xep)?(?: lai)? (?:theo|lai)",
    r"theo thu tu",
    r"(?:sort|order)(?:ed)?(?: them| these| those)? by",
    r"in order of",
)
DETAIL = any_of(
    r"noi ro(?: hon)?",
    r"chi tiet(?: hon)?",
    r"cu the(?: hon)?",
    r"giai thich(?: them)?",
    r"more detail",
    r"details?",
    r"explain",
    r"elaborate",
)
CONFIRMS = any_of(
    r"(?:co )?(?:phai|dung) (?:khong|chu|the khong|vay khong)",
    r"co dung",
    r"dung la",
    r"is it (?:true|correct)",
    r"isn't it",
    r"right",
)
"""Asks whether something holds ("... trước ngày 15/4, phải không?"): answered by what the clause says."""
