"""Zip files of documents: their members, one by one, nested archives to a small depth."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.model import CorpusError
from corpus.readers.package import Budget, Package, base_name

ARCHIVE = ".zip"
"""The name ending of archives."""
MAX_ARCHIVE = 200 * 2**20
"""Bytes of an archive."""
MAX_FILES = 1_000
_DEEPEST = 2


def members(data: bytes, depth: int = 1, budget: Budget | None = None) -> Iterator[tuple[str, bytes | CorpusError]]:
    """Yield the name and content of each document in a zip file, in order of their names.

    A member that is damaged, encrypted, unpacks too large or nests too deep yields why, and the others go on. Names
    lose their folders, so none leads out of anywhere; hidden files and what systems put beside them are left out.

    Raises:
        CorpusError: the bytes are no zip file, or it holds too many members.
    """
    budget = budget or Budget()
    package = Package(data, budget)
    names = sorted(name for name in package.names() if not is_hidden(name))
    if len(names) > MAX_FILES:
        raise CorpusError(f"Tệp nén chứa hơn {MAX_FILES} tệp. Hãy tách ra rồi thử lại.")
    for name in names:
        try:
            content = package.read(name)
            if name.lower().endswith(ARCHIVE):
                yield from _nested(content, depth, budget)
            else:
                yield base_name(package.printed(name)), content
        except CorpusError as error:
            yield base_name(package.printed(name)), error


def is_hidden(name: str) -> bool:
    """Tell whether a path leads to what no person put there: hidden files, locks of open documents (``~$a.docx``)."""
    return any(part.startswith((".", "__MACOSX", "~$")) and part != ".." for part in name.replace("\\", "/").split("/"))


def _nested(content: bytes, depth: int, budget: Budget) -> Iterator[tuple[str, bytes | CorpusError]]:
    if depth >= _DEEPEST:
        raise CorpusError("Tệp nén lồng nhau quá nhiều lớp. Hãy giải nén rồi thử lại.")
    yield from members(content, depth + 1, budget)
