"""The values with which an operation is tried out: one field for each input, of its type."""

from typing import Any

from django import forms

from builder.toolbox.placing import places, with_named_inputs
from builder.toolbox.schema_rows import Row, RowError, examples_of, rows_of
from orchestrator.values import Operation
from sessions.tool_trial import Trial, asks_first

LONGEST = 20_000


class ValueForm(forms.Form):
    """Field `value-3` is the fourth input; it begins with the example."""

    def __init__(self, data: Any = None, *, operation: Operation) -> None:
        super().__init__(data)
        whole = with_named_inputs(operation)
        self.rows = rows_of(whole.inputs, operation.example)
        self.asks = asks_first(operation)
        where = places(operation)
        for i, row in enumerate(self.rows):
            hint = " ".join(part for part in (row.description, f"({row.type or 'any'}, {where[row.name]})") if part)
            self.fields[f"value-{i}"] = forms.CharField(
                label=row.name, required=row.required, initial=row.example, help_text=hint, max_length=LONGEST
            )

    def clean(self) -> dict[str, Any]:
        for i, row in enumerate(self._typed()):
            try:
                examples_of([row])
            except RowError as error:
                self.add_error(f"value-{i}", str(error).replace("An example", "A value"))
        return self.cleaned_data

    def values(self) -> dict[str, Any]:
        """What was typed, each value of its input's type."""
        return examples_of(self._typed())

    def refused(self, trial: Trial) -> None:
        """Say at its field why nothing was sent."""
        names = [row.name for row in self.rows]
        if trial.field in names:
            self.add_error(f"value-{names.index(trial.field)}", trial.refusal)

    def _typed(self) -> list[Row]:
        told = self.cleaned_data
        return [Row(row.name, row.type, example=told.get(f"value-{i}") or "") for i, row in enumerate(self.rows)]
