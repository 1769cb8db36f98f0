"""Why something was not published, in the maintainer's words."""

from collections.abc import Sequence

from geodata.intake.model import RowProblem
from geodata.text import Text


class PublishError(Exception):
    """Nothing was published. ``told`` says why and what to do, ``problems`` name the cells of the file to mend.

    ``missing`` names the columns that the table needs and the file lacks: one value for all rows can be given for each.
    """

    def __init__(self, told: Text, problems: Sequence[RowProblem] = (), missing: Sequence[str] = ()) -> None:
        """Keep what is told."""
        self.told, self.problems, self.missing = told, tuple(problems), tuple(missing)
        super().__init__(told.en)
