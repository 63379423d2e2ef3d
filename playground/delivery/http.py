"""Delivery by signed HTTP requests to one address, as with the Events API."""

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from urllib.parse import urlencode

from aiohttp import ClientConnectionError, ClientError, ClientSession, ClientTimeout

from playground.delivery.transport import COMMANDS, EVENTS, Parcel, UndeliveredError
from playground.world.nouns import Json

_OK = range(200, 300)
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


class HttpTransport:
    """Posts to `url`, signing with the app's secret."""

    def __init__(self, session: ClientSession, url: str, secret: str, now: Callable[[], float]) -> None:
        self.url = url
        self._session = session
        self._secret = secret
        self._now = now

    async def send(self, parcel: Parcel, within: float) -> Json | None:
        """Post and wait for a 2xx; gives the JSON or text it carried. Raises UndeliveredError."""
        body, content_type = _encoded(parcel)
        headers = {"Content-Type": content_type, **self._signature(body), **_retry_headers(parcel)}
        try:
            timeout = ClientTimeout(total=within)
            async with self._session.post(self.url, data=body, headers=headers, timeout=timeout) as answer:
                text = await answer.text()
                if answer.status not in _OK:
                    raise UndeliveredError("http_error", final=_no_retry(answer.headers))
                return _carried(text, answer.content_type)
        except TimeoutError:
            raise UndeliveredError("http_timeout") from None
        except ClientConnectionError:
            raise UndeliveredError("connection_failed") from None
        except ClientError:
            raise UndeliveredError("http_error") from None

    def _signature(self, body: str) -> dict[str, str]:
        stamp = str(int(self._now()))
        base = f"v0:{stamp}:{body}".encode()
        digest = hmac.new(self._secret.encode(), base, hashlib.sha256).hexdigest()
        return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _encoded(parcel: Parcel) -> tuple[str, str]:
    if parcel.kind == EVENTS:
        return json.dumps(parcel.payload), _JSON
    if parcel.kind == COMMANDS:
        return urlencode(parcel.payload), _FORM
    return urlencode({"payload": json.dumps(parcel.payload)}), _FORM


def _retry_headers(parcel: Parcel) -> dict[str, str]:
    if not parcel.attempt:
        return {}
    return {"X-Slack-Retry-Num": str(parcel.attempt), "X-Slack-Retry-Reason": parcel.reason}


def _no_retry(headers: Mapping[str, str]) -> bool:
    return headers.get("X-Slack-No-Retry") == "1"


def _carried(text: str, content_type: str) -> Json | None:
    if not text.strip():
        return None
    if content_type != _JSON:
        return {"text": text}
    found = json.loads(text)
    return found if isinstance(found, dict) and found else None
