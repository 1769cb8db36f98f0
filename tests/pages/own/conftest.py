"""The server where maintainers may publish, as its own tests have it."""

from tests.geodata.publish.conftest import versions

__all__ = ["versions"]
