"""Long work that says how far it is and stops when nobody wants it any more."""

from collections.abc import Callable

# (done, of how many) → whether to go on.
Progress = Callable[[int, int], bool]


class Cancelled(Exception):  # noqa: N818 - it is no error
    """Somebody stopped the work; nothing came of it."""


def tell(progress: Progress | None, done: int, of: int) -> None:
    """Tell how far the work is.

    Raises:
        Cancelled: whoever was told wants no more of it.
    """
    if progress and not progress(done, of):
        raise Cancelled
