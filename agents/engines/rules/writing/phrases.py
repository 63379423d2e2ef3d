"""The phrase bank: a sentence of a kind for a segment, chosen by a seed, slots filled in."""

import hashlib
import re

from agents.engines.rules.tongue import tongue_spoken, words
from agents.engines.rules.writing.item import Trade
from agents.types import Segment

# Their step is to finish, to pay or to look at what came, whatever it is.
_ERRANDS_OF_THEIR_OWN = {"abandoned_cart_buyers", "unpaid_order_buyers", "post_purchase_group"}


class Phrases:
    """Sentences for one draft: the same draft and seed always get the same ones."""

    def __init__(
        self,
        segment: Segment,
        *,
        slots: dict[str, str],
        seed: str,
        terse: bool = False,
        trade: Trade = "goods",
    ) -> None:
        self._lists: dict[str, list[str] | str] = words("phrases")[segment]
        if segment not in _ERRANDS_OF_THEIR_OWN:
            self._lists = self._lists | words("phrases").get(trade, {})
        self._slots, self._seed, self._terse = slots, seed, terse

    def knowing(self, slots: dict[str, str]) -> "Phrases":
        """The same choices with other values in the slots."""
        other = Phrases.__new__(Phrases)
        other._lists, other._seed, other._slots = self._lists, self._seed, self._slots | slots  # noqa: SLF001
        other._terse = self._terse  # noqa: SLF001
        return other

    def options(self, kind: str) -> list[str]:
        """All usable sentences of a kind, filled in, in this draft's own order; if `terse` by length."""
        usable = [p for p in self._words(kind, []) if _needs(p) <= self._slots.keys()]
        told = [_tidy(p.format_map(self._slots)) for p in sorted(usable, key=lambda p: self._rank(kind, p))]
        filled = told if tongue_spoken() == "en" or kind == "offer_title" else [_begun(t) for t in told]
        return sorted(filled, key=len) if self._terse else filled

    def pick(self, kind: str, *, turn: int = 0) -> str | None:
        """One sentence of a kind; another `turn` gives another one while there are any."""
        found = self.options(kind)
        return found[turn % len(found)] if found else None

    def best(self, kind: str, *, of: str, turn: int = 0) -> str | None:
        """The sentence of a kind that speaks of an "item" or one "bought", else the "plain" one."""
        return self.pick(f"{kind}_{of}", turn=turn) or self.pick(f"{kind}_plain", turn=turn)

    def way(self, style: str, *, turn: int, wish: str | None = None) -> str:
        """How this draft's offer is told: as wished, if the segment has that way, else its own choice."""
        ways = self._words("ways", ["step", "spend", "here"])
        if wish in ways:
            return str(wish)
        return sorted(ways, key=lambda w: self._rank(f"way {style}", w))[turn % len(ways)]

    def lead(self) -> str | None:
        """What puts the merchant's own news to this segment in one breath, if it has such words."""
        return next(iter(self._words("lead", [])), None)

    def _words(self, kind: str, default: list[str]) -> list[str]:
        found = self._lists.get(kind, default)
        return [found] if isinstance(found, str) else found

    def _rank(self, kind: str, phrase: str) -> bytes:
        return hashlib.blake2b(f"{self._seed}|{kind}|{phrase}".encode(), digest_size=8).digest()


def _tidy(sentence: str) -> str:
    """A shop's name may end in a full stop of its own."""
    return re.sub(r"\.(?=[.?!,])", "", sentence)


def _begun(phrase: str) -> str:
    """The phrase with a capital where a sentence begins, for a slot may begin it."""
    return re.sub(r"(^|[.?!] )([a-z])(?![A-Z])", lambda m: m[1] + m[2].upper(), phrase)


def _needs(phrase: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", phrase))
