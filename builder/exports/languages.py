"""Languages as platforms name them: by their codes, with a region where one is wanted."""

from builder.definition import AgentDefinition
from orchestrator.values import key_of

# Code, region that platforms default to, and the names by which people call it.
_LANGUAGES = """
en US english englisch anglais ingles inglese engels 英语 英文 الانجليزية
es ES spanish espanol castilian castellano spanisch espagnol 西班牙语
fr FR french francais franzosisch frances 法语
de DE german deutsch allemand aleman 德语
it IT italian italiano italienisch italien
pt PT portuguese portugues portugiesisch
nl NL dutch nederlands niederlandisch flemish
pl PL polish polski
ru RU russian русскии
uk UA ukrainian українська
cs CZ czech cestina
sk SK slovak
sl SI slovenian slovene
hr HR croatian
ro RO romanian
hu HU hungarian magyar
bg BG bulgarian
el GR greek
tr TR turkish turkce
sv SE swedish svenska
da DK danish dansk
no NO norwegian norsk
fi FI finnish suomi
ar SA arabic العربية 阿拉伯语
he IL hebrew
hi IN hindi
ta IN tamil
zh CN chinese mandarin 中文 普通话 汉语 putonghua
yue CN cantonese 粤语
ja JP japanese 日本語 日语
ko KR korean 한국어
vi VN vietnamese
th TH thai
id ID indonesian
ms MY malay
fil PH filipino tagalog
ca ES catalan catala
"""
_ROWS = [line.split() for line in _LANGUAGES.strip().splitlines()]
_CODES = {key_of(name): row[0] for row in _ROWS for name in (row[0], *row[2:])}
_REGIONS = {row[0]: row[1] for row in _ROWS}


def codes_of(definition: AgentDefinition) -> tuple[str, ...]:
    """The two-letter codes of the languages it speaks, its first one first; English where none is known."""
    said = definition.texts("languages") or (definition.language,)
    codes = (_code(word) for text in said for word in (text, *text.split()))
    return tuple(dict.fromkeys(code for code in codes if code)) or ("en",)


def with_region(code: str) -> str:
    """`en` as `en-US`."""
    return f"{code}-{_REGIONS[code]}"


def _code(name: str) -> str:
    key = key_of(name)
    return _CODES.get(key) or _CODES.get(key.split(" ")[0] if key[2:3] == " " else "", "")
