"""A fault found in a message, and the order of faults."""

from dataclasses import dataclass
from typing import Final

from agents.engines.rules.diagnosis.phrases import Hit
from agents.types import ErrorType

# How much a fault weighs: the gravest is the primary error. A false relation spoils everything
# that follows; a wrong word hurts more than a hidden offer; a hidden offer more than stiffness;
# a missing step least, for it is the easiest to add.
WRONG_OFFER: Final = 9.0
WRONG_RELATION: Final = 8.0
WRONG_OFFER_UNSAID: Final = 7.0
WRONG_WORDS: Final = 6.5
HIDDEN_OFFER: Final = 5.5
CLUMSY_WORDS: Final = 5.2
MEMO: Final = 5.0
EMPTY_PROMISE: Final = 4.7
BARE_ORDER: Final = 4.5
PUSHY_WORDS: Final = 4.2
NO_STEP: Final = 4.0
STIFF_WORDS: Final = 3.5
UNUSED_OFFER: Final = 2.0


@dataclass(frozen=True)
class Fault:
    """A fault: `kind` says which sort of its type, `gravity` how much it weighs, `hits` where it is."""

    type: ErrorType
    kind: str
    gravity: float
    hits: tuple[Hit, ...] = ()
