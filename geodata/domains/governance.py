"""The paper's four dimensions of holistic governance, as a way to read what the two sides have set up.

The dimensions are the paper's (concept, structure, mechanism, means). Which kind of thing belongs to which is this
project's own reading, by kind and not case by case, and is shown as such.
"""

from typing import Final

import pandas as pd

CONCEPT, STRUCTURE, MECHANISM, MEANS = "concept", "structure", "mechanism", "means"
DIMENSIONS: Final = (CONCEPT, STRUCTURE, MECHANISM, MEANS)

# Kind of mechanism → dimension: what both want, who sits together, by which rules they work, with what they do it.
OF_KIND: Final[dict[str, str]] = {
    "agreement": CONCEPT,
    "legislation": CONCEPT,
    "joint_meeting": STRUCTURE,
    "joint_office": STRUCTURE,
    "workgroup": STRUCTURE,
    "platform_meeting": STRUCTURE,
    "consultation": STRUCTURE,
    "public_service": MECHANISM,
    "talent_exchange": MECHANISM,
    "police": MECHANISM,
    "justice": MECHANISM,
    "ecology": MECHANISM,
    "epidemic": MECHANISM,
    "information": MEANS,
}
# Whole datasets that belong to one dimension.
OF_DATASET: Final[dict[str, str]] = {"platforms": STRUCTURE, "shared_services": MEANS}


def dimensions(kinds: "pd.Series[str]") -> "pd.Series[str]":
    """Return the dimension of each kind of mechanism; missing for a kind nobody has assigned."""
    return kinds.map(OF_KIND)
