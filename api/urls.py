"""REST v1, its description and its two documentation pages."""

from inspect import iscoroutinefunction

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from ninja import Redoc

from api import (
    conversations,
    documents,
    importing,
    linting,
    made,
    problems,
    prompting,
    sharing,
    toolbox,
    tools,
    versions,
    workflow,
)
from api.describing import DescribedAPI
from api.texts import TextsOnly

api = DescribedAPI(
    title="Parley",
    version=settings.PARLEY_VERSION,
    urls_namespace="v1",
    parser=TextsOnly(),
    description="Interview a person about the agent they want, and take what was made of it. "
    "Begin with `POST /sessions/create`; its token, sent as a bearer token, owns the interview. "
    "Every error is problem+json (RFC 9457), also the 404 of an address that is none and the 405 of a method that an "
    "address does not take.",
)
problems.register(api)
api.add_router("/sessions", conversations.router)
api.add_router("/sessions", importing.router)
api.add_router("/sessions", documents.router)
api.add_router("/sessions", made.router)
api.add_router("/sessions", workflow.router)
api.add_router("/sessions", linting.router)
api.add_router("/sessions", prompting.router)
api.add_router("/sessions", versions.router)
api.add_router("/sessions", sharing.router)
api.add_router("/sessions", tools.router)
api.add_router("/toolbox", toolbox.router)


def redoc(request: HttpRequest) -> HttpResponse:
    """The page to read; its search works in a worker that it writes itself."""
    response = Redoc().render_page(request, api)
    response._csp_update = {"worker-src": ["blob:"]}  # type: ignore[attr-defined]
    return response


@csrf_exempt
def nowhere(request: HttpRequest, rest: str = "") -> HttpResponse:
    return problems.not_found()


calls = api.urls
for call in calls[0]:
    if isinstance(call, URLPattern) and iscoroutinefunction(call.callback):
        call.callback = problems.without_pages(call.callback)

urlpatterns = [
    path("v1/redoc", redoc, name="redoc"),
    path("v1/", nowhere),
    path("v1/", calls),
    path("<path:rest>", nowhere),
    path("", nowhere),
]
