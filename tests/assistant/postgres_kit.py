"""A PostgreSQL cluster of the tests' own, on a socket in a folder of theirs."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_DEBIAN = "/usr/lib/postgresql"
_ACCOUNT = "postgres"
"""PostgreSQL refuses to run as root; Debian's package makes this account."""


def programs() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None where it is not installed."""
    newest_first = sorted(Path(_DEBIAN).glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]), reverse=True)
    found = next((str(path) for path in newest_first), shutil.which("initdb"))
    return Path(found).parent if found else None


@contextmanager
def cluster(programs: Path, folder: Path) -> Iterator[str]:
    """Run a new cluster below ``folder``; yield the libpq query that reaches it as its owner."""
    data, account = folder / "data", _ACCOUNT if os.geteuid() == 0 else None
    data.mkdir(parents=True)
    if account:
        for each in (folder, data):
            shutil.chown(each, account)

    def run(program: str, *arguments: str) -> None:
        command = [str(programs / program), "-D", str(data), *arguments]
        subprocess.run(command, check=True, user=account, cwd=folder, stdout=subprocess.DEVNULL)

    run("initdb", "-U", _ACCOUNT, "-A", "trust", "-E", "UTF8", "--no-sync")
    options = f"-c listen_addresses= -c unix_socket_directories={folder} -c fsync=off"
    run("pg_ctl", "start", "-w", "-t", "60", "-l", str(folder / "log"), "-o", options)
    try:
        yield f"host={folder}&user={_ACCOUNT}"
    finally:
        run("pg_ctl", "stop", "-m", "immediate")
