"""Data as YAML to be read by people: texts of several lines as blocks, in the order given."""

from typing import Any

import yaml

from builder.exports.files import File, text_file


class _Dumper(yaml.SafeDumper):
    """Writes no anchors: the same value twice is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)


def yaml_of(data: Any) -> str:
    return yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000)


def yaml_file(name: str, data: Any, blurb: str) -> File:
    return text_file(name, "application/yaml", yaml_of(data), blurb)
