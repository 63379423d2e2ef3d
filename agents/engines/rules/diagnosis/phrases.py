"""Phrase lists at work: every wording of a lexicon that occurs in a text."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from agents.engines.rules.diagnosis.reading import Reading
from agents.engines.rules.diagnosis.wording import Wording, compile_wording, rarity
from agents.engines.rules.tongue import Tongue, words

_WEIGHTS = {"phrases": 1.0, "strong": 3.0, "clear": 2.0, "mild": 1.0}
"""How much a wording counts by the list it stands in."""
_OPENING = ' \t\n.,;:!?-–—…"“”()*'
_ANY = frozenset({""})
_LEXICONS = ("presumptions", "tone", "actions", "offers")


@dataclass(frozen=True)
class Hit:
    """A wording found: the group it belongs to, its weight, its place in the normalised text."""

    group: str
    weight: float
    start: int
    end: int


class Phrasebook:
    """All wordings of some groups, compiled once; finds the ones in a reading quickly.

    A wording is only tried when its own words are in the text: hundreds of wordings cost as much
    as the dozen that could match. Raises `WordingError` for a wording that cannot be read.
    """

    def __init__(self, groups: Mapping[str, Iterable[tuple[float, str]]]) -> None:
        self._by_key: dict[str, list[tuple[str, float, Wording]]] = defaultdict(list)
        for group, wordings in groups.items():
            for weight, text in wordings:
                wording = compile_wording(text)
                for key in max(wording.needs, key=rarity, default=_ANY):
                    self._by_key[key].append((group, weight, wording))

    def compile(self) -> None:
        """Compile every wording now, for those who stay; else each is compiled when a text may have it."""
        for _, _, wording in {id(found): found for key in self._by_key.values() for found in key}.values():
            _ = wording.pattern

    def find(self, reading: Reading) -> tuple[Hit, ...]:
        """Every wording that occurs, in the order of the text."""
        return tuple(sorted(set(self._search(reading)), key=lambda hit: (hit.start, hit.end, hit.group)))

    def _search(self, reading: Reading) -> Iterator[Hit]:
        for key in ("", *reading.keys):
            for group, weight, wording in self._by_key.get(key, ()):
                if any(need.isdisjoint(reading.keys) for need in wording.needs):
                    continue
                for match in wording.pattern.finditer(reading.norm):
                    words = match[1].lstrip(_OPENING)
                    yield Hit(group, weight, match.end(1) - len(words), match.end(1))


def compile_phrasebooks() -> None:
    """Compile every English wording of every lexicon of the diagnosis; takes about a second."""
    for name in _LEXICONS:
        phrasebook(name).compile()


@cache
def phrasebook(name: str, tongue: Tongue = "en") -> Phrasebook:
    """The lexicon `diagnosis_<name>` of a language, compiled once: a group for every table in it."""
    groups = words(f"diagnosis_{name}", tongue)
    return Phrasebook(
        {
            group: [(weight, wording) for lst, weight in _WEIGHTS.items() for wording in table.get(lst, ())]
            for group, table in groups.items()
        }
    )
