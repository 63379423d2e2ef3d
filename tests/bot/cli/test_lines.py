import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.types import Draft, Suggestion
from bot.cli.lines import read_line


def refused(raw: bytes) -> Suggestion:
    found = read_line(7, raw)
    assert isinstance(found, Suggestion)
    assert found.outcome == "refused"
    return found


def test_a_line_is_a_draft_whatever_else_it_carries() -> None:
    raw = b'{"id": "d1", "body": "Hi", "label": {"primary": "none"}, "kind": "x", "audience": "new_buyers"}\n'
    assert read_line(1, raw) == Draft(id="d1", body="Hi", audience="new_buyers")


def test_ids_may_be_numbers() -> None:
    found = read_line(1, b'{"id": 12, "merchant": {"id": 7, "name": "Shop"}, "body": "Hi"}')
    assert isinstance(found, Draft)
    assert found.merchant is not None
    assert (found.id, found.merchant.id) == ("12", "7")


def test_a_byte_order_mark_is_no_reason_to_refuse() -> None:
    assert read_line(1, b'\xef\xbb\xbf{"body": "Hi"}') == Draft(body="Hi")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"\n", "Line 7 is empty"),
        (b"{body: Hi}\n", "Line 7 is not JSON"),
        (b'["Hi"]', "Line 7 is JSON but no object"),
        (b'{"body": "caf\xe9"}', "Line 7 is not UTF-8"),
        (b'{"id": "d1"}', "Line 7 has a field we cannot use: body: field required"),
        (b'{"body": null}', "body"),
        (b'{"body": "Hi", "audience": "martians"}', '(it is "martians")'),
        (
            b'{"body": "Hi", "voucher": {"title": "x", "type": "fixed", "value": NaN}}',
            "NaN is no JSON number",
        ),
        (b'{"body": "Hi", "voucher": {"title": "x", "type": "fixed", "value": -1}}', "voucher.value"),
        (b'{"body": "\\ud800"}', "half a character (\\ud800)"),
        (b"[" * 100_000, "Line 7"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_number_and_why(raw: bytes, reason: str) -> None:
    assert reason in refused(raw).questions[0]


def test_a_refused_line_keeps_its_id() -> None:
    assert refused(b'{"id": "d9", "body": 3}').draft_id == "d9"


@given(st.binary(max_size=60))
def test_no_line_brings_the_reader_down(raw: bytes) -> None:
    assert isinstance(read_line(1, raw), Draft | Suggestion)


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.text(), lambda v: st.dictionaries(st.text(), v))
)
def test_no_json_brings_the_reader_down(value: object) -> None:
    for line in (value, {"id": value, "body": "Hi"}, {"body": value}, {"merchant": value, "body": "Hi"}):
        assert isinstance(read_line(1, json.dumps(line).encode()), Draft | Suggestion)
