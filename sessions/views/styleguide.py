"""The style guide: for whoever changes the pages."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sessions import specimens
from sessions.views.doors import shown


@require_safe
async def styleguide(request: HttpRequest) -> HttpResponse:
    return await shown(request, "styleguide.html", specimens.everything)
