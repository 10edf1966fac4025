"""A token by OAuth 2.0 client credentials (RFC 6749, 4.4), asked for through the guard like everything else."""

import base64
import json
from collections.abc import Mapping
from urllib.parse import quote_plus, urlencode

from builder.toolbox.outgoing import SECONDS, Unanswered, ask
from orchestrator.values import Access

_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}


async def token(access: Access, secrets: Mapping[str, str], seconds: float = SECONDS) -> str:
    """A fresh token. The client names itself in a header, as the standard prefers; a server that refuses this is asked
    with both in the form. Raises Refused, and Unanswered where none is given."""
    wanted = {"grant_type": "client_credentials"} | ({"scope": access.scope} if access.scope else {})
    client = {name: secrets[name] for name in ("client_id", "client_secret")}
    pair = ":".join(map(quote_plus, client.values()))
    named = {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
    for headers, form in ((named, wanted), ({}, wanted | client)):
        status, given = await _asked(access.token_url or "", headers, form, seconds)
        if given:
            return given
    raise Unanswered(f"No token was given: {access.token_url} answered {status}.")


async def _asked(url: str, headers: Mapping[str, str], form: Mapping[str, str], seconds: float) -> tuple[int, str]:
    # No redirect: the secret is in the request itself.
    answered = await ask(
        "POST", url, headers={**_FORM, **headers}, content=urlencode(form).encode(), seconds=seconds, hops=0
    )
    try:
        found = json.loads(answered.body)
    except (ValueError, RecursionError):
        found = None
    given = found.get("access_token") if isinstance(found, dict) else None
    fits = isinstance(given, str) and given.isascii() and given.isprintable() and answered.status < 300
    return answered.status, given if fits and isinstance(given, str) else ""
