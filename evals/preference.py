"""Whether the preference model learns: from real readers' clicks, and from teams with a hidden taste.

    python evals/preference.py --train A.csv --test B.csv     # learn from one file, ask of the other
    python -m evals.preference --data A.csv                   # every story held out once, in five parts
    python -m evals.preference --data A.csv --split weeks     # the last fifth held out
    python -m evals.preference --simulate                     # how many reactions until it knows a team

The files are headline pairs (`evals/headlines.py`; Upworthy Research Archive, Matias, Munger, Le Quere and
Ebersole 2021, CC BY 4.0). Nothing of B but its texts is looked at before it is asked. Prints accuracy with
intervals, calibration error, coverage and accuracy where the model has an opinion, and the learning curve;
`--json FILE` writes them, `--plot FILE.png` a picture (else `var/preference.png`). The simulation lets teams
with different tastes react to what the built-in pipeline makes of demo drafts.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a file as well

from evals.headlines import Trial, embed, read_trials, stories
from evals.preference_plot import picture_of, picture_of_learning
from evals.preference_report import Part, Report, Share, examine
from evals.taste_simulation import simulate, table

_PARTS = 5


def main(arguments: Sequence[str] | None = None) -> None:
    """The command line."""
    args = _parser().parse_args(arguments)
    if args.simulate:
        found = asyncio.run(simulate(reactions=args.reactions, teams=args.teams))
        print(table(found))
        written, picture = found.as_json(), picture_of_learning(found.curves(), found.note)
    else:
        report = _examined(args)
        print(as_table(report))
        written, picture = asdict(report), picture_of(report)
    if args.json:
        args.json.write_text(json.dumps(written, indent=1), encoding="utf-8")
    args.plot.parent.mkdir(parents=True, exist_ok=True)
    args.plot.write_bytes(picture)
    print(f"\nPicture: {args.plot}")


def _parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument("--train", type=Path, metavar="A.csv", help="pairs to learn from")
    made.add_argument("--test", type=Path, metavar="B.csv", help="pairs to be asked about")
    made.add_argument("--data", type=Path, metavar="A.csv", help="pairs to split into both")
    made.add_argument("--split", choices=("stories", "weeks"), default="stories", help="how to split --data")
    made.add_argument("--copy-only", action="store_true", help="without the embedding model: much faster")
    made.add_argument("--simulate", action="store_true", help="teams with hidden tastes instead of readers")
    made.add_argument("--reactions", type=int, default=40, help="reactions of each simulated team")
    made.add_argument("--teams", type=int, default=3, help="simulated teams of each taste and noise")
    made.add_argument("--json", type=Path, metavar="FILE", help="write the figures")
    made.add_argument("--plot", type=Path, metavar="FILE.png", default=Path("var/preference.png"))
    return made


def _examined(args: argparse.Namespace) -> Report:
    if bool(args.data) == bool(args.train and args.test):
        raise SystemExit("Give --train and --test, or --data alone, or --simulate.")
    given = read_trials(args.data) if args.data else [*read_trials(args.train), *read_trials(args.test)]
    texts = {text for trial in given for text in (trial.a, trial.b)}
    vectors, space = (None, None) if args.copy_only else embed(texts)
    if args.data:
        parts = _split(given, stories(given, vectors), by=args.split)
    else:
        parts = [(read_trials(args.train), read_trials(args.test))]
    return examine(parts, vectors, space, perf_counter)


def _split(given: Sequence[Trial], story: dict[str, str], *, by: str) -> list[Part]:
    """What to learn from and what to be asked about: no story is in both."""
    if by == "weeks":
        weeks = sorted(trial.week for trial in given)
        first = weeks[len(weeks) - len(weeks) // _PARTS]
        late = {story[trial.test] for trial in given if trial.week >= first}
        asked = [trial for trial in given if trial.week >= first]
        return [([trial for trial in given if story[trial.test] not in late], asked)]
    part = {s: blake2b(s.encode(), digest_size=4).digest()[0] % _PARTS for s in story.values()}
    places = [part[story[trial.test]] for trial in given]
    return [
        (
            [trial for trial, place in zip(given, places, strict=True) if place != held],
            [trial for trial, place in zip(given, places, strict=True) if place == held],
        )
        for held in sorted(set(places))
    ]


def as_table(report: Report) -> str:
    """The figures in lines."""
    pairs = f"{report.train_pairs:,} pairs of {report.train_tests:,} tests"
    asked = f"{report.test_pairs:,} pairs of {report.test_tests:,} other tests"
    sure = f"with an opinion ({report.coverage:.0%} of pairs)"
    lines = [
        f"learned from {pairs} in {report.seconds:.1f} s; asked of {asked}",
        "",
        f"{'accuracy':34}{'all pairs':>27}{'significant pairs':>27}",
        f"{'copy and meaning':34}{_cell(report.every)}{_cell(report.significant)}",
        f"{'copy alone':34}{_cell(report.copy_every)}{_cell(report.copy_significant)}",
        f"{sure:34}{_cell(report.covered_every)}{_cell(report.covered_significant)}",
        "",
        f"calibration error (ECE, 10 bins): {report.ece:.3f}, before calibration {report.ece_raw:.3f}",
        *(f"   said {b.said:.2f}, was {b.was:.2f} of {b.of:,}" for b in report.bins),
        "",
        f"{'tests learned from':34}{'all pairs':>27}{'significant pairs':>27}",
        *(f"{step.tests:<34,}{_cell(step.every)}{_cell(step.significant)}" for step in report.curve),
    ]
    return "\n".join(lines)


def _cell(share: Share) -> str:
    return f"{f'{share.rate:.3f} [{share.low:.3f}, {share.high:.3f}]':>27}"


if __name__ == "__main__":
    main()
