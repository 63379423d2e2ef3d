from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from store.keys import content_key, group_key

PART = st.none() | st.text() | st.floats(allow_nan=False)


@given(st.lists(PART), st.lists(PART))
def test_keys_are_equal_when_their_parts_are(
    one: list[str | float | None], two: list[str | float | None]
) -> None:
    alike = [repr(part) for part in one] == [repr(part) for part in two]
    assert (content_key(*one) == content_key(*two)) == alike


def test_a_key_is_the_same_on_every_machine() -> None:
    """Written down once: a key that changes would import every campaign a second time."""
    assert content_key("Title", None, "Bödy", 5.5) == "1f1bf3224f5deb6018c7432c161809c9"


def test_every_part_of_the_tuple_counts() -> None:
    whole = {"template_id": "t", "product_id": "p", "audience": "new_buyers", "voucher_id": "v"}
    keys = [group_key(**(whole | {part: "other"})) for part in whole]
    keys += [group_key(**whole), group_key(**(whole | {"voucher_id": None}))]
    assert all(one != two for one, two in combinations(keys, 2))
