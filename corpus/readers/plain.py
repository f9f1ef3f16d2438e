"""Plain text in UTF-8 or UTF-16."""

from __future__ import annotations

import codecs

from corpus.model import CorpusError
from corpus.readers.content import Content

_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(data: bytes) -> Content:
    """Decode the bytes.

    Raises:
        CorpusError: the bytes are not Unicode text (an old font encoding, or no text at all).
    """
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise CorpusError("Tệp không phải văn bản Unicode. Hãy lưu lại với bảng mã UTF-8 rồi thử lại.") from error
    if "\x00" in text:
        raise CorpusError("Tệp không phải văn bản thuần (có ký tự NUL). Hãy lưu lại ở dạng .txt, bảng mã UTF-8.")
    return Content(text)
