"""Which model interviews, and whether it works."""

from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from orchestrator import conf
from orchestrator.conf import Models
from orchestrator.trial import Attempt, Known, Trial, known, trial
from runs import figures
from sessions.access import Visitor
from sessions.connecting import RECIPES, TURNSTILE, TrialRefused
from sessions.views.doors import door, see_other, shown


@require_safe
@door
async def model(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """What is set, and how to set it."""
    if not visitor.may_begin:
        return redirect_to_login(reverse("model"))
    return await _page(request)


@require_POST
@door
async def test(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Ask the model one tiny question and show what came."""
    if not visitor.may_begin:
        return redirect_to_login(reverse("model"))
    models = conf.models()
    if models is None:
        return see_other(reverse("model"))
    try:
        with TURNSTILE.passed():
            came = await trial(models)
    except TrialRefused as refused:
        response = await _page(request, status=refused.status, refused=refused)
        response["Retry-After"] = str(refused.retry_after)
        return response
    return await _page(request, **_told(came, models))


async def _page(request: HttpRequest, status: int = 200, **came: Any) -> HttpResponse:
    models = conf.models()
    found = await known(models) if models else Known()
    context = {
        "models": models,
        "missing": found and found.missing,
        "unpriced": found.unpriced if found else (),
        "budget": settings.PARLEY_BUDGET_USD,
        "recipes": RECIPES,
        **came,
    }
    return await shown(request, "sessions/model.html", lambda: context, status)


def _told(came: Trial, models: Models) -> dict[str, Any]:
    """The trial in figures for reading."""
    first = came.reply.call.first_token_ms or 0.0
    return {
        "trial": came,
        "attempts": [
            _attempt("The reply", models.reply, came.reply),
            _attempt("The reading", models.fast, came.reading),
        ],
        "too_slow": came.reply.worked and first > 1000 * models.timeout,
        "first": figures.seconds(first),
    }


def _attempt(title: str, name: str, came: Attempt) -> dict[str, Any]:
    call = came.call
    return {
        "title": title,
        "model": name,
        "came": came,
        "first": figures.seconds(call.first_token_ms),
        "total": figures.seconds(call.duration_ms),
        "tokens": f"{call.input_tokens} in, {call.output_tokens} out",
        "cost": figures.dollars(call.cost),
    }
