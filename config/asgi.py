"""What a web server serves: pages and calls through Django, sockets through Channels."""

import os
import sys
from http import HTTPStatus
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
pages = get_asgi_application()

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter

import config.celery  # noqa: F401 - pages hand work to the worker
from orchestrator import interview
from sessions.routing import websocket_urlpatterns

application = ProtocolTypeRouter({"http": pages, "websocket": AuthMiddlewareStack(URLRouter(websocket_urlpatterns))})

interview.warm_up()
# Daphne's list of reasons is older than 422 and its like, and would call them unknown.
http: Any = sys.modules.get("twisted.web.http")
if http:
    http.RESPONSES |= {status.value: status.phrase.encode() for status in HTTPStatus if status not in http.RESPONSES}
