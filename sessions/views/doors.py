"""What every view shares: who asks, how errors become pages, how a page is rendered off the event loop."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from sessions.access import Visitor, visitor_of_request
from sessions.database import in_database
from sessions.errors import ConversationError, NotFound

View = Callable[..., Coroutine[Any, Any, HttpResponse]]


def door(view: View) -> View:
    """The view gets the visitor; what goes wrong becomes a page that says so."""

    @wraps(view)
    async def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        visitor: Visitor = await visitor_of_request(request)
        try:
            return await view(request, visitor, *args, **kwargs)
        except ConversationError as error:
            return await in_database(problem_page, request, error)

    return opened


def problem_page(request: HttpRequest, error: ConversationError) -> HttpResponse:
    """The error as a page, or as a part of one where htmx asked."""
    template = "components/_problem.html" if is_part(request) else "problem.html"
    shown = {"problem": error, "oob": is_part(request), **_way_back(request, error)}
    response = render(request, template, shown, status=error.status)
    if error.retry_after is not None:
        response["Retry-After"] = str(error.retry_after)
    return response


def _way_back(request: HttpRequest, error: ConversationError) -> dict[str, Any]:
    """The interview it happened in, and what was typed there: a plain form would lose it."""
    match = request.resolver_match
    place = match.kwargs.get("interview_id") if match and not isinstance(error, NotFound) else None
    return {"place": place, "typed": request.POST.get("text", "") if place else ""}


def is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


async def shown(
    request: HttpRequest, template: str, load: Callable[[], dict[str, Any]], status: int = 200
) -> HttpResponse:
    """Load and render in a database thread: templates may look at rows."""
    await request.auser()
    html = await in_database(lambda: render_to_string(template, load(), request))
    return HttpResponse(html, status=status)


def see_other(url: str) -> HttpResponse:
    """After a POST: go and look (303, so that a reload does not send again)."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response


def log_in_first(request: HttpRequest) -> HttpResponse:
    return redirect_to_login(request.get_full_path())


def version_of(request: HttpRequest) -> int | None:
    """The number of the version the address names; None for the draft."""
    named = request.GET.get("version", "")
    return int(named) if named.isdecimal() and len(named) < 10 else None
