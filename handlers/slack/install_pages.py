"""The three pages of the installation: before it, after it, and when it did not work."""

from html import escape
from string import Template

from slack_sdk.oauth import RedirectUriPageRenderer

_PAGE = Template("""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>CRMAgent</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark; --ink: #1d3b34; --paper: #f6f5f1; --text: #22312d; }
@media (prefers-color-scheme: dark) { :root { --ink: #9fd3c2; --paper: #16211e; --text: #e3ebe8; } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--paper);
       color: var(--text); font: 1rem/1.55 system-ui, sans-serif; }
main { max-width: 34rem; padding: 2rem; }
h1 { color: var(--ink); font-size: 1.6rem; line-height: 1.25; margin: 0 0 .8rem; }
a.button { display: inline-block; margin: .6rem .8rem .6rem 0; padding: .65rem 1.1rem; border-radius: .5rem;
           background: var(--ink); color: var(--paper); text-decoration: none; font-weight: 600; }
a { color: var(--ink); }
code { font-size: .95em; }
</style>
</head>
<body><main><h1>$title</h1>$text</main></body>
</html>
""")
_REASONS = {
    "access_denied": "You did not allow it, or an admin has to. Nothing was installed.",
    "invalid_browser": "This browser did not begin here, or the page was loaded twice.",
    "invalid_state": "It took longer than ten minutes, or the link was used before.",
}


class InstallPages(RedirectUriPageRenderer):
    """The pages that people come back to from Slack."""

    def render_success_page(
        self,
        app_id: str,
        team_id: str | None,
        is_enterprise_install: bool | None = None,
        enterprise_url: str | None = None,
    ) -> str:
        """The app is installed: on to Slack, and what to do there."""
        app, browser = f"slack://app?team={team_id}&id={app_id}", f"https://app.slack.com/client/{team_id}"
        if team_id is None:
            app, browser = "slack://open", "https://app.slack.com/client"
        if is_enterprise_install and enterprise_url:
            browser = f"{enterprise_url}manage/organization/apps/profile/{app_id}/workspaces/add"
        return _page(
            "CRMAgent is installed.",
            f'<p><a class="button" href="{escape(app)}">Open Slack</a>'
            f'<a href="{escape(browser)}">or stay in the browser</a></p>'
            "<p>Next, an admin connects the workspace to your shop: type <code>/crm connect</code> and enter "
            "the code you were given. Until then it sees nobody's data.</p>",
        )

    def render_failure_page(self, reason: str) -> str:
        """It did not work: why, and the way back to the start."""
        code = reason.partition(":")[0]
        why = _REASONS.get(code, "Slack did not let us in.")
        return _page(
            "That did not work.",
            f"<p>{escape(why)}</p>"
            f'<p><a class="button" href="{escape(self.install_path)}">Start Again</a></p>'
            f"<p>If it happens again, tell whoever runs the bot: <code>{escape(code)}</code></p>",
        )


def install_page(consent: str) -> str:
    """What the app is, and the way to Slack's consent."""
    return _page(
        "A copywriter for your CRM messages, in Slack",
        "<p>Paste a draft and say for whom it is. CRMAgent says what is weak, rewrites it with every fact "
        "kept, and asks the question that only you can answer.</p>"
        f'<p><a class="button" href="{escape(consent)}">Add to Slack</a></p>',
    )


def _page(title: str, text: str) -> str:
    return _PAGE.substitute(title=title, text=text)
