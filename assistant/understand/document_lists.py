"""Which documents there are of a time or an issuer: "văn bản nào ban hành trong tháng 3?", "mấy công văn của Bộ A?"."""

from __future__ import annotations

from assistant.model import Intent, Interpretation
from assistant.understand.asides import NAMED
from assistant.understand.context import CorpusContext
from assistant.understand.cues.pattern import Cue
from assistant.understand.document_types import find_type
from assistant.understand.reading import Reading

_DOCUMENT = (
    r"(?:(?:van ban|tai lieu)(?: chi dao)?|cong van|cong dien|thong bao|ke hoach|quyet dinh|nghi quyet|chi thi"
    r"|ket luan|huong dan)"
)
_HOW_MANY = (
    r"(?:(?:co|bao nhieu|may|nhung|cac|liet ke|danh sach|tat ca|toan bo|tong so|con|da|ra|ban hanh|cho xem|xem) )+"
)
_ISSUES = r"(?:(?:duoc|da|do|co|moi|la|vua) )*(?:ban hanh|ky|ra doi|ra|phat hanh|gui)"
_ISSUED = Cue(
    rf"\b{_DOCUMENT}(?: (?:nao|gi|moi))*(?: cua {NAMED}+)? {_ISSUES}"
    rf"(?: (?:moi|ra|vao|hoi|tu|ke tu|khoang|trong|truoc|sau|ngay|boi|boi vi|den|toi))* {NAMED}"
    rf"|\b{_DOCUMENT}(?: (?:nao|gi))? (?:do|duoc) {NAMED}+ (?:{_ISSUES})"
    rf"|{NAMED} {_ISSUES} (?:(?:nhung|cac|may|bao nhieu|duoc) )*{_DOCUMENT}"
    rf"|(?:{_HOW_MANY}{_DOCUMENT}|\b{_DOCUMENT} (?:nao|gi)) (?:la )?(?:cua|do|trong|tu) {NAMED}+"
    rf"(?: (?:ban hanh|ky|ra))?(?: (?:trong|vao|tu|nam|thang) {NAMED}+)?\W*(?:(?:trong kho|khong|nhi|vay|the)\W*)*$"
)
_ISSUED_EN = Cue(
    r"\b(?:documents?|directives?|dispatch(?:es)?|notices?|plans?|resolutions?|decisions?)"
    r"(?: that)?(?: (?:were|was|are|have been|has|have|did))*"
    rf"(?: (?:the )?{NAMED}+)? (?:issued?|signed?|published?|released?|sen[dt])"
    rf"(?: (?:in|by|since|after|before|on|between|from|during|the))* {NAMED}"
)
_OF_WORK = Cue(
    r"\b(?:giao|viec|dau viec|nhiem vu|phai|can lam|lam gi|thoi han|han|tasks?|due|deadlines?|assign\w*|nhac|dan chieu"
    r"|vien dan|de cap|can cu|thay the|bai bo|hieu luc|noi gi|quy dinh|dua tren|ai|nguoi nao)\b"
)
"""What is asked of the documents beside which they are: another question."""


def documents_asked(reading: Reading, context: CorpusContext) -> Interpretation | None:
    """Return what is asked where it is which documents there are, of a time, of an issuer or of both."""
    due = reading.period.due if reading.period else None
    issuers = reading.agencies.agencies
    if reading.names_document or reading.overdue or reading.without or len(issuers) > 1 or not (due or issuers):
        return None
    if not (reading.says(_ISSUED) or reading.says(_ISSUED_EN)) or reading.says(_OF_WORK):
        return None
    if issuers and issuers[0] not in context.registry.by_id:
        return None
    return Interpretation(
        Intent.LIST_DOCUMENTS,
        agencies=issuers,
        agency_names=reading.agencies.names,
        due=due,
        document_type=find_type(reading.text),
    )
