"""curl commands as options with their values: shells' quotes and continued lines, short options written together."""

import re
import shlex
from collections.abc import Iterator

from builder.toolbox.readers.described import Refused

Words = list[tuple[str, str]]
UNCLOSED = "A quotation mark in the curl command is not closed. Copy it whole, and paste it again."
_SHORT = {
    "X": "request", "H": "header", "d": "data", "F": "form", "u": "user", "b": "cookie", "T": "upload-file",
    "A": "user-agent", "e": "referer", "o": "output", "m": "max-time", "x": "proxy", "w": "write-out", "K": "config",
    "c": "cookie-jar", "D": "dump-header", "r": "range", "E": "cert", "U": "proxy-user", "C": "continue-at",
    "t": "telnet-option", "y": "speed-time", "Y": "speed-limit", "z": "time-cond", "P": "ftp-port", "Q": "quote",
    "h": "help",
}  # fmt: skip
_FLAGS = {"G": "get", "I": "head"}
_VALUED = frozenset(_SHORT.values()) | frozenset(
    "url json data-raw data-binary data-ascii data-urlencode form-string oauth2-bearer connect-timeout retry "
    "retry-delay retry-max-time max-redirs cacert capath cert-type key key-type pass ciphers resolve connect- "
    "to interface noproxy limit-rate max-filesize proto proto-redir proto-default request-target unix-socket "
    "aws-sigv4 url-query stderr trace trace-ascii variable dns-servers tls-max tlsv1.3 engine "
    "expect100-timeout keepalive-time local-port output-dir preproxy proxy-header rate socks5 socks5-hostname "
    "socks4 socks4a create-file-mode doh-url hsts etag-save etag-compare".split()
) - {"help"}  # fmt: skip
_ANSI = re.compile(r"(?<!\S)\$'((?:[^'\\]|\\.)*)'", re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v", "0": ""}


def commands(text: str) -> list[Words]:
    """The options of each curl command in a text, the address as "url". Raises Refused for a quote left open."""
    found: list[list[str]] = []
    current: list[str] | None = None
    is_first = True
    for word in _words(_of_bash(text)):
        if set(word) <= set("\n;|&") or word in ("<", ">"):
            current, is_first = None, True
        elif is_first and word.casefold() in ("$", ">", "%", "sudo", "time", "ps"):
            continue
        elif is_first and re.fullmatch(r"(?i)curl(?:\.exe)?", word):
            current = []
            found.append(current)
            is_first = False
        else:
            is_first = False
            if current is not None:
                current.append(word)
    return [list(_options(words)) for words in found]


def _of_bash(text: str) -> str:
    """The same as bash would have it: without carets of cmd, backticks of PowerShell, continued lines and remarks."""
    text = text.replace("\r\n", "\n")
    if re.search(r'\^["\n]', text):
        text = re.sub(r"\^(.)", r"\1", text.replace("^\n", " "), flags=re.DOTALL)
        text = text.replace('\\"', "\0").replace("'", "\\'") if '"' in text and "'" not in text else text
        text = text.replace("\0", '\\"')
    text = re.sub(r"[\\`][ \t]{0,20}\n", " ", text)
    text = re.sub(r"(?m)^[ \t]*(?:#(?! ?curl\b)|//|::).*$", "", text)
    text = re.sub(r"(?m)^[ \t]*(?:[$>#%] ?|PS [^>\n]{0,200}> ?)(?=curl)", "", text)
    return _ANSI.sub(lambda hit: " " + shlex.quote(_ESCAPE.sub(_escaped, hit[1])), text)


def _escaped(hit: re.Match[str]) -> str:
    if hit[1] or hit[2]:
        return chr(int(hit[1] or hit[2], 16))
    return _NAMED.get(hit[3], hit[3])


def _words(text: str) -> list[str]:
    lexer = shlex.shlex(text, posix=True, punctuation_chars=";|\n")
    lexer.whitespace, lexer.whitespace_split, lexer.commenters = " \t", True, ""
    try:
        return list(lexer)
    except ValueError as error:
        raise Refused(UNCLOSED) from error


def _options(words: list[str]) -> Iterator[tuple[str, str]]:
    waiting = iter(words)
    for word in waiting:
        if word.startswith("--") and len(word) > 2:
            name, has_value, value = word[2:].partition("=")
            yield name, value if has_value or name not in _VALUED else next(waiting, "")
        elif word.startswith("-") and len(word) > 1:
            yield from _short(word[1:], waiting)
        elif word not in ("-", "--", "&", ">", "<") and not re.match(r"\d?>", word):
            yield "url", word


def _short(letters: str, waiting: Iterator[str]) -> Iterator[tuple[str, str]]:
    """Options of one letter each, the last perhaps with its value behind it."""
    for place, letter in enumerate(letters):
        if letter in _SHORT and letter != "h":
            yield _SHORT[letter], letters[place + 1 :] or next(waiting, "")
            return
        yield _FLAGS.get(letter, letter), ""
