"""Replies in the words of the two APIs, whole and as a stream of server-sent events."""

import json
from collections.abc import Iterator
from typing import Any

from evals.model_server.asked import Call
from evals.model_server.replies import Reply, Usage

_PIECE = 24
_CREATED = 1_795_000_000  # an answer does not depend on when it was given


def whole(call: Call, reply: Reply, usage: Usage, number: int) -> dict[str, Any]:
    """The body of an answer that does not stream."""
    return _chat(call, reply, usage, number) if call.api == "chat" else _response(call, reply, usage, number)


def events(call: Call, reply: Reply, usage: Usage, number: int) -> Iterator[bytes]:
    """The events of an answer that streams, one after the other."""
    made = _chat_events if call.api == "chat" else _response_events
    return made(call, reply, usage, number)


def _chat(call: Call, reply: Reply, usage: Usage, number: int) -> dict[str, Any]:
    content = None if reply.refusal is not None else reply.text
    message: dict[str, Any] = {
        "role": "assistant",
        "content": content,
        "refusal": reply.refusal,
        "annotations": [],
    }
    choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": reply.finish}
    return {**_chat_head(call, number), "choices": [choice], "usage": _chat_usage(usage)}


def _chat_head(call: Call, number: int, *, kind: str = "chat.completion") -> dict[str, Any]:
    return {"id": f"chatcmpl-{number}", "object": kind, "created": _CREATED, "model": call.model}


def _chat_usage(usage: Usage) -> dict[str, Any]:
    return {
        "prompt_tokens": usage.read,
        "completion_tokens": usage.written,
        "total_tokens": usage.read + usage.written,
        "prompt_tokens_details": {"cached_tokens": usage.cached, "audio_tokens": 0},
        "completion_tokens_details": {"reasoning_tokens": usage.reasoning, "audio_tokens": 0},
    }


def _chat_events(call: Call, reply: Reply, usage: Usage, number: int) -> Iterator[bytes]:
    head = _chat_head(call, number, kind="chat.completion.chunk")

    def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish}
        return _event({**head, "choices": [choice]})

    yield chunk({"role": "assistant", "content": None if reply.refusal is not None else ""})
    field = "content" if reply.refusal is None else "refusal"
    yield from (chunk({field: piece}) for piece in _pieces(reply))
    yield chunk({}, reply.finish)
    if call.with_usage:
        yield _event({**head, "choices": [], "usage": _chat_usage(usage)})
    yield b"data: [DONE]\n\n"


def _response(call: Call, reply: Reply, usage: Usage, number: int) -> dict[str, Any]:
    done = reply.finish == "stop"
    reasons = {"length": "max_output_tokens", "content_filter": "content_filter"}
    return {
        "id": f"resp_{number}",
        "object": "response",
        "created_at": _CREATED,
        "model": call.model,
        "status": "completed" if done else "incomplete",
        "incomplete_details": None if done else {"reason": reasons[reply.finish]},
        "error": None,
        "instructions": None,
        "metadata": {},
        "output": [_item(reply, number)],
        "parallel_tool_calls": True,
        "tool_choice": "auto",
        "tools": [],
        "usage": {
            "input_tokens": usage.read,
            "input_tokens_details": {"cached_tokens": usage.cached, "cache_write_tokens": 0},
            "output_tokens": usage.written,
            "output_tokens_details": {"reasoning_tokens": usage.reasoning},
            "total_tokens": usage.read + usage.written,
        },
    }


def _item(reply: Reply, number: int) -> dict[str, Any]:
    status = "completed" if reply.finish == "stop" else "incomplete"
    return {
        "type": "message",
        "id": f"msg_{number}",
        "role": "assistant",
        "status": status,
        "content": [_part(reply)],
    }


def _part(reply: Reply, *, text: str | None = None) -> dict[str, Any]:
    if reply.refusal is not None:
        return {"type": "refusal", "refusal": reply.refusal if text is None else text}
    return {"type": "output_text", "text": reply.text if text is None else text, "annotations": []}


def _response_events(call: Call, reply: Reply, usage: Usage, number: int) -> Iterator[bytes]:
    response, item = _response(call, reply, usage, number), _item(reply, number)
    at = {"item_id": item["id"], "output_index": 0, "content_index": 0}
    kind = "output_text" if reply.refusal is None else "refusal"
    begun = {**response, "status": "in_progress", "output": [], "usage": None, "incomplete_details": None}
    said = "text" if kind == "output_text" else "refusal"
    steps: list[dict[str, Any]] = [
        {"type": "response.created", "response": begun},
        {"type": "response.in_progress", "response": begun},
        {
            "type": "response.output_item.added",
            "output_index": 0,
            "item": {**item, "status": "in_progress", "content": []},
        },
        {"type": "response.content_part.added", **at, "part": _part(reply, text="")},
        *({"type": f"response.{kind}.delta", **at, "delta": p, "logprobs": []} for p in _pieces(reply)),
        {"type": f"response.{kind}.done", **at, said: _said(reply), "logprobs": []},
        {"type": "response.content_part.done", **at, "part": _part(reply)},
        {"type": "response.output_item.done", "output_index": 0, "item": item},
        {"type": f"response.{response['status']}", "response": response},
    ]
    for sequence, step in enumerate(steps):
        yield f"event: {step['type']}\n".encode() + _event({**step, "sequence_number": sequence})


def _said(reply: Reply) -> str:
    return reply.text if reply.refusal is None else reply.refusal


def _pieces(reply: Reply) -> Iterator[str]:
    said = _said(reply)
    return (said[at : at + _PIECE] for at in range(0, len(said), _PIECE))


def _event(value: dict[str, Any]) -> bytes:
    return b"data: " + json.dumps(value, ensure_ascii=False).encode() + b"\n\n"
