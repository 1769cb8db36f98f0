"""Pick: one row of one dataset, as links, files and states name it. The only place that takes such a name apart."""


class Pick(str):
    """The text "dataset:id"; empty for nothing. Ids may hold colons, ids of datasets never do."""

    __slots__ = ()

    @classmethod
    def of(cls, dataset: str, id: str) -> "Pick":
        """Return the name of a row."""
        return cls(f"{dataset}:{id}")

    @property
    def dataset(self) -> str:
        """The dataset's id; empty for nothing."""
        return self.partition(":")[0]

    @property
    def id(self) -> str:
        """The row's id; empty for nothing."""
        return self.partition(":")[2]

    def within(self, dataset: str) -> str:
        """Return the row's id if the row is one of ``dataset``, else an empty text."""
        return self.id if self.dataset == dataset else ""


NOTHING = Pick()
