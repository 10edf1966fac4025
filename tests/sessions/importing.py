"""Descriptions of tools brought and chosen from on their pages, for tests."""

import json

from django.urls import reverse

from builder import queries as specs
from sessions.models import Description, InterviewSession


def api(paths=("orders", "customers"), **more):
    told = {
        f"/{path}": {
            "get": {"operationId": f"list_{path}", "summary": f"List {path}", "tags": [path]},
            "post": {"operationId": f"add_{path}", "tags": [path]},
        }
        for path in paths
    }
    servers = [{"url": "https://api.shop.test/v1"}]
    return json.dumps({"openapi": "3.1.0", "info": {"title": "Shop"}, "servers": servers, "paths": told, **more})


def bring(interview, person, **form):
    return person.browser().post(reverse("tool_import", args=[interview.pk]), form, follow=True)


def choose(interview, person, ops, do="apply", tool="new", name="Shop", seal=None, **more):
    """Choose on the page as a browser without scripts does: what is shown first, then again with its seal."""
    here = reverse("tool_choice", args=[interview.pk, Description.objects.get().pk])
    form = {"op": [str(op) for op in ops], "tool": str(tool), "name": name, **more}
    shown = person.browser().post(here, {**form, "do": "see"})
    seal = shown.context["foreseen"].seal if seal is None and shown.status_code == 200 else seal
    return person.browser().post(here, {**form, "do": do, "seal": seal or ""}, follow=True)


def tools(interview):
    spec = InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec
    return [fact.value for fact in specs.draft(spec).get("tools", ())]


def facts(interview):
    return specs.draft(InterviewSession.objects.select_related("spec").get(pk=interview.pk).spec)["tools"]
