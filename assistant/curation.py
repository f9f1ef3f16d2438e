"""What a maintainer does to stored documents: list, show, declare, correct, approve, remove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assistant.declarations import Declarations
from assistant.model import ALL_AUDIENCES
from corpus.anchors import text_digest
from corpus.corrections import Overlay, fix_of, overlaid, provision_of, settled
from corpus.model import Audience, Clause, CorpusError, Declared, Directive, Status
from corpus.provisions import clauses_named
from index import catalog
from index.embedding import Embedder
from index.outcomes import SyncReport
from index.store import Store
from index.sync import remove, sync
from index.versions import snapshot


@dataclass(frozen=True, slots=True)
class Change:
    """What ``chidao corpus set`` changes; None leaves as it is."""

    audience: Audience | None = None
    status: Status | None = None
    by: str | None = None
    """Number of the document that replaced, annulled or amended it."""
    provision: str | None = None
    """What of the document the status is of ("khoản 2 Điều 5", or a clause's id); all of it where nothing is named."""
    withdrawn: bool = False
    """Take back what was declared: the texts say again whether it is in force."""


@dataclass(frozen=True, slots=True)
class Curator:
    """Works on one store; use it from one thread at a time."""

    store: Store
    embedder: Embedder
    declarations: Declarations

    def document(self, number: str) -> Directive:
        """Return a stored document by number or slug; raises ``CorpusError`` where there is none."""
        found = catalog.directive(snapshot(self.store), number, ALL_AUDIENCES)
        if found is None:
            raise CorpusError(f"Không có văn bản “{number[:200]}” trong kho. Xem danh sách bằng “chidao corpus list”.")
        return found

    def set(self, number: str, change: Change) -> SyncReport:
        """Declare an audience, or a status of the document or of a provision; a status alone clears who did it.

        Raises:
            CorpusError: there is no such document or provision, or several may be meant.
        """
        directive = self.document(number)
        if change.by == directive.number:
            raise CorpusError("Một văn bản không thể tự thay thế chính nó.")

        clauses = clauses_named(directive, change.provision) if change.provision is not None else ()

        def changed(overlay: Overlay) -> Overlay:
            overlay = replace(overlay, audience=change.audience or overlay.audience)
            if change.provision is not None:
                return _provided(directive, overlay, clauses, change)
            declared = Declared(change.status, change.by) if change.status else overlay.declared
            return replace(overlay, declared=None if change.withdrawn else declared)

        return self._apply(directive, self.declarations.change(directive.number, changed))

    def correct(self, number: str, task_id: str, field: str, values: Sequence[str], by: str) -> SyncReport:
        """Correct a field of a task."""
        directive = self.document(number)
        task = next((each for each in directive.tasks if each.id == task_id), None)
        if task is None:
            raise CorpusError(f"Không có nhiệm vụ “{task_id[:200]}” trong {directive.number}.")
        fix = fix_of(directive, task, field, values, by, _now())
        changed = self.declarations.change(directive.number, lambda o: settled(directive, o).fixed(fix))
        return self._apply(directive, changed)

    def withdraw(self, number: str, task_id: str, field: str) -> SyncReport:
        """Take a correction back: the field is again what was read."""
        directive = self.document(number)
        changed = self.declarations.change(directive.number, lambda o: settled(directive, o).unfixed(task_id, field))
        return self._apply(directive, changed)

    def approve(self, number: str, by: str) -> SyncReport:
        """Say that what was read of the document is right."""
        directive = self.document(number)
        seen, words = text_digest(directive), f"{by}, {_now()}"
        changed = self.declarations.change(directive.number, lambda o: replace(o, approved=words, approved_digest=seen))
        return self._apply(directive, changed)

    def remove(self, number: str) -> SyncReport:
        """Remove a document; what was declared of it stays, for when it comes back."""
        return remove(self.store, self.document(number).number)

    def reconcile(self) -> SyncReport:
        """Store again what a process killed between the declaration and the store left as it was."""
        directives = [catalog.directive(snapshot(self.store), n, ALL_AUDIENCES) for n in self.declarations.numbers()]
        late = [found for found in directives if found and self.declarations.lay(found) != found]
        return sync(self.store, late, self.embedder, lay=self.declarations.lay) if late else SyncReport()

    def _apply(self, directive: Directive, overlay: Overlay) -> SyncReport:
        return sync(self.store, [overlaid(directive, overlay)], self.embedder)


def _provided(directive: Directive, overlay: Overlay, clauses: Sequence[Clause], change: Change) -> Overlay:
    """Return an overlay with what is declared of some clauses."""
    overlay = settled(directive, overlay)
    for clause in clauses:
        overlay = overlay.unprovided(clause.id)
        if change.status and not change.withdrawn:
            overlay = overlay.provided(provision_of(directive, clause.id, change.status, change.by))
    return overlay


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
