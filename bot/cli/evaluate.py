"""`evaluate`: how good the suggestions are, over many drafts."""

from typing import Any

from bot.cli import evaluation_options as o
from bot.cli.errors import run
from bot.cli.options import AudienceOption, JsonOption, MerchantOption, TodayOption

EXAMPLES = (
    "Examples:\n\n"
    "python -m bot evaluate\n\n"
    "python -m bot evaluate --all --engine rules --out var/evaluation\n\n"
    'python -m bot evaluate --merchant "Kopi Lorong" --segment "abandoned cart" --limit 20\n\n'
    "python -m bot evaluate --drafts drafts.jsonl --engine llm --model gpt-4.1-mini --concurrency 16\n\n"
    "python -m bot evaluate --ablation runs.toml\n\n"
    "[bold]An ablation[/bold] is a file of runs, in which all but the names may be left out; what a run does "
    "not say is as on the command line:\n\n"
    'run = \\[{name = "rules"}, {name = "alone", history = false}, '
    '{name = "small", engine = "llm", model = "gpt-4.1-mini"}]\n\n'
    "Its other keys: model_content, model_template, model_evaluate, judge, repeats, prompts (a folder), path "
    "(in_group, retrieval or rules: the only one that is open)."
)


def evaluate(  # noqa: PLR0913, PLR0917 - a command has as many arguments as options
    drafts: o.DraftsFile = None,
    everything: o.Everything = False,
    merchant: MerchantOption = None,
    segment: AudienceOption = None,
    limit: o.Limit = None,
    engine: o.Engine = None,
    model: o.Model = None,
    judge: o.Judge = None,
    repeats: o.Repeats = None,
    ablation: o.Ablation = None,
    bertscore: o.BertScore = None,
    today: TodayOption = None,
    seed: o.Seed = 0,
    out: o.OutFolder = None,
    concurrency: o.Concurrency = None,
    record: o.RecordFolder = None,
    replay: o.ReplayFolder = None,
    fresh: o.Fresh = False,
    retry: o.Retry = False,
    as_json: JsonOption = False,
) -> None:
    """Answer many drafts and measure the answers: scores, preference, similarity, errors, facts, cost.

    Without --drafts: the weak campaigns of the history, each as on the day on which it was sent.

    The tables are printed, and saved as Markdown and JSON with a picture.

    Stopped at any moment and run again it goes on: nothing is done or paid for twice.

    The exit code is 1 if a rewrite breaks a fact, or a draft has no answer.
    """
    what = {"drafts": drafts, "everything": everything, "merchant": merchant, "segment": segment}
    spec = {"name": "evaluation", "engine": engine, "model": model, "judge": judge, "repeats": repeats}
    how = {"spec": spec, "ablation": ablation, "bertscore": bertscore, "today": today, "seed": seed}
    work = {"out": out, "concurrency": concurrency, "fresh": fresh, "retry": retry, "as_json": as_json}
    model_on_file = {"record": record, "replay": replay}
    run(lambda: _evaluate(what | how | work | model_on_file | {"limit": limit}))


async def _evaluate(said: dict[str, Any]) -> None:
    from bot.cli.evaluating import evaluate_all  # noqa: PLC0415 - keeps `--help` quick
    from bot.cli.evaluation import Evaluation  # noqa: PLC0415

    await evaluate_all(Evaluation.model_validate(said))
