"""A suggestion as a terminal shows it: the point first, then why, then the steps, then the evidence."""

from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from agents.types import Draft, Finding, GuidanceStep, Message, Suggestion
from handlers.terminal.safe import printable
from handlers.words import ERROR, basis, exemplar, heading

_SMALL = "bright_black"


def show(console: Console, parts: Iterable[RenderableType]) -> None:
    """Print the parts; a message is never broken into lines of its own, so that it copies clean."""
    for part in parts:
        if isinstance(part, Text):
            soft = part.overflow == "ignore"
            console.print(part, soft_wrap=soft, no_wrap=part.no_wrap, overflow=part.overflow)
        else:
            console.print(part)


def render(draft: Draft, suggestion: Suggestion) -> Iterator[RenderableType]:
    """The whole answer to a draft. Words from outside are shown, never interpreted."""
    yield Rule(Text(heading(draft, suggestion), style="bold"), align="left", style=_SMALL)
    yield from _first(suggestion)
    yield from _why(suggestion)
    yield from _steps(suggestion)
    yield from _others(suggestion)
    yield from _small_print(suggestion)


def render_message(message: Message) -> Iterator[RenderableType]:
    """A message alone, without frame or indent."""
    if message.title:
        yield Text(printable(message.title), style="bold", overflow="ignore")
    yield Text(printable(message.body), overflow="ignore")


def _first(suggestion: Suggestion) -> Iterator[RenderableType]:
    """What the merchant has to see before anything else."""
    if suggestion.questions and suggestion.outcome in {"ask", "refused"}:
        title = "Before you send this" if suggestion.outcome == "ask" else "Why not"
        yield from _section(title, suggestion.questions, style="yellow")
    if suggestion.outcome == "unchanged":
        yield _line("I would send it as it is.", "green")
    if suggestion.message:
        yield from ("", *render_message(suggestion.message))
    if suggestion.questions and suggestion.outcome not in {"ask", "refused"}:
        yield from _section("Question to you", suggestion.questions, style="yellow")


def _why(suggestion: Suggestion) -> Iterator[RenderableType]:
    if suggestion.errors:
        yield from _section("Why the draft is weak", (_finding(error) for error in suggestion.errors))


def _finding(error: Finding) -> str:
    quoted = f" (“{printable(error.evidence)}”)" if error.evidence else ""
    return f"{ERROR[error.type]}{quoted}. {error.feedback}"


def _steps(suggestion: Suggestion) -> Iterator[RenderableType]:
    if suggestion.guidance:
        known = [error.feedback for error in suggestion.errors]
        numbered = (f"{n}. {_step(step, known)}" for n, step in enumerate(suggestion.guidance, 1))
        yield from _section("Step by step", numbered, mark="")


def _step(step: GuidanceStep, known: Iterable[str]) -> str:
    """A step in one line; of the reason only what the diagnosis above did not say."""
    change = f" “{step.before}” → “{step.after}”" if step.before and step.after else ""
    why = step.why
    for feedback in known:
        why = why.removeprefix(feedback).strip()
    return f"{step.step.rstrip('.')}.{change} {why}".rstrip()


def _others(suggestion: Suggestion) -> Iterator[RenderableType]:
    if not suggestion.variants:
        return
    yield from ("", Text("Other ways", style="bold cyan"))
    for number, variant in enumerate(suggestion.variants, 2):
        title = f"{variant.title} / " if variant.title else ""
        text = Text.assemble((f"{number}. {variant.intent} ", "italic"), printable(f"{title}{variant.body}"))
        yield Padding(text, (0, 0, 0, 2))


def _small_print(suggestion: Suggestion) -> Iterator[RenderableType]:
    yield ""
    for text in _facts(suggestion):
        yield _line(text, _SMALL)


def _facts(suggestion: Suggestion) -> Iterator[str]:
    if suggestion.taste:
        yield suggestion.taste
    if suggestion.facts_kept:
        yield f"Kept: {', '.join(suggestion.facts_kept)}"
    if suggestion.exemplars:
        yield f"Grounded on {'; '.join(exemplar(ref) for ref in suggestion.exemplars[:2])}"
    if suggestion.assumptions:
        yield f"Assumed: {' '.join(suggestion.assumptions)}"
    told = [finding.detail for finding in suggestion.lint if finding.severity != "info"]
    if told:
        yield f"Channel: {' '.join(told)}"
    yield " · ".join((*_scores(suggestion), basis(suggestion)))


def _scores(suggestion: Suggestion) -> Iterator[str]:
    pair = suggestion.scores
    if pair is None:
        return
    for name, field in (("Audience", "audience_match"), ("marketing", "marketing_effectiveness")):
        after = f" → {getattr(pair.rewritten, field)}" if pair.rewritten else ""
        yield f"{name} {getattr(pair.original, field)}{after}"


def _section(
    title: str, lines: Iterable[str], *, style: str = "cyan", mark: str = "• "
) -> Iterator[RenderableType]:
    yield from ("", Text(title, style=f"bold {style}"))
    for line in lines:
        yield Padding(Text(f"{mark}{printable(line)}"), (0, 0, 0, 2))


def _line(text: str, style: str) -> Text:
    return Text(printable(text), style=style)
