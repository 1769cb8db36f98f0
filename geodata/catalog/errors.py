"""The one error that facts can raise, in the reader's words and in both languages."""

from dataclasses import dataclass

from geodata.text import Lang, Text


@dataclass(frozen=True)
class Problem:
    """One broken cell (or file): where it is, what stands there, and what is expected.

    ``row`` is the line of the CSV file, counting the header as line 1; 0 means the whole file. ``key`` is the id of the
    row where its table has no lines, as in a database.
    """

    file: str
    row: int
    column: str
    value: str
    expected: Text
    key: str = ""

    def say(self, lang: Lang) -> str:
        """Return the problem as one sentence."""
        if not self.row:
            return f"{self.file} · {self.column}: {self.expected.say(lang)}"
        if self.key and lang == "zh":
            return f"{self.file}「{self.key}」一行「{self.column}」列：“{self.value}”，应为{self.expected.zh}"
        if self.key:
            return f"{self.file}, row {self.key}, column {self.column}: “{self.value}”, expected {self.expected.en}"
        if lang == "zh":
            return f"{self.file} 第{self.row}行「{self.column}」列：“{self.value}”，应为{self.expected.zh}"
        return f"{self.file}, line {self.row}, column {self.column}: “{self.value}”, expected {self.expected.en}"


class DataError(Exception):
    """Facts, or the catalogue that describes them, are broken; nothing was loaded from them."""

    def __init__(self, problems: list[Problem]) -> None:
        """Keep every problem found, so that one reading repairs them all."""
        self.problems = problems
        super().__init__("\n".join(problem.say("en") for problem in problems))

    def say(self, lang: Lang) -> str:
        """Return all problems, one a line."""
        return "\n".join(problem.say(lang) for problem in self.problems)
