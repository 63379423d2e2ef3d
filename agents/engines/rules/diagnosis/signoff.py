"""Where a message only says who writes: "Cheers, Ann & Bob", the shop's name, its address."""

import re

_CLOSER = re.compile(
    r"(?:(?:many|with|warm|warmest|kind|best|lots of|much|yours|and) )*"
    r"(?:thanks|thank you|thanking you|cheers|regards|wishes|best|love|warmly|sincerely|faithfully|truly"
    r"|respectfully|yours|xx?|xoxo|hugs|salam|terima kasih|salamat|ng[aā] mihi|gratefully|fondly)"
    r"(?: (?:again|always|as ever|from|po|lah|all|you|and regards))*"
)
_TEAM = re.compile(r"(?:the )?(?:\w+ ){1,4}team|team(?: \w+){1,4}")
_MARKS = " ,.*_~–—-"
_FEW_WORDS = 6
_LINES_UNDER = 6  # a name, a post, the shop, a street, a number, hours


def signoff_at(norm: str, shop: str = "") -> tuple[int, int]:
    """Start and end of the sign-off in a normalised text, an empty span where there is none.

    It begins with closing words on a line of their own, or is a last line with the name of the shop or its
    team. What is written under it at length, a postscript, is not part of it.
    """
    lines = [match for match in re.finditer(r"[^\n]+", norm) if match[0].strip(_MARKS)]
    for at in range(len(lines) - 1, 0, -1):
        if _closes(lines[at]):
            under = _names_under(lines[at + 1 : at + 1 + _LINES_UNDER])
            first = at - 1 if at > 1 and _closes(lines[at - 1]) else at
            return lines[first].start(), lines[at + len(under)].end()
    return lines[-1].span() if len(lines) > 1 and _is_sender(lines[-1][0], shop) else (0, 0)


def _closes(line: re.Match[str]) -> bool:
    return bool(_CLOSER.fullmatch(line[0].strip(_MARKS)))


def _names_under(lines: list[re.Match[str]]) -> list[re.Match[str]]:
    """The lines that could be a name or an address, up to the first that says something."""
    for number, line in enumerate(lines):
        if len(re.findall(r"\w+", line[0])) > _FEW_WORDS or line[0].rstrip().endswith((".", "!", "?", ":")):
            return lines[:number]
    return lines


def _is_sender(line: str, shop: str) -> bool:
    said = line.strip(_MARKS)
    return bool(_TEAM.fullmatch(said)) or (bool(shop) and said == shop)
