"""What a text says about how a system is called: address, method, kind of authentication."""

import re

from orchestrator.guide.heard import Heard

_URL = re.compile(r"(?i)\bhttps?://[^\s<>\"'`|\\^,;]+(?:<[\w-]+>[^\s<>\"'`|\\^,;]*)*")
_HOST = re.compile(
    r"(?i)(?<![\w@./-])(?:(?:api|www|app|rest|graph|hooks?)\.[\w-]+\.[\w.-]+"
    r"|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|ai|app|co|de|uk|eu|fr|es|nl|example|local"
    r"|internal|cloud))(?::\d+)?/[^\s<>\"'`|\\^,;]+"
)
_PATH = re.compile(r"(?<![\w/.:])/(?:[\w{}:<>.-]+/)*[\w{}:<>.-]*[\w}>]")
_METHOD = re.compile(r"(?<![\w-])(GET|POST|PUT|PATCH|DELETE|HEAD)(?![\w-])")
_METHOD_WORD = re.compile(
    r"(?i)(?:(?<=-X )|(?<=--request )|(?<=method: )|(?<=method is )|(?<=verb: )|(?<=an http )"
    r"|(?<=http ))(get|post|put|patch|delete|head)\b|\b(get|post|put|patch|delete)(?= "
    r"(?:request|call|to https?|https?://|on https?|endpoint|/))"
)
_CURL_DATA = re.compile(r"\bcurl\b[^\n]*(?:\\\n[^\n]*)*\s(?:-d|--data\S*)\s")
_HEADER = r"(?:header|headers)"


def url_of(text: str) -> re.Match[str] | None:
    """The address in a text: a full one, a host with a path, or a path behind its method."""
    return _URL.search(text) or _HOST.search(text) or _relative(text)


def _relative(text: str) -> re.Match[str] | None:
    method = _METHOD.search(text)
    return _PATH.search(text, method.end()) if method and re.match(r"[ :`]{1,3}/", text[method.end() :]) else None


def address(match: re.Match[str]) -> str:
    """The address without the punctuation and brackets that belong to the sentence."""
    url = match[0].rstrip(".,;:!?*_`'\"")
    while url.endswith((")", "]")) and url.count("(") < url.count(")") + url.count("]") - url.count("["):
        url = url[:-1]
    return url.rstrip(".,;:!?")


def method_of(text: str) -> tuple[str, str] | None:
    """(method, the word that says it); a body sent with curl is a POST unless it says otherwise."""
    if match := _METHOD.search(text):
        return match[1], match[0]
    if match := _METHOD_WORD.search(text):
        return match[0].upper(), match[0]
    if match := _CURL_DATA.search(text):
        return "POST", match[0]
    return None


def auth_of(text: str, heard: Heard) -> tuple[str, str] | None:
    """(kind of authentication, the words that say it); ("", words) where the text says there is none."""
    rx = heard.language.rx
    if match := rx(r"(?<!\w)(?:@no_auth)(?!\w)").search(text):
        return "", match[0]
    for shape in (_bearer, _oauth, _key, _basic, _named):
        if found := shape(text, heard):
            return found
    return None


def _bearer(text: str, heard: Heard) -> tuple[str, str] | None:
    match = heard.language.rx(
        r"(?<!\w)(?:bearer|(?:access|jwt)[ ]+token|jwt)(?:[ -]+(?:auth\w*|tokens?))?(?!\w)|authorization[ ]*:[ ]*bearer"
    ).search(text)
    if not match or (re.search(r"(?i)oauth", text) and "bearer" not in match[0].casefold()):
        return None
    return ("Bearer token (JWT)" if "jwt" in match[0].casefold() else "Bearer token"), match[0]


def _oauth(text: str, heard: Heard) -> tuple[str, str] | None:
    match = heard.language.rx(
        r"(?<!\w)(?:oauth|o-auth|open[ ]?id|oidc)(?:[ ]*-?2(?:\.0)?)?(?:[ ]*(?:with|via|using|,"
        r"|\()?[ ]*(?:the[ ]+)?(?P<flow>client[ _-]credentials|authorization[ _-]code|auth[ ]code"
        r"|pkce|service[ ]account|device[ _-]code|refresh[ ]token|password))?"
    ).search(text)
    if not match:
        return None
    flow = (match["flow"] or "").replace("_", " ").replace("-", " ").casefold()
    return " ".join(filter(None, ("OAuth 2.0", flow))), match[0]


