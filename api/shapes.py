"""The specification's shapes for the description of the API, made from the slots there are."""

from types import GenericAlias
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, GetJsonSchemaHandler, TypeAdapter, create_model
from pydantic.json_schema import JsonSchemaValue, SkipJsonSchema
from pydantic_core import CoreSchema

from orchestrator.facts import Place, Source
from orchestrator.slots import KIND_TYPES, SLOTS, Kind, Slot


class Assumed(BaseModel):
    """Nobody said it: Parley took it, and tells so."""

    source: Literal["assumed"]


class Evident(BaseModel):
    """Where a value comes from; a locked one is not changed by the interview. `document`: it was taken over from one,
    and the quote stands there.
    """

    source: Source
    quote: str
    message_id: UUID | None
    confidence: float = Field(ge=0, le=1)
    locked: bool
    document: Place | SkipJsonSchema[None] = Field(default=None)


class Text(BaseModel):
    text: str


class AssumedText(Text, Assumed):
    pass


class EvidentText(Text, Evident):
    pass


def _shapes(kind: Kind) -> tuple[Any, Any, Any]:
    """A value of this kind as it is told plainly, as it is told with its evidence, and as it may be sent."""
    if kind == "text":
        return str | AssumedText, EvidentText, str | Text
    plain = KIND_TYPES[kind]
    assumed = create_model(f"Assumed{plain.__name__}", __base__=(plain, Assumed))
    evident = create_model(f"Evident{plain.__name__}", __base__=(plain, Evident))
    return plain | assumed, evident, str | plain | assumed | evident


_SHAPES = {kind: _shapes(kind) for kind in KIND_TYPES}


def _specification(name: str, doc: str, which: int, *, removable: bool = False) -> type[BaseModel]:
    def shape(slot: Slot) -> Any:
        item = _SHAPES[slot.kind][which]
        whole: Any = GenericAlias(list, (item,)) if slot.many else item
        return whole | None if removable else whole

    # None as the default is what "absent" is called here; only what may be null says so in its type.
    fields: dict[str, Any] = {s.name: (shape(s), Field(default=None, title=s.label)) for s in SLOTS}
    return create_model(name, __doc__=doc, __config__=ConfigDict(extra="forbid"), **fields)


class _Described:
    """Any JSON object at run time, the given shape in the description: rules of a specification live in one place,
    sessions.editing, and what is stored is told as it is.
    """

    def __init__(self, shape: Any) -> None:
        self.shape: TypeAdapter[Any] = TypeAdapter(shape)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return handler(self.shape.core_schema)


_PLAIN = _specification("Specification", "One fact per list item; what nobody said is absent.", 0)
_EVIDENT = _specification("EvidentSpecification", "With `detail`: every item with its evidence.", 1)
_MERGE = _specification(
    "SpecificationMerge",
    "Only what changes: lists are replaced whole, null removes, evidence is not taken from here.",
    2,
    removable=True,
)

Specification = Annotated[dict[str, Any], _Described(_PLAIN)]
AnySpecification = Annotated[dict[str, Any], _Described(_PLAIN | _EVIDENT)]
SpecificationMerge = Annotated[dict[str, Any], _Described(_MERGE)]
