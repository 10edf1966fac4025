"""What the person is making: the living draft, its facts with their evidence, its workflow and its frozen versions."""

import uuid

from django.conf import settings
from django.db import models


class Source(models.TextChoices):
    """Where a value comes from; the words of the REST contract."""

    SAID = "said"
    ASSUMED = "assumed"
    EDITED = "edited"
    CONFIRMED = "confirmed"


class AgentSpec(models.Model):
    """The living draft of one agent. `revision` grows with every change of its content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    language = models.CharField(max_length=16, default="en")
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "specification"

    def __str__(self) -> str:
        return f"Specification {self.id}"


class Evidence(models.Model):
    """What every stored value carries. Message and turn are plain ids: they live in the app above."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    position = models.PositiveIntegerField()
    source = models.CharField(max_length=9, choices=Source.choices, default=Source.SAID)
    quote = models.TextField(blank=True)
    message_id = models.UUIDField(null=True, blank=True, db_index=True)
    turn_id = models.UUIDField(null=True, blank=True, db_index=True)
    # Where in a document the quote stands, opened through orchestrator.facts.Place.
    place = models.JSONField(null=True, blank=True)
    confidence = models.FloatField(default=1.0)
    locked = models.BooleanField(default=False)
    # A parked value of the interviewer beside a locked one, opened through orchestrator.facts.Suggestion.
    suggestion = models.JSONField(null=True, blank=True)

    class Meta:
        abstract = True


class Intent(Evidence):
    """A stored value of a slot, opened through orchestrator.facts.Fact; null means "nothing wanted here"."""

    spec = models.ForeignKey(AgentSpec, on_delete=models.CASCADE, related_name="intents")
    slot = models.CharField(max_length=40, db_index=True)
    value = models.JSONField(null=True)

    class Meta:
        ordering = ("slot", "position")

    def __str__(self) -> str:
        return f"{self.slot}: {self.value}"


class ToolConfig(Evidence):
    """A system the agent may call. `auth` is the kind of authentication; a secret is never stored here."""

    spec = models.ForeignKey(AgentSpec, on_delete=models.CASCADE, related_name="tools")
    name = models.TextField()
    purpose = models.TextField(blank=True)
    method = models.CharField(max_length=6, blank=True)
    url = models.TextField(blank=True)
    auth = models.TextField(blank=True)
    # Its operations and access, opened through orchestrator.values.Tool.
    configured = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("position",)
        verbose_name = "tool"

    def __str__(self) -> str:
        return self.name


class ToolParameter(models.Model):
    """One input or output of a tool."""

    class Direction(models.TextChoices):
        INPUT = "input"
        OUTPUT = "output"

    tool = models.ForeignKey(ToolConfig, on_delete=models.CASCADE, related_name="parameters")
    direction = models.CharField(max_length=6, choices=Direction.choices)
    position = models.PositiveIntegerField()
    name = models.TextField()

    class Meta:
        ordering = ("direction", "position")

    def __str__(self) -> str:
        return self.name


class ToolSecret(models.Model):
    """What lets a tool in: sealed by builder.toolbox.vault, opened for a call that is tried out and for nothing else.
    It is no part of the draft: no version, export, copy or undo holds it. `tool` is the id of the tool's fact."""

    spec = models.ForeignKey(AgentSpec, on_delete=models.CASCADE, related_name="secrets")
    tool = models.UUIDField()
    name = models.CharField(max_length=20)
    sealed = models.TextField()
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["spec", "tool", "name"], name="one_secret_per_name")]

    def __str__(self) -> str:
        return self.name


class WorkflowNode(models.Model):
    """A node of the drawn workflow; `key` is its generated id in the diagram."""

    spec = models.ForeignKey(AgentSpec, on_delete=models.CASCADE, related_name="nodes")
    position = models.PositiveIntegerField()
    key = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    label = models.TextField()
    detail = models.TextField(blank=True)
    tool = models.TextField(blank=True)

    class Meta:
        ordering = ("position",)
        constraints = [models.UniqueConstraint(fields=["spec", "key"], name="one_node_per_key")]

    def __str__(self) -> str:
        return f"{self.key}: {self.label}"


class WorkflowEdge(models.Model):
    """A way from one node to another, under a condition if it has a label."""

    spec = models.ForeignKey(AgentSpec, on_delete=models.CASCADE, related_name="edges")
    position = models.PositiveIntegerField()
    source = models.ForeignKey(WorkflowNode, on_delete=models.CASCADE, related_name="ways_out")
    target = models.ForeignKey(WorkflowNode, on_delete=models.CASCADE, related_name="ways_in")
    label = models.TextField(blank=True)
    otherwise = models.BooleanField(default=False)

    class Meta:
        ordering = ("position",)

    def __str__(self) -> str:
        return self.label or "→"


class SpecVersion(models.Model):
    """A frozen, numbered state: definition, prompt, workflow and lint as they were when it was published. Only its
    note and its label may change: "live" says that people talk to this one, and of one agent only one is."""

    class Label(models.TextChoices):
        DRAFT = "draft"
        LIVE = "live"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    spec = models.ForeignKey(AgentSpec, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()
    definition = models.JSONField()
    workflow = models.JSONField()
    prompt = models.TextField()
    lint = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    label = models.CharField(max_length=5, choices=Label.choices, default=Label.DRAFT)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ("-number",)
        verbose_name = "version"
        constraints = [
            models.UniqueConstraint(fields=["spec", "number"], name="one_version_per_number"),
            models.UniqueConstraint(fields=["spec"], condition=models.Q(label="live"), name="one_live_version"),
        ]

    def __str__(self) -> str:
        return f"Version {self.number}"

    @property
    def is_live(self) -> bool:
        return self.label == self.Label.LIVE
