"""How well directives are read in each format: the gold directives rendered by LibreOffice, beside their golden files.

Only this evaluation needs LibreOffice (``soffice``). A text whose lines the page's width cut is left out: rendered line
by line it would be another document.
"""

from __future__ import annotations

import html
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.clean import clean_lines
from corpus.parse import parse_file
from corpus.readers import SourceText, read
from corpus.source_map import compose
from corpus.wrapping import is_wrapped
from eval.extraction import DocumentScores, EvalError, compare, directive_files, load_golden, overall

FORMATS = ("docx", "doc", "rtf", "pdf", "html")
_FILTERS = {"docx": "docx:MS Word 2007 XML", "doc": "doc:MS Word 97", "rtf": "rtf", "pdf": "pdf:writer_pdf_Export"}
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
            directives = [parse_file(path) for path in _render(pages, name, Path(folder))]
            total = overall([compare(gold[each.number], each) for each in directives if each.number in gold])
            yield DocumentScores(name, total.scores, total.mismatches)


def _pages(corpus: Path, folder: Path) -> Iterator[Path]:
    """Write the directives as pages that LibreOffice opens."""
    for path in directive_files(corpus):
        source = read(path)
        if not is_wrapped(clean_lines(compose(source.text), source.rows)[0]):
            page = folder / f"{path.stem}.html"
            page.write_text(_page(source), encoding="utf-8")
            yield page


def _page(source: SourceText) -> str:
    """Return a page of paragraphs and ruled tables, one paragraph a line."""
    rows = {min(start for start, end in row.cells if end > start): row for row in source.rows}
    parts = ['<html><head><meta charset="utf-8"></head><body>']
    position, table = 0, None
    for line in source.text.split("\n"):
        row = rows.get(position)
        here = row.table if row else None
        if here != table:
            parts.append("</table>" if table is not None else "")
            parts.append('<table border="1" cellspacing="0" width="100%">' if row else "")
            table = here
        if row:
            cells = (f"<td>{html.escape(source.text[start:end])}</td>" for start, end in row.cells)
            parts.append(f"<tr>{''.join(cells)}</tr>")
        elif line.strip():
            parts.append(f"<p>{html.escape(line.strip())}</p>")
        position += len(line) + 1
    return "\n".join([*parts, "</table>" if table is not None else "", "</body></html>"])


def _render(pages: list[Path], name: str, folder: Path) -> list[Path]:
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
