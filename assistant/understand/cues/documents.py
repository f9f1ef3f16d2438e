"""What a question wants of documents: facts, references, lists."""

from __future__ import annotations

import re

from assistant.understand.cues.pattern import any_of

REFERENCES = any_of(
    r"duoc can cu",
    r"lam can cu",
    r"(?:duoc|bi) neu (?:o|tai|trong|den)",
    r"van ban nao (?:dan|nhac|neu|thay the|bai bo)",
    r"bi .{0,30}thay the",
    r"con hieu luc",
    r"lien quan den (?:nhung |cac )?(?:nhiem vu|viec|dieu khoan) nao",
    r"(?:duoc|bi) (?:nhac|vien dan|de cap|dan chieu|trich dan)",
    r"nhac (?:den|toi)",
    r"vien dan",
    r"dan chieu",
    r"(?:mentioned|cited|referenced|referred to)",
    r"(?:mentions?|cites?|references?)",
)
DOCUMENTS = any_of(
    r"loai (?:van ban|cong van)(?: nao)?",
    r"(?:nhung|cac|bao nhieu|co) van ban(?: nao| chi dao)?(?: trong kho)?",
    r"trong kho co",
    r"van ban nao trong kho",
    r"which documents",
    r"what documents",
    r"list (?:of )?documents",
    r"danh sach van ban",
)
FACTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("signed", any_of(r"k[iy] .{0,40}?(?:hom|ngay|khi) nao", r"(?:hom|ngay|khi) nao .{0,40}?k[iy]")),
    ("replaces", any_of(r"(?:thay the|bai bo|huy bo|thay cho)", r"replac\w+", r"repeal\w*")),
    ("effect", any_of(r"(?:co )?hieu luc", r"take effect", r"effective (?:date|from)", r"in force")),
    (
        "basis",
        any_of(
            r"can cu (?:vao |tren )?(?:nhung |cac )?(?:van ban |quy dinh )?(?:nao|gi|dau)",
            r"can cu phap ly",
            r"legal basis",
            r"based on what",
        ),
    ),
    (
        "signer",
        any_of(
            r"ai (?:da )?k[iy]",
            r"(?:do )?ai k[iy](?: thay)?",
            r"nguoi ky",
            r"ky boi",
            r"who (?:has )?signed",
            r"signed by(?: whom)?",
            r"signatory",
            r"signer",
        ),
    ),
    ("recipients", any_of(r"noi nhan", r"gui (?:de |cho )?(?:biet|bao cao)", r"recipients?", r"copied to")),
    (
        "addressees",
        any_of(
            r"kinh gui",
            r"gui (?:cho |den |toi )?(?:ai|nhung ai|co quan nao|nhung co quan nao|noi nao)",
            r"addressed to",
            r"addressees?",
            r"sent to",
        ),
    ),
    (
        "issuer",
        any_of(
            r"(?:do )?(?:ai|co quan nao) (?:da )?ban hanh",
            r"co quan ban hanh",
            r"do (?:dau|ai|noi nao) ban hanh",
            r"who issued",
            r"issued by",
            r"issuer",
            r"which (?:agency|body) issued",
        ),
    ),
    (
        "date",
        any_of(
            r"(?:duoc )?(?:ban hanh|ky|ra) (?:vao )?(?:ngay nao|khi nao|luc nao|bao gio|ngay bao nhieu|ngay may)",
            r"ngay (?:ban hanh|ky|thang)",
            r"(?:ky|ban hanh) .{0,40}?(?:hom|ngay|khi) nao",
            r"ban hanh (?:truoc|sau)",
            r"(?:ngay|khi) nao ban hanh",
            r"when was .{1,60}(?:issued|signed|dated)",
            r"date of",
            r"what date",
            r"issued when",
        ),
    ),
    (
        "subject",
        any_of(
            r"ve (?:viec|van de|noi dung) gi",
            r"ve cai gi",
            r"ve gi",
            r"trich yeu",
            r"what is .{1,80} about",
            r"subject of",
        ),
    ),
    (
        "overview",
        any_of(
            r"thong tin (?:ve|chung)",
            r"gioi thieu",
            r"tom tat",
            r"noi (?:ve )?(?:cai )?gi$",
            r"noi dung (?:chinh|gi)",
            r"summar\w+",
            r"overview",
            r"tell me about",
        ),
    ),
)
"""Which fact of a document is asked for; the first that matches."""
CHANGED = any_of(
    r"moi (?:ban hanh|nhat)",
    r"(?:co )?(?:gi|nhung gi|dieu gi) (?:moi|thay doi)",
    r"thay doi (?:gi|nhung gi|the nao)",
    r"van ban (?:moi|moi nhat)",
    r"what(?:'s| is| has)? (?:new|changed)",
    r"latest documents?",
)
THIS_DOCUMENT = any_of(
    r"(?:van ban|cong van|thong bao|ke hoach|quyet dinh|nghi quyet|chi thi) (?:do|nay|tren|ay|noi tren)",
    r"(?:this|that|the) document",
)
