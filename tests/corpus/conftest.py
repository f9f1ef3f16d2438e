"""The two shipped directives, parsed once a run, and a directive from a few lines."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.model import Audience, Directive
from corpus.parse import parse_file, parse_source
from corpus.readers import SourceText

ROOT = Path(__file__).parents[2]
DIRECTIVES = ROOT / "corpus" / "directives"
FILES = {"20-TB/CQTTBCĐ": "20-TB-CQTTBCD.txt", "693-CV/VPTW": "693-CV-VPTW.txt"}
GOLDEN = {"20-TB/CQTTBCĐ": "20-tb-cqttbcd.json", "693-CV/VPTW": "693-cv-vptw.json"}


@pytest.fixture(scope="session", params=FILES)
def number(request: pytest.FixtureRequest) -> str:
    """The number of each shipped directive in turn."""
    return str(request.param)


@pytest.fixture(scope="session")
def path(number: str) -> Path:
    return DIRECTIVES / FILES[number]


@pytest.fixture(scope="session")
def directive(path: Path) -> Directive:
    return parse_file(path, Audience.PUBLIC)


@pytest.fixture(scope="session")
def golden(number: str) -> dict[str, Any]:
    return json.loads((ROOT / "tests" / "golden" / GOLDEN[number]).read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def notice() -> Callable[[str], Directive]:
    """Parse a body below a plain letterhead: number 5-TB/VPTW, 16/3/2026."""

    def parse(body: str) -> Directive:
        head = "VĂN PHÒNG\nSố 5-TB/VPTW\nHà Nội, ngày 16 tháng 3 năm 2026\nTHÔNG BÁO\nvề việc thử\n"
        return parse_source(SourceText("notice.txt", "0" * 64, "txt", head + body))

    return parse
