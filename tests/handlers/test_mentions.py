import pytest

from handlers.mentions import read_mention


@pytest.mark.parametrize(
    "text", ["C-1042", "fix C-1042 please", "what about c-1042?", "how did #C-1042 do", "c-1042."]
)
def test_an_id_among_words_about_campaigns_is_surely_one(text: str) -> None:
    mention = read_mention(text)
    assert mention is not None
    assert mention.ids[0].upper() == "C-1042"
    assert mention.sure


@pytest.mark.parametrize(
    "text",
    [
        "https://app.example.com/campaigns/C-1042?x=1",
        "can you fix <https://crm.example.org/c/C-1042|this one>",
        "https://example.com/open?campaign=C-1042",
        "https://example.com/campaigns/C-1042/edit",
        "https://example.com/app#C-1042",
    ],
)
def test_a_link_may_name_a_campaign_in_its_path_query_or_end(text: str) -> None:
    mention = read_mention(text)
    assert mention is not None
    assert "C-1042" in mention.ids
    assert not mention.sure


@pytest.mark.parametrize("text", ["Vitamin B-12 now 10% off", "use code HELLO20", "from RM80 only"])
def test_other_words_around_it_leave_it_open(text: str) -> None:
    mention = read_mention(text)
    assert mention is not None
    assert not mention.sure


@pytest.mark.parametrize("text", ["S$35 off", "it's 15%", "in stock from 10am", "100g for less", "a@b12.com"])
def test_amounts_times_and_addresses_are_no_ids(text: str) -> None:
    assert read_mention(text) is None
