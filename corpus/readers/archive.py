"""Zip files of documents: their members, one by one, nested archives to a small depth."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import CorpusError
from corpus.readers.package import Package, base_name

ARCHIVE = ".zip"
"""The name ending of archives."""
MAX_FILES = 1_000
_DEEPEST = 2


def members(data: bytes, depth: int = 1) -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of each document in a zip file, in order of their names.

    Names lose their folders, so none leads out of anywhere; hidden files and what systems put beside them are left
    out.

    Raises:
        CorpusError: the bytes are no zip file, it is damaged or encrypted, unpacks too large, or nests too deep.
    """
    package = Package(data)
    names = sorted(name for name in package.names() if not _is_hidden(name))
    if len(names) > MAX_FILES:
        raise CorpusError(f"Tệp nén chứa hơn {MAX_FILES} tệp. Hãy tách ra rồi thử lại.")
    for name in names:
        content = package.read(name)
        if not name.lower().endswith(ARCHIVE):
            yield base_name(name), content
        elif depth < _DEEPEST:
            yield from members(content, depth + 1)
        else:
            raise CorpusError("Tệp nén lồng nhau quá nhiều lớp. Hãy giải nén rồi thử lại.")


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX", "~$")) and part != ".." for part in name.replace("\\", "/").split("/"))
