"""Push: what lock screens show before they cut."""

import re
from collections.abc import Iterator

from agents.channels.lengths import Limit, length_findings
from agents.channels.subject import Subject, finding, numbers
from agents.rendered import worst_case
from agents.types import LintFinding

_CLAUSE_END = re.compile(r"[.!?;:,–—\n。！？，、]|\s[-|]\s")


def push_rules(subject: Subject) -> Iterator[LintFinding]:
    """Length of title and body against iOS and Android."""
    title = worst_case(subject.message.title or "").strip()
    yield from _title(title)
    yield from _body(worst_case(subject.message.body).strip())


def stamp_cut(size: int) -> tuple[str, int] | None:
    """The shortest iOS time stamp beside which a title of `size` characters is still cut, and where."""
    cuts = [(stamp, room) for stamp, room in numbers("push")["stamps"] if size > room]
    return cuts[-1] if cuts else None


def _title(title: str) -> Iterator[LintFinding]:
    if not title:
        yield finding(
            "push_title_missing", "warning", "A push without a title has only the app's name on top."
        )
        return
    known, size = numbers("push"), len(title)
    limit = Limit(
        known["title_warn"],
        "iPhones cut it at {}",
        known["title_error"],
        "beyond {} hardly any screen shows it",
    )
    yield from length_findings("push_title_length", size, limit, what="The title")
    cut = stamp_cut(size)
    if cut and size <= known["title_warn"]:
        detail = f"The title has {size} characters; an iPhone showing {cut[0]} beside it cuts at {cut[1]}."
        yield finding("push_title_stamp", "info", detail)


def _body(body: str) -> Iterator[LintFinding]:
    known, size = numbers("push"), len(body)
    limit = Limit(
        known["body_warn"],
        "aim for {} at most",
        known["body_error"],
        "an opened Android notification ends at {}",
    )
    yield from length_findings("push_body_length", size, limit, what="The body")
    clause = _CLAUSE_END.split(body, maxsplit=1)[0].strip()
    if len(clause) > known["first_clause"]:
        detail = (
            f"The first clause runs over {len(clause)} characters; an Android lock screen shows "
            f"{known['first_clause']}, so the point should come sooner."
        )
        yield finding("push_first_clause", "warning", detail)
    elif known["banner"] < size <= known["body_warn"]:
        detail = (
            f"The body has {size} characters; an iPhone banner shows {known['banner']}, the lock screen all."
        )
        yield finding("push_banner", "info", detail)
