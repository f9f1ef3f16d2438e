"""A folder of files as they reach a maintainer: every format, zips, doubles, broken and hostile ones.

The maker knows of every file what must become of it (``Sample``); ``eval.mixed_run`` ingests the folder and holds the
report and the store against that. Directives with a register written by hand and generated ones are rendered to each
format, each under a number of its own. The formats that an office suite writes are left out where there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from corpus.clean import clean_lines
from corpus.model import Directive
from corpus.parse import parse_source
from corpus.readers import SourceText, read, read_bytes
from corpus.source_map import compose
from corpus.wrapping import is_wrapped
from eval.blocks import as_docx, as_html, as_markdown, as_rtf, as_sheet, as_text, blocks
from eval.broken import OFFICE_LOCK, broken_files, zipped
from eval.dataset import GOLD, Gold, load_registers
from eval.distractors import distractor_files
from eval.extraction import DIRECTIVES, GOLDEN, Json, directive_files, load_golden
from eval.formats import render
from eval.run import corpus_files
from index.outcomes import Outcome

OWN = {"docx": as_docx, "html": as_html, "md": as_markdown, "rtf": as_rtf, "txt": as_text}
"""Formats written here."""
OFFICE = ("docx", "doc", "rtf", "pdf", "odt")
"""Formats that LibreOffice writes."""
_MISNAMED = 4
UNREAD = {"odt": "Chưa hỗ trợ định dạng"}

Fields = tuple[tuple[str, ...], tuple[str, ...], tuple[str | None, ...]]
"""Leads, co-ordinators, last days of a task."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A document in the folder and what must become of it."""

    name: str
    """The file without its folder; of a member of a zip, "a.zip/b.txt"."""
    outcome: Outcome
    document: str = ""
    """Its number, where one is read."""
    says: str = ""
    """Words of the reason."""
    tasks: tuple[Fields, ...] | None = None
    """What its tasks must be, in order; None where nobody knows."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The files by name, and the documents in them."""

    files: Mapping[str, bytes]
    samples: tuple[Sample, ...]

    def write(self, folder: Path) -> None:
        """Write the files into a folder, which is made."""
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


@dataclass(frozen=True, slots=True)
class Base:
    """A directive to render, with the tasks that it gives."""

    stem: str
    number: str
    source: SourceText
    tasks: tuple[Fields, ...]

    def numbered(self, place: int) -> Base:
        """Return the same directive under another number of the same length, the ``place``-th."""
        number = self.number[0] + str(place) + self.number[2:]
        text = self.source.text.replace(self.number, number)
        return replace(self, number=number, stem=f"{self.stem}-{place}", source=replace(self.source, text=text))


def make(generated: int = 84, spare: int = 4, office: bool = True) -> Folder:
    """Make the folder.

    Args:
        generated: so many generated directives are dealt out over the formats.
        spare: so many more become sheets, twice as many go into zips, so many come twice.
        office: with the formats that LibreOffice writes.
    """
    maker = _Maker()
    written = [_generated(name, content) for name, content in _distractors(generated + 4 * spare + _MISNAMED)]
    dealt, rest = written[:generated], iter(written[generated:])
    formats = [*OWN, *(f"office.{name}" for name in OFFICE)] if office else [*OWN]
    for place, name in enumerate(formats):
        bases = [each.numbered(place) for each in _golden()] + dealt[place :: len(formats)]
        maker.render(name, [each for each in bases if name != "txt" or not each.source.rows])
    maker.sheets(list(islice(rest, spare)))
    maker.zips(list(islice(rest, 2 * spare)))
    maker.doubles(list(islice(rest, spare)))
    maker.broken(list(rest))
    return Folder(maker.files, tuple(maker.samples))


