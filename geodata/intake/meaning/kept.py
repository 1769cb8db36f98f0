"""What a reader decided of a file's columns, kept so that the next file with those headings needs no question."""

import hashlib
import json
from typing import Final

from geodata.intake.meaning import columns, headings
from geodata.intake.model import Mapping, Meaning

_FORM: Final = 1  # of the JSON; another number is of a later version, whose choices are not understood


def headings_key(given: tuple[str, ...]) -> str:
    """Return what files with the same headings share, in whatever order the columns stand."""
    told = "\n".join(sorted(key.casefold() for key in headings.keys(given)))
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def remembered(mapping: Mapping) -> dict[str, Meaning]:
    """Return what ``columns.understand`` is to be told of the next file with these headings."""
    keys = headings.keys(tuple(one.heading for one in mapping))
    return {key: one.meaning for key, one in zip(keys, mapping, strict=True)}


def to_json(mapping: Mapping) -> str:
    """Return a mapping as JSON to keep: heading → meaning."""
    return json.dumps({"form": _FORM, "columns": remembered(mapping)}, ensure_ascii=False)


def from_json(text: str) -> dict[str, Meaning]:
    """Return what was kept as ``remembered`` gives it; what is not understood, or no such text at all, is left out."""
    try:
        told = json.loads(text)
        columns_ = told["columns"] if told["form"] == _FORM else {}
        given = {str(key): str(value) for key, value in columns_.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    known = {meaning.value: meaning for meaning in Meaning}
    return {key: known[value] for key, value in given.items() if value in known}


def changed(mapping: Mapping, choices: dict[int, Meaning]) -> Mapping:
    """Return a mapping with columns as the reader corrected them.

    A column that had a meaning given to another now becomes what its values look like: text, to lose nothing.

    Args:
        mapping: as understood.
        choices: position of a column → what it is.
    """
    given = set(choices.values()) - columns.MANY
    out = []
    for one in mapping:
        if one.position in choices:
            meaning = choices[one.position]
            unit = (one.unit or headings.unit(one.heading)) if meaning in columns.COUNTED else ""
            out.append(type(one)(one.position, one.heading, meaning, unit, "user"))
        elif one.meaning in given:
            out.append(type(one)(one.position, one.heading, Meaning.TEXT, "", "user"))
        else:
            out.append(one)
    return tuple(out)
