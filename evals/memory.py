"""How much memory a program and the processes it started use."""

import sys
from pathlib import Path

_PROC = Path("/proc")


class Memory:
    """Of this process and everything below it. Ends the program where the system does not tell."""

    def __init__(self, pid: int) -> None:
        if not (_PROC / str(pid) / "status").exists():
            sys.exit("How much memory a process uses is read from /proc, which this system does not have.")
        self._pid = pid

    def megabytes(self) -> float:
        """What is in memory now (resident), in MB."""
        return sum(_resident(pid) for pid in _family(self._pid)) / 1000


def _family(pid: int) -> list[int]:
    below = _read(pid, f"task/{pid}/children").split()
    return [pid, *(found for child in below for found in _family(int(child)))]


def _resident(pid: int) -> int:
    """In kB; 0 for a process that has just ended."""
    lines = (line for line in _read(pid, "status").splitlines() if line.startswith("VmRSS:"))
    return next((int(line.split()[1]) for line in lines), 0)


def _read(pid: int, name: str) -> str:
    try:
        return (_PROC / str(pid) / name).read_text()
    except OSError:
        return ""
