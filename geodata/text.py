"""The two languages: every text of the product is a pair."""

from typing import Final, Literal, NamedTuple

Lang = Literal["zh", "en"]
LANGS: Final[tuple[Lang, ...]] = ("zh", "en")


class Text(NamedTuple):
    """One text in both languages; ``text[lang]`` would be ambiguous with the tuple, so call ``text.say(lang)``."""

    zh: str
    en: str

    def say(self, lang: Lang) -> str:
        """Return the text in ``lang``."""
        return self.zh if lang == "zh" else self.en


def joined(parts: list[str], lang: Lang) -> str:
    """Join list items the way the language does: 甲、乙 or A, B."""
    return ("、" if lang == "zh" else ", ").join(parts)
