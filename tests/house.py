"""The source of the house as syntax trees, for the tests that read it."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LAYERS = ("bot", "handlers", "agents", "store")


@dataclass(frozen=True)
class Import:
    """One imported module: its dotted name, where, and whether it is imported with the file."""

    module: str
    line: int
    at_start: bool

    @property
    def package(self) -> str:
        """The first part of the dotted name."""
        return self.module.partition(".")[0]


class Source:
    """One Python file of ours."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.relative_to(ROOT).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.tree = ast.parse(self.text, filename=self.name)

    @property
    def layer(self) -> str:
        """The top folder it lies in."""
        return self.name.partition("/")[0]

    @property
    def module(self) -> str:
        """Its dotted name."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """Everything it imports, inside functions too."""
        lazy = {id(node) for function in self.functions for node in ast.walk(function)}
        return tuple(
            Import(module, node.lineno, at_start=id(node) not in lazy)
            for node in ast.walk(self.tree)
            for module in _modules(node)
        )

    @cached_property
    def functions(self) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
        """Every function and method, nested ones too."""
        return tuple(n for n in ast.walk(self.tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))

    @cached_property
    def attributes(self) -> tuple[tuple[str, int], ...]:
        """Every dotted name in use, with its line: ("os.environ", 12)."""
        dotted = ((_dotted(n), n.lineno) for n in ast.walk(self.tree) if isinstance(n, ast.Attribute))
        return tuple((name, line) for name, line in dotted if name)

    @cached_property
    def calls(self) -> tuple[tuple[str, ast.Call], ...]:
        """Every call of a plain or dotted name."""
        return tuple((_dotted(n.func), n) for n in ast.walk(self.tree) if isinstance(n, ast.Call))

    def where(self, line: int) -> str:
        """A place in the file, as editors understand it."""
        return f"{self.name}:{line}"


@cache
def sources(*folders: str) -> tuple[Source, ...]:
    """The Python files under some top folders, all four layers if none is named."""
    found = (p for folder in folders or LAYERS for p in sorted((ROOT / folder).rglob("*.py")))
    return tuple(_source(path) for path in found)


@cache
def _source(path: Path) -> Source:
    return Source(path)


def forget_sources() -> None:
    """Let go of a million nodes, through which every full collection of garbage would look."""
    sources.cache_clear()
    _source.cache_clear()


def public(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """The functions and classes at the top of a file whose names don't start with an underscore."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    yield from (n for n in tree.body if isinstance(n, kinds) and not n.name.startswith("_"))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Every file that belongs to the project (name, text), binary ones left out."""
    listed = ("git", "ls-files", "--cached", "--others", "--exclude-standard")
    run = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=False)
    paths = (ROOT / name for name in run.stdout.splitlines())
    return tuple((p.relative_to(ROOT).as_posix(), text) for p in paths if (text := _text(p)) is not None)


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8")
    except (UnicodeDecodeError, FileNotFoundError, IsADirectoryError):
        return None


def _modules(node: ast.AST) -> tuple[str, ...]:
    if isinstance(node, ast.Import):
        return tuple(alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return (node.module,)
    return ()


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (base := _dotted(node.value)):
        return f"{base}.{node.attr}"
    return ""
