"""What records of flows are, and the one error that says in the user's words what is wrong with them."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from geodata.text import LANGS, Text

HOME, SERVICE, DOMAIN, YEAR, PERSONS = "home_adcode", "service_adcode", "domain", "year", "persons"
COLUMNS: Final = {
    HOME: Text("居住地区县代码（六位）", "code of the county of residence, six digits"),
    SERVICE: Text("服务地区县代码（六位）", "code of the county of the service, six digits"),
    DOMAIN: Text("领域，如 health", "domain, such as health"),
    YEAR: Text("年份，整数", "year, a whole number"),
    PERSONS: Text("人次，整数", "persons, a whole number"),
}
NUMBERS: Final = (YEAR, PERSONS)
DEMO: Final = "demo"  # a further column, true in every record that was made up to show scale
DEMO_MARK: Final = Text("演示数据", "demonstration data")
VERDICT: Final = Text("合成的演示数据，不是事实", "synthetic demonstration data, no facts")


class FlowsError(Exception):
    """Records or sums that cannot be used; its message says why in both languages, a line each."""

    def __init__(self, zh: str, en: str) -> None:
        """Keep the message as a pair."""
        super().__init__(zh, en)
        self.told = Text(zh, en)

    def __str__(self) -> str:
        """Return the message, Chinese first."""
        return "\n".join(self.told.say(lang) for lang in LANGS)


def check(columns: Iterable[str], whole: Mapping[str, bool], textual: Mapping[str, bool], types: Any) -> None:
    """Refuse records whose columns are not there or hold something else.

    Args:
        columns: names of the columns there are.
        whole: which of them hold whole numbers.
        textual: which hold whole numbers or texts, as codes may be written.
        types: column → its type as the engine names it, for the message.

    Raises:
        FlowsError: which column, what it holds, what is expected.
    """
    have = list(columns)
    if missing := [name for name in COLUMNS if name not in have]:
        expected = "、".join(missing)
        raise FlowsError(
            f"缺少列：{expected}。现有的列：{'、'.join(have)}",
            f"Missing columns: {', '.join(missing)}. There are: {', '.join(have)}",
        )
    for name, what in COLUMNS.items():
        if not (whole if name in NUMBERS else textual)[name]:
            raise FlowsError(
                f"列 {name} 的类型是 {types[name]}，应为：{what.zh}",
                f"Column {name} is of type {types[name]}; expected: {what.en}",
            )
