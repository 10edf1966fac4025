"""What a platform is to Parley: names people call it by, what its files are, and how they are made."""

from collections.abc import Callable
from dataclasses import dataclass

from builder.exports.agent import Agent
from builder.exports.files import File, Made, text_file


@dataclass(frozen=True)
class Export:
    """A target. `title` and `blurb` are for people, `said_as` are further names by which they call it; `make` makes
    the files, says what they lose and what to do with them."""

    name: str
    title: str
    blurb: str
    make: Callable[[Agent], Made]
    said_as: tuple[str, ...] = ()

    def files(self, made: Made) -> tuple[File, ...]:
        """What was made, with the prompt that stands in it as a file of its own."""
        if not made.prompt:
            return made.files
        blurb = f"The prompt as it stands in the files for {self.title}."
        return (*made.files, text_file(f"prompts/{self.name}.md", "text/markdown", made.prompt, blurb))
