"""How well directives are read in each format: the gold directives rendered by LibreOffice, beside their golden files.

Only this evaluation needs LibreOffice (``soffice``). A text whose lines the page's width cut is left out: rendered line
by line it would be another document.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.clean import clean_lines
from corpus.parse import parse_file
from corpus.readers import read
from corpus.source_map import compose
from corpus.wrapping import is_wrapped
from eval.blocks import as_html, blocks
from eval.extraction import DocumentScores, EvalError, compare, directive_files, load_golden, overall

FORMATS = ("docx", "doc", "rtf", "pdf", "html")
_LOCKED = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"kín"}}'
_FILTERS = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97", "rtf": "rtf", "pdf": "pdf:writer_pdf_Export",
            "odt": "odt", "locked.pdf": f"pdf:writer_pdf_Export:{_LOCKED}"}  # fmt: skip
_SECONDS = 300


def evaluate(golden: Path, corpus: Path) -> Iterator[DocumentScores]:
    """Yield of each format, named in ``document``, the scores of all directives together.

    Raises:
        EvalError: LibreOffice is missing or made no file, or there are no golden files.
        CorpusError: a rendered file is not read as a directive.
    """
    gold = {document["document"]: document for document in load_golden(golden)}
    with TemporaryDirectory(prefix="chidao-formats-") as folder:
        pages = list(_pages(corpus, Path(folder)))
        for name in FORMATS:
            directives = [parse_file(path) for path in render(pages, name, Path(folder))]
            total = overall([compare(gold[each.number], each) for each in directives if each.number in gold])
            yield DocumentScores(name, total.scores, total.mismatches)


def _pages(corpus: Path, folder: Path) -> Iterator[Path]:
    """Write the directives as pages that LibreOffice opens."""
    for path in directive_files(corpus):
        source = read(path)
        if not is_wrapped(clean_lines(compose(source.text), source.rows)[0]):
            page = folder / f"{path.stem}.html"
            page.write_bytes(as_html(blocks(source)))
            yield page


def render(pages: list[Path], name: str, folder: Path) -> list[Path]:
    """Have LibreOffice write pages in a format, each beside its page.

    Raises:
        EvalError: LibreOffice is missing or made no file.
    """
    if name == "html":
        return pages
    office = shutil.which("soffice")
    if office is None:
        raise EvalError("Rendering needs LibreOffice: apt-get install libreoffice-writer --no-install-recommends")
    command = [office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(  # noqa: S603 - a fixed command on files written above
        [*command, "--infilter=HTML (StarWriter)", "--convert-to", _FILTERS[name], "--outdir", folder, *pages],
        capture_output=True,
        timeout=_SECONDS,
        check=False,
    )
    made = [page.with_suffix(f".{name}") for page in pages]
    missing = [path.name for path in made if not path.exists()]
    if missing:
        raise EvalError(f"LibreOffice did not make {', '.join(missing)}.")
    return made
