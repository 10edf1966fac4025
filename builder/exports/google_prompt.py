"""How Google wants prompts, for its Agent Development Kit and for playbooks."""

from builder.prompt_writer import Part, Style

STYLE = Style(
    (
        Part("Role", ("Identity",)),
        Part("Persona", ("Language and tone", "Environment")),
        Part("Primary goal", ("Goal and success",)),
        Part("Constraints", ("Guardrails", "Scope", "Escalation")),
        Part("Taskflow", ("Workflow",)),
        Part("Tools", ("Tools",)),
        Part("Trigger and action", ("Unclear input and errors",)),
        Part("Context", ("Context variables", "Further details")),
        Part("Examples", ("Examples",)),
    ),
    heard=False,
)
