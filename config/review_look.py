"""How the admin site looks: our words and colours (static/css/tokens.css) for Unfold."""

from typing import Any

from django.urls import reverse_lazy


def _between(one: str, part: int, other: str) -> str:
    return f"color-mix(in oklab, {one} {part}%, {other})"


_BASE = {
    "50": "#faf8f3",
    "100": "#f1eee6",
    "200": "#dcd8cc",
    "300": _between("#dcd8cc", 50, "#8b8a7e"),
    "400": "#a9aca1",
    "500": _between("#8b8a7e", 50, "#565a50"),
    "600": "#565a50",
    "700": "#363932",
    "800": _between("#363932", 60, "#1f211e"),
    "900": "#171816",
    "950": "#121311",
}
_PRIMARY = {
    "50": "#e6efe9",
    "100": _between("#e6efe9", 80, "#8fcdb8"),
    "200": _between("#e6efe9", 50, "#8fcdb8"),
    "300": "#8fcdb8",
    "400": "#8fcdb8",
    "500": _between("#8fcdb8", 60, "#1b5b4b"),
    "600": "#1b5b4b",
    "700": "#1b5b4b",
    "800": _between("#1b5b4b", 60, "#10231d"),
    "900": "#20322b",
    "950": "#10231d",
}
_FONT = {
    "subtle-light": "#565a50",
    "subtle-dark": "#a9aca1",
    "default-light": "#1d1f1b",
    "default-dark": "#ecebe4",
    "important-light": "#1d1f1b",
    "important-dark": "#ecebe4",
}


def _link(title: str, symbol: str, model: str) -> dict[str, Any]:
    """A line of the sidebar, shown to whoever may look there."""
    app, name = model.split("_")
    return {
        "title": title,
        "icon": symbol,
        "link": reverse_lazy(f"admin:{model}_changelist"),
        "permission": lambda request: request.user.has_perm(f"{app}.view_{name}"),
    }


UNFOLD: dict[str, Any] = {
    "SITE_TITLE": "Parley",
    "SITE_HEADER": "Parley",
    "SITE_SUBHEADER": "Review",
    "SITE_SYMBOL": "forum",
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": "config.review.icon"}],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "4px",
    "COLORS": {"base": _BASE, "primary": _PRIMARY, "font": _FONT},
    "STYLES": ["config.review.stylesheet"],
    "DASHBOARD_CALLBACK": "config.review.dashboard",
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {
                "items": [
                    {"title": "This week", "icon": "monitoring", "link": reverse_lazy("admin:index")},
                    _link("Interviews", "forum", "interviews_interviewsession"),
                    _link("Turns", "sync_alt", "interviews_turn"),
                    _link("Runs and costs", "payments", "runs_run"),
                ]
            },
            {
                "title": "What was made",
                "separator": True,
                "items": [
                    _link("Specifications", "description", "builder_agentspec"),
                    _link("Versions", "inventory_2", "builder_specversion"),
                ],
            },
            {
                "title": "Who may come in",
                "separator": True,
                "items": [
                    _link("People", "person", "auth_user"),
                    _link("Groups", "group", "auth_group"),
                    _link("API keys", "key", "api_apikey"),
                ],
            },
        ],
    },
}
