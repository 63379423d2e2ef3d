"""Everything that is promised to be fast, measured one after the other.

    python -m evals.bench [--quick]

Each part explains itself with --help. `--quick` generates fewer logs.
"""

import argparse
import subprocess
import sys
from pathlib import Path

_DRAFTS = Path(__file__).parent / "data" / "heldout_drafts.jsonl"
_CORPUS = Path(__file__).parents[1] / "store" / "demo" / "corpus.jsonl"
_QUICK_ROWS = "300000"


def main() -> int:
    """The command line; the exit code is that of the first part that fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer message logs")
    quick = parser.parse_args().quick
    parts = [
        ("answers", ["evals.speed", str(_DRAFTS)]),
        ("retrieval", ["evals.retrieval", str(_CORPUS), str(_DRAFTS)]),
        ("message logs", ["evals.ingest", *(["--rows", _QUICK_ROWS] if quick else [])]),
        ("Slack under load", ["evals.load", *(["--requests", "80"] if quick else [])]),
        ("beside a model", ["evals.overhead"]),
    ]
    codes = []
    for name, module in parts:
        print(f"── {name} (python -m {' '.join(module)})", flush=True)
        codes.append(subprocess.run([sys.executable, "-m", *module], check=False).returncode)  # noqa: S603
    return next((code for code in codes if code), 0)


if __name__ == "__main__":
    sys.exit(main())
