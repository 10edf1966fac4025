"""The API's description, made true: what Ninja cannot be told about types of content, headers and methods."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from api.schemas import Problem

ALWAYS = (500, 503)
_HEADERS = {
    401: {"WWW-Authenticate": {"schema": {"const": "Bearer"}}},
    429: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds"}},
    503: {"Retry-After": {"schema": {"type": "integer"}, "description": "Seconds"}},
}


def problems(*statuses: int) -> dict[int, type[Problem]]:
    """The problems of an operation, by status, for its `response`; the ones that any can have are added."""
    return dict.fromkeys(sorted({*statuses, *ALWAYS}), Problem)


def gives(media_type: str, description: str, **schema: str) -> dict[str, Any]:
    """For an operation's `openapi_extra`: its answer is this, too, and no JSON."""
    content = {media_type: {"schema": {"type": "string", "description": description, **schema}}}
    return {"responses": {200: {"content": content}}}


class DescribedAPI(NinjaAPI):
    """Ninja's API whose description calls a problem a problem."""

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**where)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, answer in operation["responses"].items():
                    if status >= 400:
                        _as_problem(status, answer)
        return schema


def _as_problem(status: int, answer: dict[str, Any]) -> None:
    answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
    if status in _HEADERS:
        answer["headers"] = _HEADERS[status]
