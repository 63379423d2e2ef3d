"""Tags that would go out broken are shown as the merchant wrote them."""

import pytest
from hypothesis import given

from agents.placeholders import broken_tags
from tests.agents.placeholders.samples import tagged_texts


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hi {{ first_name }, hello", "{{ first_name }"),
        ("Hi {{first_name, hello", "{{first_name"),
        ("Hi { first_name }} hello", "{ first_name }}"),
        ("Hi first_name }} hello", "first_name }}"),
        ("Hi {{{name}} hello", "{{{name}}"),
        ("Hi {{name)} hello", "{{name)}"),
        ("Hi {{ }} hello", "{{ }}"),
        ("Hi *|FNAME|, hello", "*|FNAME|"),
        ("Hi *|FNAME* hello", "*|FNAME*"),
        ("Hi |FNAME|* hello", "|FNAME|*"),
        ("Hi <%= x > hello", "<%= x >"),
        ("Hi %%FirstName% hello", "%%FirstName%"),
        ("Hi %%=v(@x)%% hello", "%%=v(@x)%%"),
        ("Hi %FIRSTNAME, hello", "%FIRSTNAME"),
        ("Hi ${name hello", "${name"),
        ("Hi {first_name, hello", "{first_name"),
        ("Hi first_name} hello", "first_name}"),
        ("Hi [[name] hello", "[[name]"),
        ("Hi [FIRST NAME, hello", "[FIRST NAME"),
        ("Hi <customer_name hello", "<customer_name"),
        ("Hi {!Contact.Name hello", "{!Contact.Name"),
        ("Order %1$ is here", "%1$"),
    ],
)
def test_a_half_tag_is_shown_with_what_belongs_to_it(text: str, shown: str) -> None:
    assert broken_tags(text) == (shown,)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{% if vip %}hello", ("{% if vip %}",)),
        ("hello{% endif %}", ("{% endif %}",)),
        ("a {% else %} b", ("{% else %}",)),
        ("{% if x } yo {% endif %}", ("{% if x }", "{% endif %}")),
        ("{{#if a}}x{{/each}}", ("{{#if a}}", "{{/each}}")),
        ("{{ if .X }}a", ("{{ if .X }}",)),
        ("*|IF:X|* a", ("*|IF:X|*",)),
        ("<% if x %> a", ("<% if x %>",)),
        ("{% for a in b %}{% if c %}d{% endfor %}", ("{% if c %}",)),
        ("{% raw %} {{ a }}", ("{% raw %}",)),
    ],
)
def test_a_block_without_its_other_half_is_broken(text: str, shown: tuple[str, ...]) -> None:
    assert broken_tags(text) == shown


@pytest.mark.parametrize(
    "text",
    ["50%>> go | a * b |* x", "up to 70%} lol", "{a, b}", "Menu *| Drinks", "[NEW] 5 < 6", ":-}}", "<3"],
)
def test_ordinary_marks_are_not_called_broken(text: str) -> None:
    assert broken_tags(text) == ()


@given(tagged_texts)
def test_whole_tags_are_never_called_broken(text: str) -> None:
    assert broken_tags(text) == ()
