"""A program that calls the API. Whatever it is answered must be what the API's description promises."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import AsyncClient

from tests.api import described


class Elsewhere(AsyncClient):
    """Django's client, calling from another address than this machine's."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address

    def _base_scope(self, **request: Any) -> dict[str, Any]:
        return {**super()._base_scope(**request), "client": [self.address, 1]}


class Api:
    """A program: bearer token, JSON in, JSON out; `address` is where it calls from."""

    def __init__(self, token: str = "", address: str = "127.0.0.1") -> None:
        self.client, self.token, self.path = Elsewhere(address), token, ""

    async def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        answer = await self.client.generic(
            method,
            f"/api/v1/sessions{path}",
            data,
            content_type="application/json",
            headers=headers,
        )
        described.check(method, path, answer)
        return answer

    async def create(self, **body: Any) -> Any:
        """Begin an interview, and own it from now on."""
        answer = await self("POST", "/create", body)
        assert answer.status_code == 201, answer.content
        created = answer.json()
        self.token, self.path = created["token"] or self.token, f"/{created['session_id']}"
        return created


def assert_problem(answer: HttpResponse, status: int, words: str = "") -> None:
    """The answer is this problem, and its detail says so in these words."""
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert set(body) >= {"type", "title", "status", "detail"}
    assert body["status"] == status
    assert words in body["detail"]
