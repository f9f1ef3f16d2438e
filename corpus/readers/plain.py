"""Plain text in Unicode, or in an old Vietnamese code page where that is certain."""

from __future__ import annotations

from corpus.model import CorpusError
from corpus.readers.content import Content
from corpus.readers.encodings import decode


def read(data: bytes) -> Content:
    """Decode the bytes.

    Raises:
        CorpusError: no encoding of Vietnamese text is certain, or the bytes are no text at all.
    """
    text = decode(data)
    if text is not None:
        return Content(text)
    if b"\x00" in data:
        raise CorpusError("Tệp không phải văn bản thuần (có ký tự NUL). Hãy lưu lại ở dạng .txt, bảng mã UTF-8.")
    raise CorpusError("Không xác định chắc được bảng mã của tệp. Hãy lưu lại với bảng mã UTF-8 rồi thử lại.")
