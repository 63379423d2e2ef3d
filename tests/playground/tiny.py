"""A tiny Bolt app for the page's tests: it answers drafts, opens forms, objects, and keeps what it heard."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from playground import Playground

MANIFEST = """
display_information: {name: Tiny, description: Answers drafts.}
features:
  bot_user: {display_name: Tiny}
  slash_commands:
    - {command: /tiny, description: Says something back, usage_hint: "[words]"}
  shortcuts:
    - {name: Begin, type: global, callback_id: begin, description: Opens a form}
    - {name: Look at this, type: message, callback_id: look, description: Opens a window}
oauth_config:
  scopes:
    bot: ["app_mentions:read", "assistant:write", "channels:history", "chat:write", commands, "files:read",
          "im:history", "im:write", "reactions:read", "users:read"]
settings:
  event_subscriptions:
    bot_events:
      [agent_session_stopped, app_home_opened, app_mention, message.im, reaction_added, reaction_removed]
  interactivity: {is_enabled: true}
"""

Json = dict[str, Any]


def plain(text: str) -> Json:
    """A plain_text object."""
    return {"type": "plain_text", "text": text}


def options(*values: str) -> list[Json]:
    """Options that are called what they stand for."""
    return [{"text": plain(value), "value": value} for value in values]


def answer(text: str) -> list[Json]:
    """An answer with everything one can press in it."""
    audience = {"type": "static_select", "action_id": "audience", "placeholder": plain("For whom?")}
    good, bad = ({"text": plain(word), "value": word.lower()} for word in ("Good", "Bad"))
    feedback = {
        "type": "feedback_buttons",
        "action_id": "feedback",
        "positive_button": good,
        "negative_button": bad,
    }
    return [
        {"type": "section", "text": plain(text)},
        {
            "type": "actions",
            "elements": [
                {"type": "button", "action_id": "edit", "text": plain("Edit"), "style": "primary"},
                {**audience, "options": options("new", "old")},
            ],
        },
        {"type": "context_actions", "elements": [feedback]},
    ]


def form(title: str = "Edit") -> Json:
    """A form with one field to fill in and one to choose from."""
    body = {"type": "plain_text_input", "action_id": "value", "multiline": True}
    channel = {"type": "static_select", "action_id": "value", "options": options("push", "sms")}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": plain(title),
        "submit": plain("Save"),
        "blocks": [
            {"type": "input", "block_id": "body", "label": plain("Message"), "element": body},
            {
                "type": "input",
                "block_id": "channel",
                "label": plain("Channel"),
                "optional": True,
                "element": channel,
            },
        ],
    }


@dataclass
class Tiny:
    """The app; `heard` is everything that came in, in order, as short words."""

    client: AsyncWebClient
    app_token: str
    heard: list[str] = field(default_factory=list)
    submitted: Json = field(default_factory=dict)
    answered: tuple[str, str] = ("", "")

    async def __aenter__(self) -> Self:
        app = AsyncApp(client=self.client)
        app.event("message")(self._message)
        app.event("app_home_opened")(self._home)
        app.event("reaction_added")(self._reaction)
        app.event("reaction_removed")(self._reaction)
        app.event("agent_session_stopped")(self._stopped)
        app.event("app_mention")(self._message)
        app.action("edit")(self._edit)
        app.action("audience")(self._audience)
        app.action("feedback")(self._feedback)
        app.command("/tiny")(self._command)
        app.shortcut("begin")(self._begin)
        app.shortcut("look")(self._look)
        app.view("form")(self._submitted)
        self._sockets = AsyncSocketModeHandler(app, self.app_token)
        await self._sockets.connect_async()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._sockets.close_async()

    async def _message(self, event: Json) -> None:
        if event.get("bot_id") or event.get("subtype") not in (None, "file_share"):
            return
        files = ", ".join(file["name"] for file in event.get("files", []))
        text = f"Got {files}" if files else f"Better: {event['text']}"
        place = {"channel": event["channel"], "thread_ts": event.get("thread_ts", event["ts"])}
        posted = await self.client.chat_postMessage(**place, text=text, blocks=answer(text))
        self.answered = (event["channel"], posted["ts"])

    async def _home(self, event: Json) -> None:
        if event["tab"] == "home":
            button = {"type": "button", "action_id": "edit", "text": plain("New")}
            section = {"type": "section", "text": plain("Welcome home"), "accessory": button}
            await self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})

    async def _reaction(self, event: Json) -> None:
        self.heard.append(f"{event['type']} {event['reaction']}")

    async def _stopped(self, event: Json) -> None:
        self.heard.append(event["type"])

    async def _edit(self, ack: Any, body: Json) -> None:
        await ack()
        await self.client.views_open(trigger_id=body["trigger_id"], view=form())

    async def _audience(self, ack: Any, action: Json) -> None:
        await ack()
        self.heard.append(f"audience {action['selected_option']['value']}")

    async def _feedback(self, ack: Any, action: Json) -> None:
        await ack()
        self.heard.append(f"feedback {action['value']}")

    async def _command(self, ack: Any, command: Json) -> None:
        await ack(text=f"You said {command['text']}")

    async def _begin(self, ack: Any, body: Json) -> None:
        await ack()
        await self.client.views_open(trigger_id=body["trigger_id"], view=form("Begin"))

    async def _look(self, ack: Any, body: Json) -> None:
        await ack()
        loading = {
            "type": "modal",
            "title": plain("Looking"),
            "blocks": [{"type": "section", "text": plain("Looking…")}],
        }
        opened = await self.client.views_open(trigger_id=body["trigger_id"], view=loading)
        shown = {
            **loading,
            "title": plain("Seen"),
            "blocks": [{"type": "section", "text": plain(body["message"]["text"])}],
        }
        await self.client.views_update(view_id=opened["view"]["id"], view=shown)

    async def _submitted(self, ack: Any, view: Json) -> None:
        self.submitted = {block: held["value"] for block, held in view["state"]["values"].items()}
        text = self.submitted["body"]["value"]
        if "free" in text:
            await ack(response_action="errors", errors={"body": "Nothing here is free."})
            return
        await ack()
        channel, ts = self.answered
        if ts:
            await self.client.chat_update(
                channel=channel,
                ts=ts,
                text=f"Saved: {text}",
                blocks=[{"type": "section", "text": plain(f"Saved: {text}")}],
            )


def tiny_app(slack: Playground) -> Tiny:
    """The app for a workspace; use it with `async with`."""
    return Tiny(AsyncWebClient(token=slack.bot_token, base_url=slack.api_url), slack.app_token)


def manifest(folder: Path) -> Path:
    """The app's manifest as a file."""
    path = folder / "manifest.yml"
    path.write_text(MANIFEST, encoding="utf-8")
    return path
