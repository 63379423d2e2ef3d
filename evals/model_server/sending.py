"""A reply on its way out: whole, in pieces, as an error, or not to the end."""

import json

from aiohttp import web

from evals.model_server.asked import Call
from evals.model_server.replies import Reply, Usage
from evals.model_server.wire import events, whole


async def send(
    request: web.Request, call: Call, reply: Reply, *, usage: Usage, number: int
) -> web.StreamResponse:
    """The answer to a request, sent."""
    if reply.broken == "at once":
        return _hung_up(request, web.Response())
    if reply.status != web.HTTPOk.status_code:
        return web.json_response({"error": dict(reply.error)}, status=reply.status, headers=reply.headers)
    if call.stream and reply.raw is None:
        return await _streamed(request, call, reply, usage=usage, number=number)
    body = reply.raw
    if body is None:
        body = json.dumps(whole(call, reply, usage, number), ensure_ascii=False).encode()
    if reply.broken:
        return await _half(request, body)
    return web.Response(body=body, content_type="application/json", headers=reply.headers)


async def _streamed(
    request: web.Request, call: Call, reply: Reply, *, usage: Usage, number: int
) -> web.StreamResponse:
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    steps = list(events(call, reply, usage, number))
    for step in steps[: len(steps) // 2] if reply.broken else steps:
        await response.write(step)
    if reply.broken:
        return _hung_up(request, response)
    await response.write_eof()
    return response


async def _half(request: web.Request, body: bytes) -> web.StreamResponse:
    """As much as half of it, although all was announced."""
    headers = {"Content-Type": "application/json", "Content-Length": str(len(body))}
    response = web.StreamResponse(headers=headers)
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    return _hung_up(request, response)


def _hung_up(request: web.Request, response: web.StreamResponse) -> web.StreamResponse:
    if request.transport:
        request.transport.abort()
    return response
