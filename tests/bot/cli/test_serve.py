"""`serve`: what it says when something is missing, and the manifest it prints."""

import pytest
import yaml

from tests.bot.cli.conftest import Run


def test_with_nothing_set_it_says_what_to_set(run: Run) -> None:
    result = run("serve")
    assert result.exit_code == 2
    assert result.stderr.startswith("SLACK_BOT_TOKEN is missing")
    assert "make demo" in result.stderr


@pytest.mark.parametrize("option", ["--socket", "--http"])
def test_a_transport_that_is_asked_for_says_what_it_lacks(
    run: Run, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    result = run("serve", option)
    lacking = {"--socket": "SLACK_APP_TOKEN", "--http": "SLACK_SIGNING_SECRET"}[option]
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{lacking} is missing")


def test_a_token_of_the_wrong_kind_is_refused_before_slack_is_asked(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxp-secret")
    result = run("serve")
    assert result.exit_code == 2
    assert "xoxb-" in result.stderr
    assert "secret" not in result.stderr


def test_a_port_that_is_none_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRMAGENT_PORT", "80000")
    assert run("serve").exit_code == 2


def test_the_manifest_for_http_is_printed(run: Run) -> None:
    result = run("serve", "--manifest", "https://crm.example.com/")
    manifest = yaml.safe_load(result.stdout)
    assert result.exit_code == 0
    assert (
        manifest["settings"]["event_subscriptions"]["request_url"] == "https://crm.example.com/slack/events"
    )


def test_the_manifest_wants_an_address(run: Run) -> None:
    result = run("serve", "--manifest", "crm.example.com")
    assert (result.exit_code, "address" in result.stderr) == (2, True)


def test_help_tells_all_three_ways(run: Run) -> None:
    text = run("serve", "--help").stdout
    for name in ("SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "manifest.yml", "/healthz"):
        assert name in text
