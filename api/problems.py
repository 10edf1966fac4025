"""Errors as problem+json (RFC 9457): {type, title, status, detail}, never a page."""

import json
import logging
from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.views import defaults
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from builder.graph_edits import GraphError
from builder.mermaid_text import MermaidError
from sessions.errors import ConversationError
from sessions.views.documents import too_large

log = logging.getLogger(__name__)
View = Callable[..., Awaitable[HttpResponse]]


class Forbidden(ConversationError):
    status = 403
    title = "Not allowed"

    def __init__(self) -> None:
        super().__init__("This key may only read, or the request of a browser came without its CSRF token.")


class LogInFirst(ConversationError):
    status = 401
    title = "Log in first"

    def __init__(self) -> None:
        super().__init__("This Parley takes interviews from people it knows only: send an API key as a bearer token.")


class NotText(ConversationError):
    """A text of the body that cannot be kept."""

    status = 422
    title = "Not text"

    def __init__(self, where: str, *, is_nul: bool) -> None:
        what = "a NUL character" if is_nul else "half a character (a lone surrogate)"
        super().__init__(f"{where or 'The body'} holds {what}, which is not text. Nothing was saved. Send it without.")


class KeyReused(ConversationError):
    """An Idempotency-Key came again with something else."""

    status = 422
    title = "The key was used before"

    def __init__(self) -> None:
        super().__init__(
            "This Idempotency-Key came before with another body. Nothing was saved. "
            "Send the first body again to have its answer, or a new key with the new one."
        )


class NoVersion(ConversationError):
    status = 404
    title = "No such version"

    def __init__(self, number: int, latest: int) -> None:
        has = {0: "it has none yet", 1: "it has version 1 only"}.get(latest, f"it has 1 to {latest}")
        super().__init__(f"There is no version {number} of this agent; {has}.")


def problem(status: int, title: str, detail: str, *, retry_after: int | None = None, **more: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json"
    )
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if retry_after is not None:
        response["Retry-After"] = str(retry_after)
    return response


def of(error: ConversationError) -> HttpResponse:
    return problem(error.status, error.title, str(error), retry_after=error.retry_after)


def not_found() -> HttpResponse:
    return problem(404, "Not found", "There is nothing at this address. /api/v1/docs lists what there is.")


def without_pages(view: View) -> View:
    """Ninja's view, whose refusal of a method would be a page, and which would refuse to be asked for its head."""

    @wraps(view)
    async def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked  # the server leaves the body out
        response = await view(request, *args, **kwargs)
        request.method = asked
        if response.status_code != 405:
            return response
        refused = problem(405, "Not that way", f"This address takes {response['Allow']}, not {asked}.")
        refused["Allow"] = response["Allow"]
        return refused

    return answered


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's answer to what it does not let in at all, such as a foreign Host; a problem for programs."""
    if isinstance(exception, RequestDataTooBig):
        return _too_large(exception) if request.path.startswith("/api/") else too_large(request)
    if not request.path.startswith("/api/"):
        return defaults.bad_request(request, exception)
    return problem(
        400, "Not let in", "Parley is not asked under this name or not in this way. ALLOWED_HOSTS lists its names."
    )


def register(api: NinjaAPI) -> None:
    """Teach the API to answer every error as a problem."""
    for kind, answer in _ANSWERS.items():
        api.add_exception_handler(kind, _with(answer))


def _with(answer: Callable[[Any], HttpResponse]) -> Callable[[HttpRequest, Any], HttpResponse]:
    return lambda request, error: answer(error)


def _unknown(error: AuthenticationError) -> HttpResponse:
    plain = "Send the token that created the interview, or an API key, as a bearer token."
    return problem(401, "Who are you?", plain if error.message == "Unauthorized" else error.message)


def _invalid(error: ValidationError) -> HttpResponse:
    return problem(422, "The request does not fit", _sentence(error.errors), errors=_plain(error.errors))


def _refused(error: HttpError) -> HttpResponse:
    if isinstance(error.__cause__, ConversationError):
        return of(error.__cause__)
    if "parse request body" in str(error):
        return problem(422, "The request could not be read", "The body is not JSON in UTF-8. Nothing was saved.")
    return problem(error.status_code, "That did not work", str(error))


def _unfit(error: GraphError) -> HttpResponse:
    named = [{"field": error.field, "message": error.text}] if error.field else []
    return problem(422, "The workflow stays as it is", error.text, errors=named)


def _unreadable(error: MermaidError) -> HttpResponse:
    return problem(422, "The text could not be read", str(error), line=error.line, column=error.column)


def _too_large(error: RequestDataTooBig) -> HttpResponse:
    return problem(
        413,
        "Too large",
        "The body is larger than 2.5 MB. Nothing was saved: send less. A document of up to 10 MB is sent as a file, in "
        "multipart/form-data.",
    )


def _broken(error: Exception) -> HttpResponse:
    log.exception("a request failed", exc_info=error)
    return problem(500, "Something broke", "Something broke on our side. What was sent before is kept.")


_ANSWERS: dict[type[Exception], Callable[[Any], HttpResponse]] = {
    ConversationError: of,
    AuthenticationError: _unknown,
    ValidationError: _invalid,
    GraphError: _unfit,
    MermaidError: _unreadable,
    HttpError: _refused,
    RequestDataTooBig: _too_large,
    Http404: lambda error: not_found(),
    Exception: _broken,
}


def _plain(errors: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"field": ".".join(str(part) for part in e["loc"][1:]), "message": e["msg"]} for e in errors]


def _sentence(errors: list[dict[str, Any]]) -> str:
    return "; ".join(f"{e['field']}: {e['message']}" if e["field"] else e["message"] for e in _plain(errors))
