"""From files to the store: the one path that both the command and a running server take."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.declarations import Declarations
from corpus.isolation import Pool
from corpus.model import Audience, CorpusError, Directive, NotADirectiveError
from corpus.readers import READERS, read_file
from corpus.readers.archive import ARCHIVE, MAX_ARCHIVE, is_hidden, members
from corpus.sources import SOURCES_NAME, load_sources
from corpus.text import printable
from index.embedding import Embedder
from index.outcomes import Done, Outcome, SyncReport, failure
from index.store import Store
from index.sync import sync

_LONGEST_NAME = 255
NO_DIRECTIVE = (
    "Không phải văn bản chỉ đạo (không có số, ký hiệu, thể thức văn bản hay nhiệm vụ nào) nên bỏ qua. "
    "Nếu là văn bản, hãy nạp riêng tệp này để xem lý do."
)
Progress = Callable[[int, int, str], None]
"""(done, all, document)."""


@dataclass(frozen=True, slots=True)
class File:
    """A file's content on its way into the store."""

    name: str
    content: bytes
    audience: Audience
    named: bool = True
    """Whether somebody named this very file; else a folder or a zip file held it, and it need not be a directive."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", printable(self.name))

    @property
    def digest(self) -> str:
        """The SHA-256 of its content."""
        return hashlib.sha256(self.content).hexdigest()


def gather(paths: Sequence[Path], audience: Audience | None) -> tuple[list[File], list[Done]]:
    """Read the files that the paths name; folders are read whole, hidden files and the sources list left out.

    Args:
        paths: files and folders.
        audience: whose the documents are; None takes what a SOURCES.toml beside a file says, else internal.

    Returns:
        The files in a stable order, and what could not be read with the reason.
    """
    files: list[File] = []
    failures: list[Done] = []
    named = {path for path in paths if not path.is_dir()}
    for path in dict.fromkeys(each for given in paths for each in _below(given)):
        try:
            content = read_file(path, MAX_ARCHIVE) if _is_archive(path.name) else read_file(path)
            unpacked = unpack(File(path.name, content, audience or _declared(path), path in named))
        except CorpusError as error:
            failures.append(failure(path.name, str(error), str(path)))
            continue
        files += [each for each in unpacked if isinstance(each, File)]
        failures += [each for each in unpacked if isinstance(each, Done)]
    return files, failures


def unpack(file: File) -> list[File | Done]:
    """Return the documents of a zip file, or the file itself; what cannot be unpacked, as failed."""
    if not _is_archive(file.name):
        return [file]
    try:
        return [_member(file, name, content) for name, content in members(file.content)]
    except CorpusError as error:
        return [failure(file.name, str(error), file.name)]


def _member(file: File, name: str, content: bytes | CorpusError) -> File | Done:
    name = f"{file.name}/{name}"[-_LONGEST_NAME:]
    if isinstance(content, CorpusError):
        return failure(name, str(content), name)
    return File(name, content, file.audience, named=False)


def ingest(
    store: Store,
    embedder: Embedder,
    files: Sequence[File],
    progress: Progress | None = None,
    declarations: Declarations | None = None,
    before: Collection[str] = (),
    told: Callable[[File, Directive | CorpusError], None] | None = None,
) -> SyncReport:
    """Understand the files and store what is new or changed; a file that fails does not stop the others.

    What was declared of a document, and corrected in it, is laid over what was read. The report has an outcome for
    each file, in their order; what a folder held that is no directive is skipped. ``before`` are the digests of
    files of the same batch that were ingested before. ``told`` is told of each file, in order, as soon as it is read.
    """
    with Pool(len(files)) as pool:
        read = []
        for file, found in zip(files, pool.parse([(f.name, f.content, f.audience) for f in files]), strict=True):
            read.append(found)
            if told:
                told(file, found)
    lay = declarations.lay if declarations else None
    understood = [each for each in read if isinstance(each, Directive)]
    synced = iter(sync(store, understood, embedder, progress, lay, before).done)
    return SyncReport(
        tuple(
            next(synced) if isinstance(found, Directive) else _left_out(file, found)
            for file, found in zip(files, read, strict=True)
        )
    )


def _left_out(file: File, error: CorpusError) -> Done:
    """Return the outcome of a file that became no directive; beside directives there may be others."""
    if isinstance(error, NotADirectiveError) and not file.named:
        return Done(Outcome.SKIPPED, file.name, file.name, NO_DIRECTIVE)
    return failure(file.name, str(error), file.name)


def _is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVE)


def _below(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        if each.is_file() and not is_hidden(str(each.relative_to(path))) and each.name != SOURCES_NAME:
            yield each


def _declared(path: Path) -> Audience:
    entry = load_sources(path.parent).get(path.name)
    return entry.audience if entry else Audience.INTERNAL


def readable() -> str:
    """Return the name endings that can be read, for help texts."""
    return ", ".join(sorted([*READERS, ARCHIVE]))
