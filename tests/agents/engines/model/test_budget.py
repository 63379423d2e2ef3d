import asyncio
from datetime import date

import pytest

from agents.engines.model.budget import DailyBudget, Remembered, Spent
from agents.engines.model.errors import BudgetSpentError
from agents.spending import StoredSpending
from store.database import Database
from tests.agents.engines.model.briefs import TODAY
from tests.agents.past import database, upgraded_file

__all__ = ["database", "upgraded_file"]

TOMORROW = date(2026, 11, 21)


async def admitted(budget: DailyBudget, times: int, account: str = "m1", day: date = TODAY) -> int:
    """How many of so many requests are let through."""
    for number in range(times):
        try:
            await budget.admit(account, day, model="m")
        except BudgetSpentError:
            return number
    return times


async def test_requests_are_let_through_until_the_days_number_is_reached() -> None:
    budget = DailyBudget(Remembered(), requests=20)
    assert await admitted(budget, 50) == 20
    assert await admitted(budget, 50, account="m2") == 20
    assert await admitted(budget, 50, day=TOMORROW) == 20


async def test_tokens_are_counted_when_they_have_been_used() -> None:
    budget = DailyBudget(Remembered(), tokens=1_000)
    assert await admitted(budget, 1) == 1
    budget.pay("m1", TODAY, 999)
    assert await admitted(budget, 1) == 1
    budget.pay("m1", TODAY, 1)
    with pytest.raises(BudgetSpentError, match="all 1,000 tokens of the day"):
        await budget.admit("m1", TODAY, model="m")


async def test_without_limits_everything_is_let_through() -> None:
    budget = DailyBudget(Remembered())
    budget.pay("m1", TODAY, 10**9)
    assert await admitted(budget, 100) == 100


class Slow(Remembered):
    """A store that lets others go on while it writes."""

    async def add(self, account: str, day: date, spent: Spent) -> Spent:
        await asyncio.sleep(0)
        total = await super().add(account, day, spent)
        await asyncio.sleep(0)
        return total


async def test_processes_hear_of_each_other() -> None:
    spending = Slow()
    first, second = DailyBudget(spending, requests=100), DailyBudget(spending, requests=100)
    assert await admitted(first, 50) + await admitted(second, 100) + await admitted(first, 100) <= 100 + 8
    await first.settle()
    await second.settle()
    assert await admitted(DailyBudget(spending, requests=100), 1) == 0


@pytest.mark.parametrize("limit", [1, 10, 30])
async def test_when_not_much_is_left_several_processes_keep_to_it_exactly(limit: int) -> None:
    spending = Slow()
    budgets = [DailyBudget(spending, requests=limit) for _ in range(3)]
    asked = [admitted(budget, 1) for _ in range(40) for budget in budgets]
    assert sum(await asyncio.gather(*asked)) <= limit
    assert sum(await asyncio.gather(*(admitted(budget, limit) for budget in budgets))) <= limit
    for budget in budgets:
        await budget.settle()
    assert (await spending.add("m1", TODAY, Spent())).requests <= limit


async def test_a_spent_budget_lets_nobody_through_while_it_is_looked_up() -> None:
    spending = Slow()
    await spending.add("m1", TODAY, Spent(requests=20))
    budget = DailyBudget(spending, requests=20)
    assert sum(await asyncio.gather(*(admitted(budget, 1) for _ in range(5)))) == 0


async def test_many_requests_at_once_all_count() -> None:
    budget = DailyBudget(Remembered(), requests=25)
    assert sum(await asyncio.gather(*(admitted(budget, 1) for _ in range(60)))) == 25


async def test_what_is_kept_in_the_store_outlives_the_process(database: Database) -> None:
    budget = DailyBudget(StoredSpending(database), requests=10)
    assert await admitted(budget, 6) == 6
    budget.pay("m1", TODAY, 500)
    await budget.settle()
    assert await StoredSpending(database).add("m1", TODAY, Spent()) == Spent(requests=6, tokens=500)
    assert await admitted(DailyBudget(StoredSpending(database), requests=10), 10) == 4
