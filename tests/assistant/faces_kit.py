"""What the tests of the faces share besides fixtures."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings, load

DIRECTIVES = Path(__file__).parents[2] / "corpus" / "directives"
CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
LOCAL = "http://127.0.0.1:8000"

INTERNAL = """VĂN PHÒNG TRUNG ƯƠNG ĐẢNG
Số 77-KH/VPTW
Hà Nội, ngày 05 tháng 3 năm 2026
KẾ HOẠCH
Kiểm tra nội bộ
1. Bộ Tài chính chủ trì <script>alert("1")</script> rà soát *kinh phí*. Hoàn thành trong tháng 5/2026.
2. Bộ Y tế báo cáo Ban Chỉ đạo trước ngày 10/6/2026.
"""
"""A document that only people at this machine may see, and that tries to be more than text."""


def settings_of(folder: Path) -> Settings:
    return load({"CHIDAO_DATA_DIR": str(folder), "CHIDAO_LOG_LEVEL": "warning"})


@dataclass(frozen=True)
class Server:
    """A running ``chidao serve``."""

    url: str
    process: subprocess.Popen[str]
    folder: Path


def chidao(*arguments: str, folder: Path, **settings: str) -> subprocess.Popen[str]:
    """Start the real command over a data folder, with more settings if any."""
    command = str(Path(sys.executable).parent / "chidao")
    environment = {"CHIDAO_DATA_DIR": str(folder), "CHIDAO_LOG_LEVEL": "warning", "PATH": "/usr/bin:/bin"}
    environment |= settings | {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    return subprocess.Popen(
        [command, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate(timeout=30)
