"""Greetings, help, and what the assistant does not do."""

from __future__ import annotations

import re

from assistant.understand.cues.pattern import any_of

HELP = any_of(
    r"ban (?:co the )?(?:giup|lam) (?:duoc )?(?:gi|nhung gi)",
    r"huong dan su dung",
    r"cach su dung",
    r"tro giup",
    r"hoi (?:duoc )?nhung gi",
    r"ban la ai",
    r"what can you do",
    r"how do i use",
    r"who are you",
)
GREETING = re.compile(r"\s*(?:xin chao|chao(?: ban)?|hello|hi|cam on|thanks?|thank you|help)\W*$")
OPINION = any_of(
    r"theo (?:y )?ban",
    r"ban (?:nghi|thay|danh gia)",
    r"co nen",
    r"nen hay khong",
    r"(?:kem|gioi|tot|te|xau) nhat",
    r"cach chuc",
    r"dong vai(?! tro)",
    r"in your opinion",
    r"do you think",
    r"should (?:i|we|they)",
    r"best|worst",
)
"""Asks for a judgement, which is not in any document."""
CREATES = any_of(
    r"viet (?:cho|giup|mot|bai|doan|don|thu)",
    r"lam (?:tho|bai tho)",
    r"ke (?:chuyen|mot cau chuyen)",
    r"dich (?:sang|giup|doan)",
    r"(?:write|compose|draft|translate) (?:me |a |an |this )",
    r"tell me a (?:story|joke)",
)
"""Asks for a text to be made up."""
SECRETS = any_of(
    r"(?:chi dan|chi thi|loi nhac|cau lenh|cau hinh) he thong",
    r"khoa api",
    r"mat khau",
    r"system prompt",
    r"api keys?",
    r"passwords?",
)
"""Asks for what the assistant itself is made of."""
INSTRUCTS = re.compile(
    r"\b(?:va |roi |dong thoi )?(?:hay )?(?:them vao|chen|bo qua|bo het|in ra|gia vo|quen di|lam nhu"
    r"|tra loi rang|tra loi la|ignore|forget|pretend|insert|add)\b[^.!?;\n]*"
)
"""Orders to the assistant inside a question; what they say is no topic."""
