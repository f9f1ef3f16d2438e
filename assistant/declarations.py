"""Where overlays are kept: a JSON file a document, under the data folder (docs/decisions/0007)."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock

from corpus.corrections import Overlay, overlaid
from corpus.model import Directive
from corpus.text import slugify

FOLDER = "declared"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Declarations:
    """The overlays under a data folder. Safe to use from any thread and process."""

    data_dir: Path

    def lay(self, directive: Directive) -> Directive:
        """Return a directive with what was declared of it."""
        return overlaid(directive, self.overlay(directive.number))

    def overlay(self, number: str) -> Overlay:
        """Return what was declared of a document; an empty overlay where nothing was, or what was is unreadable."""
        path = self._path(number)
        try:
            found = msgspec.json.decode(path.read_bytes(), type=Overlay)
        except FileNotFoundError:
            return Overlay(number)
        except (OSError, msgspec.MsgspecError):
            _LOG.exception("%s cannot be read; the document is shown as it was parsed", path)
            return Overlay(number)
        return found if found.number == number else Overlay(number)

    def numbers(self) -> list[str]:
        """Return the numbers of all documents of which something was declared."""
        found = []
        for path in sorted((self.data_dir / FOLDER).glob("*.json")):
            try:
                found.append(msgspec.json.decode(path.read_bytes(), type=Overlay).number)
            except (OSError, msgspec.MsgspecError):
                _LOG.exception("%s cannot be read; it is left out", path)
        return found

    def change(self, number: str, how: Callable[[Overlay], Overlay]) -> Overlay:
        """Change what is declared of a document, in one step that is safe on disk when this returns."""
        path = self._path(number)
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.parent / ".lock", thread_local=False):
            changed = how(self.overlay(number))
            draft = path.with_suffix(".tmp")
            with draft.open("wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(changed), indent=2))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(path)
        return changed

    def _path(self, number: str) -> Path:
        """Name a file that people recognise; the digest tells numbers apart that share a slug."""
        name = f"{slugify(number)[:80]}-{hashlib.sha256(number.encode()).hexdigest()[:8]}.json"
        return self.data_dir / FOLDER / name
