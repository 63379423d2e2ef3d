import pytest

from handlers.digest.change import together
from handlers.digest.content import Adoption
from handlers.digest.figures import about, brought, figures
from handlers.digest.numbers import percent, points, whole
from handlers.digest.words import headline, held_back, meaning, small_print
from tests.handlers.slack.blocks.digests import digest, item


@pytest.mark.parametrize(
    ("market", "count", "score"),
    [
        ("SG", "1,234,567", "1,234.50"),
        ("ID", "1.234.567", "1.234,50"),
        ("DE", "1.234.567", "1.234,50"),
        ("IN", "12,34,567", "1,234.50"),
        (None, "1,234,567", "1,234.50"),
        ("nowhere", "1,234,567", "1,234.50"),
    ],
)
def test_numbers_are_written_as_the_market_writes_them(market: str | None, count: str, score: str) -> None:
    assert whole(1_234_567, market) == count
    assert points(1234.5, market) == score


def test_changes_have_their_sign_and_negative_numbers_theirs() -> None:
    assert [percent(share) for share in (0.5, -0.5, 0.0, -0.001)] == ["+50%", "−50%", "+0%", "+0%"]
    assert points(-2, "ID") == "−2,00"
    assert points(-0.001, "SG") == "0.00"


def test_one_message_is_one() -> None:
    assert headline(digest(1)) == "1 message to fix, worth about 302 points a week"
    assert headline(digest(0)) == "Nothing worth fixing this week"


def test_figures_have_interval_sample_and_place() -> None:
    assert figures(item(), "ID") == (
        "Score 0,24 (0,22 to 0,25; 10.372 delivered), better than 2% of 71 templates; strong ones reach "
        "0,83. A fix: up to +302 points a week."
    )


def test_one_that_comes_again_says_why() -> None:
    assert about(item(worse=True)).endswith("worse than when I last told you")


def test_a_change_that_may_be_chance_is_called_so() -> None:
    one = digest(0).adopted[0].model_copy(update={"after": 0.42, "after_half": 0.1})
    assert brought(one, "SG").endswith("+5% [−21%, +31%], n = 3,015, which may be chance")


def test_several_adoptions_count_by_how_often_they_were_sent() -> None:
    one = digest(0).adopted[0]
    other = one.model_copy(update={"before": 1.0, "after": 0.5, "delivered": 1005})
    whole_ = together([one, other, one.model_copy(update={"after": None})])
    assert whole_
    assert whole_.delivered == 4020
    assert whole_.share == pytest.approx(0.575 / 0.55 - 1)
    assert whole_.low < 0 < whole_.share < whole_.high
    assert together([one]) is None


def test_a_score_that_was_not_above_zero_has_no_percentage() -> None:
    one = digest(0).adopted[0].model_copy(update={"before": -0.1})
    assert brought(one, "SG") == "score 0.60 since (3,015 delivered)"


def test_adopted_words_without_figures_say_when_they_come() -> None:
    one = digest(0).adopted[0]
    assert brought(Adoption(words=one.words, at=one.at), "SG").startswith("no figures yet")
    alone = Adoption(words=one.words, at=one.at, after=1.2, delivered=10)
    assert brought(alone, "SG") == "score 1.20 since (10 delivered)"


@pytest.mark.parametrize(("again", "said"), [(0, ""), (1, "1 more was in"), (3, "3 more were in")])
def test_what_is_not_told_again_is_counted(again: int, said: str) -> None:
    assert held_back(digest(again=again)).startswith(said)


def test_a_shop_with_one_template_is_told_of_one() -> None:
    assert "the one template" in meaning(digest(0, scored=1))


def test_the_week_is_told_by_its_days() -> None:
    assert "for the week of 28 Dec to 3 Jan (2026-W53)" in next(iter(small_print(digest(week="2026-W53"))))
