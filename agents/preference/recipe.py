"""How a model is trained: the few numbers that are chosen, not learned."""

from typing import Annotated

import numpy as np
from pydantic import Field

from agents.preference.arrays import Array
from agents.types import Value

_Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Recipe(Value):
    """How large weights may become before there is evidence, and what is unsure.

    Standard deviations of a weight: `copy_sd` and `meaning_sd` of what all shops have in common,
    `own_copy_sd` and `own_meaning_sd` of how far one shop's taste lies from that. Opinions with a
    probability within `band` of one half are none. Calibrated on pairs held out in `folds` parts, each
    counting its weight, or one where `evenly`.
    """

    copy_sd: _Positive = 0.3
    meaning_sd: _Positive = 0.7
    own_copy_sd: _Positive = 0.7
    own_meaning_sd: _Positive = 0.5
    band: Annotated[float, Field(ge=0, lt=0.5)] = 0.05
    folds: Annotated[int, Field(ge=2)] = 5
    evenly: bool = False

    def variances(self, names: int, dimension: int) -> Array:
        """Of the weights that all shops have in common: so many measures, so many numbers of a vector."""
        return np.repeat([self.copy_sd**2, self.meaning_sd**2], [names, dimension])

    def own_variances(self, names: int, dimension: int) -> Array:
        """Of the distance of one shop's weights from those of all."""
        return np.repeat([self.own_copy_sd**2, self.own_meaning_sd**2], [names, dimension])
