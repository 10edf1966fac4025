"""Server-Timing (W3C): how long an answer took to begin, in milliseconds, on every response."""

import time
from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse


class ServerTiming:
    """Async middleware; the time counts from here to the first byte of the answer."""

    sync_capable = False
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], Awaitable[HttpResponse]]) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    async def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = await self.get_response(request)
        parts = [
            part
            for part in (response.get("Server-Timing"), f"total;dur={(time.perf_counter() - began) * 1000:.1f}")
            if part
        ]
        response["Server-Timing"] = ", ".join(parts)
        return response
