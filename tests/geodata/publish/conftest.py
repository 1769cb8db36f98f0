"""A server where maintainers may publish, with a data folder of its own."""

import pytest

from geodata import configuration, data_folder
from geodata.sources.versions import FOLDER
from geodata.sources.workspace import prepare


@pytest.fixture
def versions(tmp_path, monkeypatch):
    """Its versions: none yet."""
    (settings := tmp_path / "own.toml").write_text('[intake]\nmode = "workspace"\nmaintainers = ["Wang@example.cn"]\n')
    monkeypatch.setenv(configuration.VARIABLE, str(settings))
    monkeypatch.setenv(data_folder.VARIABLE, str(tmp_path / "data"))
    configuration.configuration.cache_clear()
    yield prepare(tmp_path / "data" / FOLDER)
    configuration.configuration.cache_clear()