def _key(text: str, heard: Heard) -> tuple[str, str] | None:
    key = heard.language.rx(
        r"(?<!\w)(?:api|access|secret|shared|subscription|app|auth|partner|license|developer)?"
        r"[ -]?(?:key|token)s?(?!\w)"
    ).search(text)
    header = heard.language.rx(
        r"(?<![\w-])(?P<name>X-[A-Za-z][\w-]*|[A-Z][A-Za-z]*(?:-[A-Z][A-Za-z]*)*-(?:Key|Token|Auth"
        r"|Secret)|api-?key)(?![\w-])"
    ).search(text)
    header = header or heard.language.rx(
        r"(?:in[ ]+the[ ]+|via[ ]+|the[ ]+|a[ ]+)?header[ ]+(?:called[ ]+|named"
        r"[ ]+)?[`\"']?(?P<name>[A-Za-z]+(?:-[A-Za-z]+)+)"
    ).search(text)
    if header and not re.search(r"(?i)request-id|content-type|accept|idempotency", header["name"]):
        return f"API key header {header['name']}", header[0]
    query = heard.language.rx(
        r"(?<!\w)(?:api[ ]?key|key|token)[ ]+(?:goes[ ]+|is[ ]+passed[ ]+|sent[ ]+)?(?:in|as"
        r"|via)[ ]+(?:the[ ]+|a[ ]+)?(?:query|url)(?:[ ]+(?:string|param(?:eter)?))?(?:"
        r"[ ]+[`\"']?(?P<name>[\w-]+)[`\"']?)?"
    ).search(text)
    if query:
        return "API key in the query string", query[0]
    if key and re.search(r"(?i)\b(api|access|secret|shared|subscription|app|auth|partner|license|developer)", key[0]):
        kind = "API token" if "token" in key[0].casefold() else "API key"
        if more := re.match(r"[ ]*\(([A-Za-z0-9 ._-]{2,30})\)", text[key.end() :]):
            return f"{kind} ({more[1]})", key[0] + more[0]
        in_header = re.match(r"(?i)[ ]+(?:in|as|via)[ ]+(?:the[ ]+|a[ ]+)?(?:\w+[ ]+)?header", text[key.end() :])
        return kind + (" in a header" if in_header else ""), key[0]
    return None


def _basic(text: str, heard: Heard) -> tuple[str, str] | None:
    match = heard.language.rx(
        r"(?<!\w)(?:http[ ]+)?basic[ -]+auth\w*(?!\w)|(?<!\w)basic(?=[ ]*(?:[,.;)]|$|[ ]+(?:with"
        r"|login|user)))|(?<!\w)(?:user(?:name)?|login)[ ]*(?:and|&|/|\+|,)[ ]*(?:a"
        r"[ ]+)?(?:password|pw|pass)(?!\w)"
    ).search(text)
    if not match or (match[0].casefold() == "basic" and not re.search(r"(?i)auth", text)):
        return None
    return "Basic auth", match[0]


def _named(text: str, heard: Heard) -> tuple[str, str] | None:
    for kind in heard.language.lexicons["auth"].find(text, loose=True):
        return kind.name, text[kind.start : kind.end]
    match = heard.language.rx(
        r"(?<!\w)(?:auth(?:entication|orization)?)[ ]*(?:is|:|=|via|by|with|uses)[ ]*(?:a[ ]+|an"
        r"[ ]+|the[ ]+)?(?P<kind>[\w .()-]{3,40}?)(?=[.,;\n]|$)"
    ).search(text)
    if match and not heard.language.rx(
        r"(?:@negator|unknown|none|tbd|same|not|i|to|in|on|still|secret|removed|yes|required|needed)\b"
    ).match(match["kind"]):
        return match["kind"].strip(), match[0]
    if heard.language.rx(
        r"(?<!\w)(?:via|by|with|an?|per|secret)[ ]+token(?!\w)|^[ ]*token[ .,;]*$|(?<!\w)auth\w*"
        r"[ ]*[:=]?[ ]*(?:is[ ]+)?(?:a[ ]+)?token(?!\w)"
    ).search(text):
        return "Token", "token"
    return None
