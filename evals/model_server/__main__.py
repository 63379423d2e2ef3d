"""A model server on this machine, to try the bot with a model where there is none.

    python -m evals.model_server [--port 8090] [--latency 1.0] [--answers good] [--faults 0.1]

It speaks OpenAI's chat completions and responses. Another terminal then runs, for example:

    CRMAGENT_ENGINE=llm OPENAI_BASE_URL=http://127.0.0.1:8090/v1 python -m bot rewrite "Come back soon!"

The `good` model reads our prompts and answers as the built-in rules would; `worst` gives bad answers in
turn; a name of `--list` gives that one. `--faults` is the share of calls on which the server fails: busy,
broken, garbled, hanging up. `--structured` and `--reasoning` make it one of the lesser or the slower kind.
Answers come after `--latency` seconds. http://127.0.0.1:8090/journal tells what was asked. Ctrl+C ends it.
"""

import argparse
import asyncio
import contextlib
import sys

from evals.model_server.faults import failing, garbled, hanging_up, now_and_then
from evals.model_server.good import good
from evals.model_server.house_rules import HouseRules
from evals.model_server.replies import Behaviour
from evals.model_server.server import ModelServer
from evals.model_server.worst import answering_badly, mixture, worst

_BUSY_FOR = 0.2


def behaviour_of(answers: str, *, faults: float, seed: int) -> Behaviour:
    """What the command line asks for. Raises `KeyError` for a name that there is not."""
    if answers == "good":
        made: Behaviour = good
    elif answers == "worst":
        made = mixture(worst() | _LIES)
    else:
        task, _, name = answers.partition(":")
        if name not in worst()[task]:
            raise KeyError(answers)
        made = answering_badly(task, name)
    wrong = [failing(429, retry_after=_BUSY_FOR), failing(500), garbled, hanging_up(made)]
    return now_and_then(made, wrong, share=faults, seed=seed) if faults else made


_LIES: dict[str, tuple[str, ...]] = {"rewrite": ("percent", "hurry", "tags_dropped", "in_spanish")}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8090, help="0 takes any that is free (8090)")
    parser.add_argument("--latency", type=float, default=0.0, help="seconds until an answer (0)")
    parser.add_argument("--answers", default="good", help="good, worst, or a name of --list (good)")
    parser.add_argument("--faults", type=float, default=0.0, help="share of calls that fail, 0 to 1 (0)")
    parser.add_argument("--seed", type=int, default=0, help="which of the calls fail (0)")
    parser.add_argument("--structured", choices=("strict", "json", "text"), default="strict")
    parser.add_argument("--reasoning", type=int, default=0, help="hidden tokens for each answer (0)")
    parser.add_argument("--key", help="refuse every other key")
    parser.add_argument("--list", action="store_true", help="the names of all bad answers, and no server")
    return parser


async def _serve(server: ModelServer) -> None:
    async with server:
        print(f"A model answers at {server.url}; Ctrl+C ends it.", flush=True)
        await asyncio.Event().wait()


def main() -> int:
    """The command line; 2 for a name that there is not or a port that is taken."""
    args = _parser().parse_args()
    if args.list:
        print("\n".join(f"{task}:{name}" for task, names in worst().items() for name in names))
        return 0
    try:
        behaviour = behaviour_of(args.answers, faults=args.faults, seed=args.seed)
    except KeyError:
        print(f"There is no answer called {args.answers}; --list tells which there are.", file=sys.stderr)
        return 2
    rules = HouseRules(structured=args.structured, reasoning=args.reasoning, key=args.key)
    server = ModelServer(behaviour, latency=args.latency, host=args.host, port=args.port, rules=rules)
    try:
        with contextlib.suppress(KeyboardInterrupt):
            asyncio.run(_serve(server))
    except OSError as error:
        print(f"Port {args.port} can't be listened on: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
