"""Two values of one thing made one: what only the older knew stays."""

from orchestrator.values import AnyValue, Escalation, Step, Tool, key_of


def _joined_texts(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    known = {key_of(text) for text in old}
    return (*old, *(text for text in new if key_of(text) not in known))


def merged(old: AnyValue | None, new: AnyValue) -> AnyValue:
    """The new value with what only the old one knew."""
    if isinstance(old, Tool) and isinstance(new, Tool):
        return Tool(
            name=old.name,
            purpose=new.purpose or old.purpose,
            inputs=_joined_texts(old.inputs, new.inputs),
            outputs=_joined_texts(old.outputs, new.outputs),
            method=new.method or old.method,
            url=new.url or old.url,
            auth=new.auth or old.auth,
            operations=new.operations or old.operations,
            access=new.access or old.access,
        )
    if isinstance(old, Escalation) and isinstance(new, Escalation):
        return Escalation(when=old.when, to=new.to or old.to)
    if isinstance(old, Step) and isinstance(new, Step):
        known = {(key_of(b.if_), key_of(b.then)) for b in old.branches}
        return Step(
            step=old.step,
            branches=(*old.branches, *(b for b in new.branches if (key_of(b.if_), key_of(b.then)) not in known)),
        )
    return new


def renamed(old: AnyValue | None, new: AnyValue) -> AnyValue:
    """The new value in the old one's place: a tool that takes over keeps the purpose and fields nobody changed."""
    if isinstance(old, Tool) and isinstance(new, Tool):
        return Tool(
            name=new.name,
            purpose=new.purpose or old.purpose,
            inputs=new.inputs or old.inputs,
            outputs=new.outputs or old.outputs,
            method=new.method or old.method,
            url=new.url or old.url,
            auth=new.auth or old.auth,
            operations=new.operations or old.operations,
            access=new.access or old.access,
        )
    if isinstance(old, Escalation) and isinstance(new, Escalation):
        return Escalation(when=new.when, to=new.to or old.to)
    return new
