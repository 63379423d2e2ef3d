"""What may be asked of a model in a day, so that its cost is known before the bill comes."""

import asyncio
from collections import defaultdict
from datetime import date
from typing import Protocol

from agents.engines.model.errors import BudgetSpentError
from agents.values import Value

_SETTLED_EVERY = 8  # requests of an account, between which other processes don't hear of them
_FEW = 4  # times that, or what the requests under way take: so little left is not much
_USUAL = 8_000  # tokens that the requests of a draft take
Day = tuple[str, date]


class Spent(Value):
    """What an account spent on one day."""

    requests: int = 0
    tokens: int = 0

    def plus(self, other: "Spent") -> "Spent":
        """Both together."""
        return Spent(requests=self.requests + other.requests, tokens=self.tokens + other.tokens)


class Spending(Protocol):
    """Where it is written down, for all processes."""

    async def add(self, account: str, day: date, spent: Spent) -> Spent:
        """Add to what the account spent that day; the sum."""


class Remembered:
    """Spending that this process alone knows of, until it ends."""

    def __init__(self) -> None:
        self._spent: defaultdict[Day, Spent] = defaultdict(Spent)

    async def add(self, account: str, day: date, spent: Spent) -> Spent:
        """Add to what the account spent that day; the sum."""
        self._spent[account, day] = self._spent[account, day].plus(spent)
        return self._spent[account, day]


class DailyBudget:
    """Lets an account ask so many times a day, and use so many tokens; None is no limit.

    What a request takes is known only afterwards, so the last few may go over the tokens. Several
    processes hear of each other every few requests, and at every one when not much is left.
    """

    def __init__(self, spending: Spending, *, tokens: int | None = None, requests: int | None = None) -> None:
        self._spending, self._tokens, self._requests = spending, tokens, requests
        self._known: dict[Day, Spent] = {}
        self._owed: defaultdict[Day, Spent] = defaultdict(Spent)
        self._turns: defaultdict[Day, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def admit(self, account: str, today: date, *, model: str) -> None:
        """Count one request. Raises `BudgetSpentError` if the day's budget has been spent."""
        day = (account, today)
        self._owe(day, Spent(requests=1))
        if self._must_hear(day):
            await self._settle(day)
        if reason := self._is_over(day):
            self._owe(day, Spent(requests=-1))  # it is not made
            raise BudgetSpentError(model, reason)

    def pay(self, account: str, today: date, tokens: int) -> None:
        """Count the tokens of an answer."""
        self._owe((account, today), Spent(tokens=tokens))

    async def settle(self) -> None:
        """Write down what has not been yet, before the process ends."""
        for day in [day for day, owed in self._owed.items() if owed != Spent()]:
            await self._settle(day)

    def _owe(self, day: Day, spent: Spent) -> None:
        self._owed[day] = self._owed[day].plus(spent)

    def _must_hear(self, day: Day) -> bool:
        """Whether what others spent meanwhile may matter."""
        if day not in self._known or self._owed[day].requests >= _SETTLED_EVERY:
            return True
        spent, owed = self._known[day], self._owed[day]
        requests = self._requests is not None and spent.requests + _FEW * _SETTLED_EVERY > self._requests
        tokens = self._tokens is not None and spent.tokens + _FEW * max(owed.tokens, _USUAL) > self._tokens
        return requests or tokens

    def _is_over(self, day: Day) -> str:
        """Why the request just counted is one too many; "" if it is not."""
        spent = self._known[day].plus(self._owed[day])
        if self._requests is not None and spent.requests > self._requests:
            return f"all {self._requests:,} requests of the day have been made"
        if self._tokens is not None and spent.tokens >= self._tokens:
            return f"all {self._tokens:,} tokens of the day have been used"
        return ""

    async def _settle(self, day: Day) -> None:
        async with self._turns[day]:
            owed = self._owed.pop(day, Spent())
            if day in self._known:  # while it is written down it counts already
                self._known[day] = self._known[day].plus(owed)
            self._known[day] = await self._spending.add(*day, owed)
