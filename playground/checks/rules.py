"""Small checks that are put together into the shape of a block. Problems are worded as Slack words them."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

Problems = list[str]
Check = Callable[[Any, str, Problems], None]


def problem(problems: Problems, text: str, path: str) -> None:
    """Note a problem at a place: "/blocks/0/text"."""
    problems.append(f"{text} [json-pointer:{path}]")


def string(most: int, least: int = 1) -> Check:
    """A string of so many characters; blank is as good as empty."""

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if not isinstance(value, str):
            problem(problems, "must be a string", path)
        elif len(value) > most:
            problem(problems, f"must be less than {most + 1} characters", path)
        elif least and len(value.strip()) < least:
            problem(problems, f"must be more than {least - 1} characters", path)

    return check


def flag(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """True or false."""
    if not isinstance(value, bool):
        problem(problems, "must be a boolean", path)


def whole(low: int, high: int) -> Check:
    """A whole number between two others."""

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if not isinstance(value, int) or isinstance(value, bool):
            problem(problems, "must be an integer", path)
        elif not low <= value <= high:
            problem(problems, f"must be between {low} and {high}", path)

    return check


def choice(*values: str) -> Check:
    """One of a few words."""

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if value not in values:
            problem(problems, "must be a valid enum value", path)

    return check


def anything(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """No check: Slack fills the field in itself, or its inside is not ours to know."""


def address(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
    """An http(s) or mailto address of at most 3,000 characters."""
    string(3000)(value, path, problems)
    if isinstance(value, str) and not value.startswith(("http://", "https://", "mailto:", "tel:")):
        problem(problems, "must be a valid url", path)


def listed(item: Check, most: int, least: int = 1) -> Check:
    """A list of so many things of one kind."""

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if not isinstance(value, list):
            problem(problems, "must provide an array", path)
            return
        if len(value) > most:
            problem(problems, f"no more than {most} items allowed", path)
        if len(value) < least:
            problem(problems, f"no fewer than {least} items allowed", path)
        for number, one in enumerate(value):
            item(one, f"{path}/{number}", problems)

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others."""
    known = {**required, **(optional or {})}

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if not isinstance(value, dict):
            problem(problems, "must provide an object", path)
            return
        for name in required:
            if name not in value:
                problem(problems, f"missing required field: {name}", path)
        for name, inside in value.items():
            if name in known:
                known[name](inside, f"{path}/{name}", problems)
            else:
                problem(problems, f"invalid additional property: {name}", path)

    return check


def typed(kinds: Mapping[str, Check], allowed: Collection[str] | None = None) -> Check:
    """An object whose `type` says which check it has to pass; only some types may be `allowed` here."""

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if not isinstance(value, dict):
            problem(problems, "must provide an object", path)
        elif "type" not in value:
            problem(problems, "missing required field: type", path)
        elif str(value["type"]) not in (kinds if allowed is None else allowed):
            problem(problems, f"unsupported type: {value['type']}", f"{path}/type")
        else:
            kinds[value["type"]](value, path, problems)

    return check


def both(*checks: Check) -> Check:
    """Several checks of the same thing, each as long as the ones before found nothing."""

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        before = len(problems)
        for one in checks:
            if len(problems) == before:
                one(value, path, problems)

    return check


def needs_one_of(*names: str) -> Check:
    """At least one of several fields is there."""

    def check(value: Any, path: str, problems: Problems) -> None:  # noqa: ANN401 - any JSON
        if isinstance(value, dict) and not any(value.get(name) for name in names):
            problem(problems, f"missing required field: {names[0]}", path)

    return check
