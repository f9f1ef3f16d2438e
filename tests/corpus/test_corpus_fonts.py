"""Old fonts' letters, each in both cases, against the layouts as they were published."""

from __future__ import annotations

import unicodedata

import pytest

from corpus.readers.fonts import to_unicode

ACUTE, GRAVE, HOOK, TILDE, DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
TONES = (ACUTE, GRAVE, HOOK, TILDE, DOT)


def vni() -> dict[str, str]:
    """VNI-Windows: a letter and a mark of its own after it; i, đ and ỵ have codes of their own."""
    found = {"đ": "ñ", "ơ": "ô", "ư": "ö", "ỵ": "î"} | dict(zip("íìỉĩị", "íìæóò", strict=True))
    for letter, code in (("a", "a"), ("e", "e"), ("o", "o"), ("u", "u"), ("y", "y"), ("ơ", "ô"), ("ư", "ö")):
        for tone, mark in zip(TONES, "ùøûõï", strict=True):
            found.setdefault(unicodedata.normalize("NFC", letter + tone), code + mark)
    for letter, base, plain, marks in (
        ("â", "a", "â", "áàåãä"),
        ("ê", "e", "â", "áàåãä"),
        ("ô", "o", "â", "áàåãä"),
        ("ă", "a", "ê", "éèúüë"),
    ):
        found[letter] = base + plain
        for tone, mark in zip(TONES, marks, strict=True):
            found[unicodedata.normalize("NFC", letter + tone)] = base + mark
    return found | {letter.upper(): code.upper() for letter, code in found.items()}


def test_every_letter_of_vni() -> None:
    layout = vni()
    assert len(layout) == 134
    wrong = {letter: code for letter, code in layout.items() if to_unicode([(code, "VNI-Times")]) != letter}
    assert wrong == {}


def test_every_letter_of_tcvn3() -> None:
    """TCVN 5712, third form: small letters, and seven capitals; other capitals are small letters of another font."""
    letters = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ"
    codes = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦"
    assert to_unicode([(codes, ".VnTime")]) == letters
    assert to_unicode([(codes[:67], ".VnTimeH")]) == letters[:67].upper()


@pytest.mark.parametrize("font", ["VPS Times", "VNI-Times", ".VnTime"])
def test_ascii_stays_as_it_is(font: str) -> None:
    ascii_text = "".join(map(chr, range(32, 127)))
    assert to_unicode([(ascii_text, font)]) == ascii_text


# GNU recode 3.6 knows the charset VPS by a table of its own (its output for the codes from 0x80 on; "·" is no letter)
VPS = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ··ỀỂỄỐỒỔ·ýỷỵỚỜỞ"
    "·ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ·"
    "àáâãảạă·èéêẽìí·ĩẴĐòóôõ·Ơụùúủ·ỶẼỳ"
)


@pytest.mark.parametrize("page", ["latin-1", "cp1252"])
def test_every_letter_of_vps_as_recode_reads_it(page: str) -> None:
    """A Word file holds the codes as Windows' page shows them: 0x89 is a per-mille sign there."""
    codes = {bytes([code]): letter for code, letter in enumerate(VPS, 0x80) if letter != "·"}
    shown = {code.decode(page, "replace"): letter for code, letter in codes.items()}
    shown.pop("\ufffd", None)  # five codes have no sign on Windows' page
    assert len(shown) >= 110
    assert {sign: to_unicode([(sign, "VPS Times")]) for sign in shown} == shown


def test_capitals_of_vps_among_the_control_codes() -> None:
    codes = dict(zip(CODES, "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True))
    assert {code: to_unicode([(code, "VPS Times")]) for code in codes} == codes


CODES = "\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d"
