"""What is a tag and what only looks like one."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.placeholders import find_placeholders
from tests.agents.placeholders.samples import BLOCKS, COMMENTS, POSITIONAL, VARIABLES, wild_texts


def texts(text: str) -> list[str]:
    return [tag.text for tag in find_placeholders(text)]


@pytest.mark.parametrize("tag", [*VARIABLES, *POSITIONAL])
def test_a_variable_of_every_platform_is_found_whole(tag: str) -> None:
    (found,) = find_placeholders(f"Hi {tag}, welcome")
    assert (found.text, found.start, found.role) == (tag, 3, "variable")


@pytest.mark.parametrize("tag", COMMENTS)
def test_a_comment_is_found_whole_and_known_for_one(tag: str) -> None:
    (found,) = find_placeholders(f"Hi {tag}, welcome")
    assert (found.text, found.role) == (tag, "comment")


@pytest.mark.parametrize(("opener", "turn", "end"), BLOCKS)
def test_the_parts_of_a_condition_know_their_role(opener: str, turn: str, end: str) -> None:
    found = find_placeholders(f"{opener}a{turn}b{end}")
    assert [(tag.text, tag.role) for tag in found] == [(opener, "open"), (turn, "middle"), (end, "close")]


@pytest.mark.parametrize(
    "text",
    [
        "50% off, 10%-20% off, 100%cotton, up to 70%",
        "Save 20 %, yes. 5 %d'achat 50%s",
        "[VIEW WISHLIST] [SHOP NOW] [ORDER NOW] [View order] [1] [NEW]",
        "[name](https://x.example/name)",
        ":-}} :{) <3 <- a -> b <b>x</b> <br> <code>",
        "https://x.example/%20foo%C3%A9%E4%BD%A0?x=100%&y=$5",
        "#sale #summer @home $5 and $6, pre-order-now, a - b - c",
        'Menu *| Drinks |x| {a, b} {"a": 1} {just words here}',
    ],
)
def test_prices_buttons_links_and_emoticons_are_text(text: str) -> None:
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("pay S${{3}} now", ["{{3}}"]),
        ("pay RM%2$s now, %d%% off for %@", ["%2$s", "%d", "%%", "%@"]),
        ("https://x.example/{{1}}?u=<%= user.id %>", ["{{1}}", "<%= user.id %>"]),
        (
            "{{ x | default: '}}' }} and {{ y | default: \"it's }}",
            ["{{ x | default: '}}' }}", "{{ y | default: \"it's }}"],
        ),
        ("{{ {'a': {'b': 1}} }}", ["{{ {'a': {'b': 1}} }}"]),
        ("{{ broken {{ whole }}", ["{{ whole }}"]),
        ("from {{start}} to {{ end }}", ["{{start}}", "{{ end }}"]),
        (
            "{名前}様 [NOMBRE] [firstname,fallback=there]",
            ["{名前}", "[NOMBRE]", "[firstname,fallback=there]"],
        ),
    ],
)
def test_nested_odd_and_foreign_tags_are_read_as_their_platform_reads_them(
    text: str, tags: list[str]
) -> None:
    assert texts(text) == tags


@given(wild_texts)
def test_found_tags_are_in_order_apart_and_byte_for_byte(text: str) -> None:
    end = 0
    for tag in find_placeholders(text):
        assert tag.start >= end
        assert text[tag.start : tag.end] == tag.text
        end = tag.end


_name = st.from_regex(r"[a-z][a-z_]{0,9}[a-z]", fullmatch=True)
_path = st.lists(_name, min_size=1, max_size=3).map(".".join)
_said = st.text(alphabet="abc Ünd,.:!-|&{}😀", max_size=12).filter(lambda said: "{{" not in said)
_quoted = st.one_of(
    st.tuples(_said, st.sampled_from(("", "'s ", "'x'"))).map(lambda parts: f'"{"".join(parts)}"'),
    _said.map(lambda said: f"'{said}'"),
    _said.map(lambda said: f"""'{said}"x"'"""),
)
_gap = st.sampled_from(("", " "))
_filter = st.builds(
    "{}|{}{}:{}{}".format, _gap, _gap, st.sampled_from(("default", "or", "append")), _gap, _quoted
)
_value = st.builds("{{{{{}{}{}{}}}}}".format, _gap, _path, st.lists(_filter, max_size=2).map("".join), _gap)


@given(_value, st.sampled_from(("Hi {},\n\nYour lamp is here.", "@{} it's here", "{}", "Dear {}! 50% off")))
def test_dotted_names_with_quoted_filters_are_found_whole(tag: str, frame: str) -> None:
    assert texts(frame.format(tag)) == [tag]


@pytest.mark.parametrize(
    "tag",
    [
        "{{customer.first_name}}",
        '{{ x | default: "friend" }}',
        "{{first_name|default:'there'}}",
        """{{ customer.first_name | default: "friend, or 'mate'" | upcase }}""",
        '{{ contact["first name"] | default: "you" }}',
        '{{ profile.name or "there" }}',
        "%{first_name}",
    ],
)
def test_every_form_of_a_name_in_a_greeting_is_one_tag(tag: str) -> None:
    assert texts(f"Hi {tag},\n\nYour lamp is here.") == [tag]


def test_the_documented_samples_are_read_as_documented(shared: Path) -> None:
    reference = json.loads((shared / "reference" / "placeholders.json").read_text(encoding="utf-8"))
    for row in reference["patterns"]:
        assert texts(row["sample"]) == row["matches"], row["name"]
