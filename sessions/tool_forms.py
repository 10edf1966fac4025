"""The forms of a tool's page. What cannot be taken is told at its field; the rules are those of every other door."""

from typing import Any

import httpx2
from django import forms
from django.core.exceptions import ValidationError

from builder.toolbox import credentials
from builder.toolbox.masking import SHORTEST
from builder.toolbox.outgoing import Refused, checked_url
from builder.toolbox.placing import filled, is_header, names_in, places
from orchestrator.values import LONGEST_WAIT, Access, Operation, Tool
from sessions.accepting import without_secret
from sessions.errors import BadMessage
from sessions.schema_fields import SchemaFields

LONGEST = 2_000
RISKS = (
    ("", "not said"),
    ("read", "reads only"),
    ("write", "writes: something is made or changed"),
    ("destructive", "destructive: something is lost or paid"),
)
METHODS = (("", "not said"), *((name, name) for name in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")))
CONFIRM = (("", "as its risk suggests"), ("yes", "yes, before every call"), ("no", "no"))
KINDS = (
    ("", "not said"),
    *credentials.KINDS.items(),
)


class Line(forms.CharField):
    """One line of text, or several, without secrets."""

    def __init__(self, label: str, *, required: bool = False, rows: int = 0, hint: str = "") -> None:
        widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        super().__init__(label=label, required=required, max_length=LONGEST, widget=widget, help_text=hint)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).replace("\r\n", "\n")
        try:
            return without_secret(text, str(self.label)) if text else text
        except BadMessage as error:
            raise ValidationError(str(error)) from error


class Pairs(Line):
    """Lines of a name and what it is, as a dict; the first `sign` stands between them."""

    def __init__(self, label: str, sign: str, hint: str) -> None:
        super().__init__(label, rows=2, hint=hint)
        self.sign = sign

    def prepare_value(self, value: Any) -> Any:
        gap = " " if self.sign == ":" else ""
        return "\n".join(f"{k}{self.sign}{gap}{v}" for k, v in value.items()) if isinstance(value, dict) else value

    def clean(self, value: Any) -> Any:
        found: dict[str, str] = {}
        for number, line in enumerate(super().clean(value).splitlines(), 1):
            name, sign, rest = (part.strip() for part in line.partition(self.sign))
            if not line.strip():
                continue
            if not sign or not name or (self.sign == ":" and not is_header(name, rest)):
                raise ValidationError(f"Line {number} is not {'Name: value' if self.sign == ':' else 'name=value'}.")
            if name in found:
                raise ValidationError(f"Line {number}: “{name[:60]}” stands there twice.")
            found[name] = rest
        return found


class ToolForm(forms.Form):
    name = Line("Name", required=True)
    purpose = Line("What for", rows=2)

    def raw(self) -> dict[str, Any]:
        return {name: value or None for name, value in self.cleaned_data.items()}


class OperationForm(forms.Form):
    """One operation; `inputs` and `outputs` are its schemas, each as table and text."""

    name = Line("Name", required=True)
    purpose = Line("What for", rows=2)
    risk = forms.ChoiceField(label="Risk", choices=RISKS, required=False)
    method = forms.ChoiceField(label="Method", choices=METHODS, required=False)
    url = Line("URL", hint="An input stands in braces where it goes: https://api.example.com/orders/{order_number}")
    query = Pairs("Query", "=", "One per line: name=value, or name={input}.")
    headers = Pairs("Headers", ":", "One per line: Name: value, or Name: {input}. The secret goes where Access says.")
    when = Line("When to use it", rows=2)
    when_not = Line("When not", rows=2)
    on_failure = Line("When it fails", rows=2)
    timeout = forms.IntegerField(label="Time limit in seconds", required=False, min_value=1, max_value=LONGEST_WAIT)
    confirm = forms.ChoiceField(label="Asks the caller first", choices=CONFIRM, required=False)

    def __init__(self, data: Any = None, *, operation: Operation | None = None, counts: str = "") -> None:
        super().__init__(data, initial=_initial(operation) if operation else None)
        part, _, which = counts.partition(":")
        if data is None:
            self.inputs = (
                SchemaFields.of("inputs", operation.inputs, operation.example) if operation else _empty("inputs")
            )
            self.outputs = SchemaFields.of("outputs", operation.outputs) if operation else _empty("outputs")
        else:
            self.inputs = SchemaFields.read("inputs", data, which if part == "inputs" else "")
            self.outputs = SchemaFields.read("outputs", data, which if part == "outputs" else "")
        self.inputs.placed(places(operation) if operation else {})

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            if url:
                checked_url(filled(url, dict.fromkeys(names_in(url), "x")))
        except (Refused, httpx2.InvalidURL) as error:
            raise ValidationError(str(error)) from error
        return url

    def is_valid(self) -> bool:
        return super().is_valid() and self.inputs.is_valid and self.outputs.is_valid

    def clean(self) -> dict[str, Any]:
        if self.inputs.schema and not self.inputs.has_rows:
            self.inputs.error = 'The inputs of a call are an object: {"type": "object", "properties": {...}}.'
        return self.cleaned_data

    def operation(self) -> Operation:
        """What was typed, once it is valid."""
        data = {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
        data["confirm"] = {"yes": True, "no": False}.get(data.pop("confirm", ""))
        return Operation(**data, inputs=self.inputs.schema, outputs=self.outputs.schema, example=self.inputs.example)


def _empty(prefix: str) -> SchemaFields:
    return SchemaFields.of(prefix, {})


def _initial(operation: Operation) -> dict[str, Any]:
    shown = {name: getattr(operation, name) for name in OperationForm.base_fields}
    return shown | {"confirm": {True: "yes", False: "no", None: ""}[operation.confirm]}


class AccessForm(forms.Form):
    """How a tool is let in; what a kind has no use for is left out."""

    kind = forms.ChoiceField(label="Kind", choices=KINDS, required=False)
    header = Line("Header", hint="Not said: X-API-Key for a key, Authorization for all else.")
    before = Line("Before the secret", hint="Not said: Bearer for a token, nothing for a key.")
    token_url = Line("Address of the token", hint="For OAuth 2.0. Another address asks for the secret anew.")
    scope = Line("Scope", hint="For OAuth 2.0: names separated by blanks.")

    def __init__(self, data: Any = None, *, tool: Tool) -> None:
        access = tool.access
        super().__init__(data, initial={**access.model_dump(), "before": access.prefix} if access else None)

    def clean_header(self) -> str:
        name = str(self.cleaned_data["header"])
        if name and not is_header(name, ""):
            raise ValidationError("A header's name has letters, digits and hyphens only.")
        return name

    def clean_token_url(self) -> str:
        url = str(self.cleaned_data["token_url"])
        try:
            if url:
                checked_url(url)
        except Refused as error:
            raise ValidationError(str(error)) from error
        return url

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("kind") == "oauth2" and not self.cleaned_data.get("token_url") and not self.errors:
            self.add_error("token_url", "OAuth 2.0 needs the address at which a token is asked for.")
        return self.cleaned_data

    def access(self) -> Access | None:
        data = {name: value for name, value in self.cleaned_data.items() if value}
        if "before" in data:
            data["prefix"] = data.pop("before")
        if data.get("kind") != "oauth2":
            data = {name: value for name, value in data.items() if name not in ("token_url", "scope")}
        if data.get("kind") == "none":
            data = {"kind": "none"}
        return Access(**data) if data.get("kind") else None


class SecretForm(forms.Form):
    """What an access needs, typed anew each time: nothing that was set is ever sent back."""

    def __init__(self, data: Any = None, *, access: Access | None) -> None:
        super().__init__(data)
        for name in credentials.needed(access):
            widget = forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"})
            label, least = credentials.LABELS[name], 1 if name == "user_name" else SHORTEST
            self.fields[name] = forms.CharField(label=label, min_length=least, max_length=LONGEST, widget=widget)

    def clean(self) -> dict[str, Any]:
        for name, text in list(self.cleaned_data.items()):
            if not (text.isascii() and text.isprintable()):
                self.add_error(name, "A secret goes into a header: plain letters, digits and signs on one line.")
        return self.cleaned_data

    def given(self) -> dict[str, str]:
        return dict(self.cleaned_data)
