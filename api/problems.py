"""Errors as problem+json (RFC 9457): {type, title, status, detail}, never a page."""

import json
import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from sessions.errors import Busy, ConversationError

log = logging.getLogger(__name__)


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


def problem(status: int, title: str, detail: str, **more: Any) -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    response = HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json"
    )
    if status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if status == 503:
        response["Retry-After"] = str(Busy.retry_after)
    return response


def of(error: ConversationError) -> HttpResponse:
    return problem(error.status, error.title, str(error))


def register(api: NinjaAPI) -> None:
    """Teach the API to answer every error as a problem."""

    @api.exception_handler(ConversationError)
    def conversation(request: HttpRequest, error: ConversationError) -> HttpResponse:
        return of(error)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        plain = "Send the token that created the interview, or an API key, as a bearer token."
        return problem(401, "Who are you?", plain if error.message == "Unauthorized" else error.message)

    @api.exception_handler(ValidationError)
    def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
        return problem(422, "The request does not fit", _sentence(error.errors), errors=_plain(error.errors))

    @api.exception_handler(HttpError)
    def refused(request: HttpRequest, error: HttpError) -> HttpResponse:
        if "parse request body" in str(error):
            return problem(422, "The request could not be read", "The body is not JSON in UTF-8. Nothing was saved.")
        return problem(error.status_code, "That did not work", str(error))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, "Not found", "There is nothing at this address.")

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        log.exception("a request failed")
        return problem(500, "Something broke", "Something broke on our side. What was sent before is kept.")


def _plain(errors: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"field": ".".join(str(part) for part in e["loc"][1:]), "message": e["msg"]} for e in errors]


def _sentence(errors: list[dict[str, Any]]) -> str:
    return "; ".join(f"{e['field']}: {e['message']}" if e["field"] else e["message"] for e in _plain(errors))
