"""The forms of a conversation. Rules of text live in accepting.checked and editing.value_for, for every door."""

import hashlib
import json
from contextlib import suppress
from typing import Any

from django import forms
from pydantic import BaseModel, Field, ValidationError

from builder.ripple import Ripple
from orchestrator.facts import Fact
from orchestrator.values import Branch, Clarification, Escalation, Step, Tool


class BeginForm(forms.Form):
    """The box on the first page."""

    opening = forms.CharField(required=False, strip=True)


class MessageForm(forms.Form):
    """One message: typed, or chosen by a button. Its rules are those of every door, so it only carries the text."""

    text = forms.CharField(required=False, strip=False)
    answer = forms.CharField(required=False, strip=False)
    client_key = forms.CharField(required=False, max_length=100)

    @property
    def said(self) -> str:
        return str(self.cleaned_data["answer"] or self.cleaned_data["text"])

    @property
    def key(self) -> str:
        return key_of(self.cleaned_data["client_key"], self.said)


class AnswerForm(forms.Form):
    """An earlier answer in other words."""

    text = forms.CharField(required=False, strip=False)
    client_key = forms.CharField(required=False, max_length=100)
    do = forms.CharField(required=False)

    @property
    def said(self) -> str:
        return str(self.data.get("text", ""))


class SocketForm(BaseModel):
    """The same form as a socket's frame; `do` is "stop" for the Stop button, "ping" to ask for a sign of life."""

    text: str = ""
    answer: str = ""
    client_key: str = Field("", max_length=100)
    do: str = ""

    @classmethod
    def read(cls, frame: str | None) -> "SocketForm":
        """What cannot be read counts as an empty message, which its door refuses."""
        try:
            return cls.model_validate_json(frame or "{}")
        except ValidationError:
            return cls._as_it_came(frame or "")

    @classmethod
    def _as_it_came(cls, frame: str) -> "SocketForm":
        """Text with half a character in it is refused by its door, by name and with the id of its form."""
        with suppress(ValueError):
            told = json.loads(frame)
            key, text = (told.get(name) for name in ("client_key", "text")) if isinstance(told, dict) else ("", "")
            if isinstance(text, str) and isinstance(key, str) and key.isascii() and len(key) <= 100:
                return cls.model_construct(text=text, client_key=key)
        return cls()

    @property
    def said(self) -> str:
        return self.answer or self.text

    @property
    def key(self) -> str:
        return key_of(self.client_key, self.said)


def key_of(form_id: str, text: str) -> str:
    """A form sent twice is one message; the same form with another text (the browser's Back button) is another."""
    return f"{form_id}:{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:16]}" if form_id else ""


class TitleForm(forms.Form):
    title = forms.CharField(required=False, max_length=200)


_MANY_LINES = ("inputs", "outputs")


class FactForm(forms.Form):
    """Edits one value; the fields fit its kind. `raw()` is what editing.value_for takes, `ripple` what would follow."""

    ripple: Ripple | None = None

    def __init__(self, *args: Any, fact: Fact | None = None, kind: str = "text", **kwargs: Any) -> None:
        value = fact.value if fact else None
        kwargs.setdefault("initial", _initial(value))
        super().__init__(*args, **kwargs)
        self.kind = kind
        branches = len(value.branches) if isinstance(value, Step) else 0
        for name, (label, required) in _fields(kind, max(branches + 1, _posted_branches(args))).items():
            lines = name in _MANY_LINES or "\n" in str(self.initial.get(name, ""))
            widget = forms.Textarea() if lines else forms.TextInput()
            self.fields[name] = forms.CharField(label=label, required=required, widget=widget)

    def raw(self) -> Any:
        data = {k: v for k, v in self.cleaned_data.items() if v}
        match self.kind:
            case "text":
                return data.get("text", "")
            case "tool":
                return (
                    dict.fromkeys(("purpose", "method", "url", "auth"))
                    | data
                    | {k: _listed(data.get(k, "")) for k in ("inputs", "outputs")}
                )
            case "step":
                return {"step": data.get("step", ""), "branches": _branches(data)}
            case "clarification":
                return {"because": None} | data
        return {"to": None} | data


def _fields(kind: str, branches: int) -> dict[str, tuple[str, bool]]:
    match kind:
        case "tool":
            return {
                "name": ("Name", True),
                "purpose": ("What for", False),
                "inputs": ("Inputs, one per line", False),
                "outputs": ("Outputs, one per line", False),
                "method": ("Method (GET, POST ...)", False),
                "url": ("URL", False),
                "auth": ("Kind of authentication, never the secret", False),
            }
        case "step":
            ways = {
                f"{part}_{i}": (f"{label} {i + 1}", False)
                for i in range(branches)
                for part, label in (("if", "If"), ("then", "Then"), ("else", "Otherwise"))
            }
            return {"step": ("Step", True), **ways}
        case "clarification":
            return {"one": ("One", True), "other": ("The other", True), "because": ("How both are right", False)}
        case "escalation":
            return {"when": ("When", True), "to": ("To whom", False)}
    return {"text": ("Text", True)}


def _initial(value: Any) -> dict[str, str]:
    match value:
        case None:
            return {}
        case str():
            return {"text": value}
        case Escalation():
            return {"when": value.when, "to": value.to or ""}
        case Clarification():
            return {"one": value.one, "other": value.other, "because": value.because or ""}
        case Tool():
            shown = {k: getattr(value, k) or "" for k in ("name", "purpose", "method", "url", "auth")}
            return shown | {"inputs": "\n".join(value.inputs), "outputs": "\n".join(value.outputs)}
        case Step():
            return {"step": value.step} | {
                key: text for i, b in enumerate(value.branches) for key, text in _branch_initial(i, b).items()
            }
    return {}


def _branch_initial(i: int, branch: Branch) -> dict[str, str]:
    return {f"if_{i}": branch.if_, f"then_{i}": branch.then, f"else_{i}": branch.else_ or ""}


def _branches(data: dict[str, str]) -> list[dict[str, str | None]]:
    """The branches that are there at all; one that is only half filled is refused by the value itself."""
    found = []
    for i in range(len(data)):
        branch = {
            "if": data.get(f"if_{i}", ""),
            "then": data.get(f"then_{i}", ""),
            "else": data.get(f"else_{i}") or None,
        }
        if any(branch.values()):
            found.append(branch)
    return found


def _posted_branches(args: tuple[Any, ...]) -> int:
    posted = args[0] if args else None
    return sum(1 for key in posted if key.startswith("if_")) if posted else 0


def _listed(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
