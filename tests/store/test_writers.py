import asyncio
import shutil
import sys
from pathlib import Path

from store.answers import recent_answers
from store.database import Database
from store.signals import list_signals
from tests.house import ROOT
from tests.store.writers import REQUESTS, write


async def test_two_processes_write_forty_times_a_second_each_and_nothing_is_locked_or_lost(
    upgraded_file: Path, tmp_path: Path
) -> None:
    """SQLite has one writer at a time: the others wait their turn instead of being sent away."""
    file = shutil.copy(upgraded_file, tmp_path / "store.db")
    database = Database(f"sqlite:///{file}")
    command = (sys.executable, "-m", "tests.store.writers", str(file), "T-there")
    there = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stderr=asyncio.subprocess.PIPE)
    await write(database, "T-here")
    _, complaints = await there.communicate()
    assert there.returncode == 0, complaints.decode()
    for team_id in ("T-here", "T-there"):
        async with database.session() as session:
            answers = await recent_answers(session, team_id=team_id, limit=1_000)
            signals = await list_signals(session, team_id=team_id, limit=1_000)
        assert len(answers) == len(signals) == REQUESTS
        assert {answer.decision for answer in answers} == {"used"}
    await database.close()
