"""A client made by others: the command line of `@modelcontextprotocol/inspector`, where it is installed.

`npm install --no-save node@22 @modelcontextprotocol/inspector@2` in the repository is enough; another
folder that has `node_modules` in it can be named in INSPECTOR_HOME. Without it its tests are left out.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from tests.house import ROOT

_BINARIES = Path("node_modules/.bin")


def installed() -> Path | None:
    """The folder of its command, if it and a Node that is new enough for it are there."""
    homes = [Path(os.environ["INSPECTOR_HOME"])] if "INSPECTOR_HOME" in os.environ else []
    found = (home / _BINARIES for home in (*homes, ROOT, *ROOT.parents))
    return next((folder for folder in found if (folder / "mcp-inspector").exists()), None)


def inspect(binaries: Path, *words: str) -> Any:
    """What it prints, as JSON. It fails where a server answers what the protocol forbids."""
    command = [str(binaries / "mcp-inspector"), "--cli", *words]
    environment = {**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}"}
    run = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=90, check=False)
    assert run.stdout, run.stderr
    return json.loads(run.stdout)