class _Maker:
    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.samples: list[Sample] = []

    def add(self, name: str, content: bytes, outcome: Outcome, document: str = "", **known: Any) -> None:
        """Add a file and what must become of it."""
        self.files[name] = content
        self.samples.append(Sample(Path(name).name, outcome, document, **known))

    def render(self, name: str, bases: Sequence[Base]) -> None:
        """Add the directives in a format."""
        if name in OWN:
            made = [OWN[name](blocks(each.source)) for each in bases]
        else:
            made = list(_rendered(name.removeprefix("office."), bases))
        for base, content in zip(bases, made, strict=True):
            ending = name.removeprefix("office.")
            file = f"{name}/{base.stem}.{ending}"
            if ending in UNREAD:
                self.add(file, content, Outcome.FAILED, says=UNREAD[ending])
            else:
                self.add(file, content, Outcome.CREATED, base.number, tasks=base.tasks)

    def sheets(self, bases: Iterable[Base]) -> None:
        """Add task tables in Excel."""
        for base in bases:
            head = [[line] for line in base.source.text.split("\n") if line.strip()][:6]
            title = ["Thời hạn", "TT", "Cơ quan phối hợp", "Nhiệm vụ", "Cơ quan chủ trì"]
            rows = [
                [_as_typed(last, place), place, "; ".join(partners), f"Rà soát danh mục số {place}", "; ".join(leads)]
                for place, (leads, partners, (last, *_)) in enumerate(base.tasks, 1)
            ]
            file = f"xlsx/{base.stem}.xlsx"
            content = as_sheet([*head, title, *rows])
            self.add(file, content, Outcome.CREATED, base.number, tasks=base.tasks)

    def zips(self, bases: Sequence[Base]) -> None:
        """Add archives: a plain one, one in another, a bomb, members that are no directives."""
        members = {f"{each.stem}.docx": as_docx(blocks(each.source)) for each in bases}
        half = len(bases) // 2
        plain, inner = dict(list(members.items())[:half]), dict(list(members.items())[half:])
        self.files["zip/plain.zip"] = zipped({f"thư mục/{name}": plain[name] for name in plain} | {"__MACOSX/x": b""})
        self.files["zip/outer.zip"] = zipped({"in.zip": zipped(inner), "notes.txt": b"abc", "../../up.bin": b"x"})
        self.files["zip/bomb.zip"] = zipped({"a.txt": b" " * (40 << 20)})
        for name, base in zip(members, bases, strict=True):
            outer = "plain.zip" if name in plain else "outer.zip"
            self.samples.append(Sample(f"{outer}/{name}", Outcome.CREATED, base.number, tasks=base.tasks))
        for name, outcome, says in (
            ("bomb.zip/a.txt", Outcome.FAILED, "phình"),
            ("outer.zip/notes.txt", Outcome.SKIPPED, "bỏ qua"),
            ("outer.zip/up.bin", Outcome.FAILED, "Chưa hỗ trợ"),
        ):
            self.samples.append(Sample(name, outcome, says=says))

    def doubles(self, bases: Sequence[Base]) -> None:
        """Add documents again: byte for byte, in another format, with other words."""
        for base in bases:
            first, content = f"a-{base.stem}.txt", blocks(base.source)
            self.add(f"twice/{first}", as_text(content), Outcome.CREATED, base.number, tasks=base.tasks)
            self.add(f"twice/b-{base.stem}.txt", as_text(content), Outcome.SAME, base.number, says=first)
            self.add(f"twice/c-{base.stem}.docx", as_docx(content), Outcome.SAME, base.number, says=first)
            longer = as_html([*content, "9. Sở Y tế lập báo cáo."])
            self.add(f"twice/d-{base.stem}.html", longer, Outcome.FAILED, base.number, says="nội dung khác")

    def broken(self, bases: Sequence[Base]) -> None:
        """Add what cannot be read, what only looks so, and what nobody put there."""
        for base, (name, kind) in zip(
            bases,
            (("word.doc", as_docx), ("rich.doc", as_rtf), ("page.doc", as_html), ("word.pdf", as_docx)),
            strict=True,
        ):
            content = kind(blocks(base.source))
            file = f"misnamed/{name}"
            self.add(file, content, Outcome.CREATED, base.number, tasks=base.tasks)
        whole = {"docx": as_docx(blocks(bases[0].source)), "rtf": as_rtf(blocks(bases[0].source))}
        for name, (content, says) in broken_files(whole).items():
            self.add(f"broken/{name}", content, Outcome.FAILED, says=says)
        shopping = "Danh sách mua sắm: trứng, sữa, bánh mì.".encode()
        self.add("broken/no-directive.txt", shopping, Outcome.SKIPPED, says="bỏ qua")
        for name in (OFFICE_LOCK, ".hidden.docx"):
            self.files[f"broken/{name}"] = b"x"


def _golden() -> list[Base]:
    """Return the directives that a register was written for by hand, those whose lines the page cut left out."""
    gold = {
        document["document"]: document for folder in (GOLDEN, GOLD / "extraction") for document in load_golden(folder)
    }
    found = []
    for path in (*directive_files(DIRECTIVES), *directive_files(GOLD / "directives")):
        source = read(path)
        number = parse_source(source).number
        if number in gold and not is_wrapped(clean_lines(compose(source.text), source.rows)[0]):
            found.append(Base(path.stem, number, source, tuple(map(_of_golden, gold[number]["tasks"]))))
    return found


def _generated(name: str, content: bytes) -> Base:
    source = read_bytes(name, content)
    directive = parse_source(source)
    return Base(Path(name).stem, directive.number, source, fields(directive))


def _distractors(count: int) -> list[tuple[str, bytes]]:
    files = distractor_files(Gold((), load_registers()), corpus_files(GOLD), count)
    return [(each.name, each.content) for each in files]


def _rendered(name: str, bases: Sequence[Base]) -> Iterator[bytes]:
    with TemporaryDirectory(prefix="chidao-mixed-") as folder:
        pages = [Path(folder) / f"{each.stem}.html" for each in bases]
        for page, base in zip(pages, bases, strict=True):
            page.write_bytes(as_html(blocks(base.source)))
        for path in render(pages, name, Path(folder)):
            yield path.read_bytes()


def _as_typed(day: str | None, place: int) -> object:
    """Return a day as a date cell, as people write it, or as machines do."""
    found = date.fromisoformat(day or "")
    return (found, f"{found:%d/%m/%Y}", day)[place % 3]


def _of_golden(task: Json) -> Fields:
    return tuple(task["leads"]), tuple(task["coordinators"]), tuple(each["to"] for each in task["deadlines"])


def fields(directive: Directive) -> tuple[Fields, ...]:
    """Return what is compared of each task."""
    return tuple(
        (
            tuple(party.name for party in task.leads),
            tuple(party.name for party in task.coordinators),
            tuple(each.last.isoformat() if each.last else None for each in task.deadlines),
        )
        for task in directive.tasks
    )
