"""The prompt for platforms that ask for no order of their own: the neutral one, section by section, to be read."""

from builder.prompt_writer import SECTIONS, Part, Style

READ = Style(tuple(Part(section.title, (section.title,)) for section in SECTIONS), heard=False)
