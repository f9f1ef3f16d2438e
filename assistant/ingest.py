"""From files to the store: the one path that both the command and a running server take."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.declarations import Declarations
from corpus.isolation import Pool
from corpus.model import Audience, CorpusError, Directive
from corpus.readers import READERS
from corpus.readers.archive import ARCHIVE, members
from corpus.sources import SOURCES_NAME, load_sources
from index.embedding import Embedder
from index.store import Store
from index.sync import Failure, SyncReport, sync

Progress = Callable[[int, int, str], None]
"""(done, all, document)."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's content on its way into the store."""

    name: str
    content: bytes
    audience: Audience


def gather(paths: Sequence[Path], audience: Audience | None) -> tuple[list[File], list[Failure]]:
    """Read the files that the paths name; folders are read whole, hidden files and the sources list left out.

    Args:
        paths: files and folders.
        audience: whose the documents are; None takes what a SOURCES.toml beside a file says, else internal.

    Returns:
        The files in a stable order, and what could not be read with the reason.
    """
    files: list[File] = []
    failures: list[Failure] = []
    for path in dict.fromkeys(each for given in paths for each in _below(given)):
        try:
            files.extend(unpack(File(path.name, path.read_bytes(), audience or _declared(path))))
        except OSError as error:
            failures.append(
                Failure(str(path), f"Không đọc được tệp: {error.strerror}. Kiểm tra đường dẫn và quyền đọc.")
            )
        except CorpusError as error:
            failures.append(Failure(str(path), str(error)))
    return files, failures


def unpack(file: File) -> list[File]:
    """Return the documents of a zip file, or the file itself; raises ``CorpusError`` where it cannot be unpacked."""
    if not file.name.lower().endswith(ARCHIVE):
        return [file]
    return [File(f"{file.name}/{name}", content, file.audience) for name, content in members(file.content)]


def ingest(
    store: Store,
    embedder: Embedder,
    files: Sequence[File],
    progress: Progress | None = None,
    declarations: Declarations | None = None,
) -> SyncReport:
    """Understand the files and store what is new or changed; a file that fails does not stop the others.

    What was declared of a document, and corrected in it, is laid over what was read.
    """
    directives: list[Directive] = []
    failures: list[Failure] = []
    with Pool(len(files)) as pool:
        read = pool.parse([(file.name, file.content, file.audience) for file in files])
        for file, found in zip(files, read, strict=True):
            if isinstance(found, Directive):
                directives.append(found)
            else:
                failures.append(Failure(file.name, str(found)))
    lay = declarations.lay if declarations else None
    return SyncReport(failed=tuple(failures)) + sync(store, directives, embedder, progress, lay)


def _below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        hidden = any(part.startswith(".") for part in each.relative_to(path).parts)
        if each.is_file() and not hidden and each.name != SOURCES_NAME:
            yield each


def _declared(path: Path) -> Audience:
    entry = load_sources(path.parent).get(path.name)
    return entry.audience if entry else Audience.INTERNAL


def readable() -> str:
    """Return the name endings that can be read, for help texts."""
    return ", ".join(sorted([*READERS, ARCHIVE]))
