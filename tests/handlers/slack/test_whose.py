"""For which workspace something happened."""

from handlers.slack.whose import team_of


def test_an_event_belongs_to_the_workspace_it_names() -> None:
    assert team_of({"team_id": "T_OURS"}) == "T_OURS"


def test_in_a_channel_shared_with_others_it_belongs_to_the_workspace_it_was_delivered_for() -> None:
    assert team_of({"team_id": "T_THEIRS", "context_team_id": "T_OURS"}) == "T_OURS"


def test_an_organisations_event_has_no_context() -> None:
    assert team_of({"team_id": "T_OURS", "context_team_id": None}) == "T_OURS"
