"""Document types and their codes: Nghị định 30/2020/NĐ-CP, annex III, and Hướng dẫn 36-HD/VPTW for Party documents."""

from __future__ import annotations

import re

from corpus.text import fold

NAMES = {
    "NQ": "Nghị quyết", "QĐ": "Quyết định", "CT": "Chỉ thị", "QC": "Quy chế", "QyĐ": "Quy định", "TC": "Thông cáo",
    "TB": "Thông báo", "HD": "Hướng dẫn", "CTr": "Chương trình", "KH": "Kế hoạch", "PA": "Phương án", "ĐA": "Đề án",
    "DA": "Dự án", "BC": "Báo cáo", "BB": "Biên bản", "TTr": "Tờ trình", "HĐ": "Hợp đồng", "CĐ": "Công điện",
    "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền", "GM": "Giấy mời", "GGT": "Giấy giới thiệu",
    "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
    "CV": "Công văn", "KL": "Kết luận", "QĐi": "Quy định", "NĐ": "Nghị định", "TT": "Thông tư", "L": "Luật",
}  # fmt: skip
"""Code -> name. CV and KL are the Party's; a state dispatch carries no code ("693/VPCP-KSTT")."""

TITLES = frozenset(fold(name) for name in NAMES.values()) | {"danh muc", "bang phan cong"}
"""Folded first lines of titles: a document's type, what an annex is."""

_CODES = {name: code for code, name in reversed(NAMES.items())}


def type_code(number: str, type_name: str | None) -> str:
    """Return a document's type code: from its title if known, else from its number, else CV.

    A number without a type code is a dispatch's (Nghị định 30/2020, annex I, II.3.b).
    """
    if type_name and type_name in _CODES:
        return _CODES[type_name]
    letters = re.sub(r"^[\d./-]+", "", number)
    head = re.split(r"[-/]", letters)[0]
    return head if head in NAMES else "CV"


def issuer_code(number: str, code: str) -> str | None:
    """Return the issuer's abbreviation in a number: ``693-CV/VPTW`` -> ``VPTW``, ``2618/QĐ-BKHCN`` -> ``BKHCN``."""
    parts = [part for part in re.split(r"[-/]", number) if not re.fullmatch(r"[\d.]+", part)]
    rest = [part for part in parts if part != code]
    return rest[0] if rest else None
