"""The admin site: where reviewers look at interviews, in Parley's look, entered by the site's own log-in page."""

from collections.abc import Callable
from typing import Any

from csp.constants import UNSAFE_EVAL
from csp.decorators import csp_update
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from unfold.sites import UnfoldAdminSite

RECENT = 8


class ReviewSite(UnfoldAdminSite):  # type: ignore[misc]
    """Unfold's site with one way in. Its widgets are Alpine's, which evaluates the attributes of our own templates."""

    site_title = site_header = "Parley"
    index_title = "Review"

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., HttpResponseBase]:
        opened = super().admin_view(view, cacheable)
        return csp_update({"script-src": [UNSAFE_EVAL]})(opened)  # type: ignore[no-any-return]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The site's log-in page; who is logged in but no reviewer is told so."""
        wanted = request.GET.get("next") or reverse("admin:index")
        if self.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated:
            return render(request, "admin/not_for_you.html", status=403)
        return redirect_to_login(wanted)

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponseBase:
        return LogoutView.as_view(next_page="/")(request)


def stylesheet(request: HttpRequest) -> str:
    return static("review.css")


def icon(request: HttpRequest) -> str:
    return static("favicon.svg")


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """The first page: a week in numbers and the interviews used last, for whoever may see interviews."""
    from sessions.models import InterviewSession
    from sessions.overview import DAYS, overview

    if not request.user.has_perm("interviews.view_interviewsession"):
        return context
    recent = InterviewSession.objects.select_related("owner")[:RECENT]
    return {**context, "overview": overview(), "days": DAYS, "recent": recent}
