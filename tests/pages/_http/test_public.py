"""Which addresses are printed: those that others can open, or the one that is set."""

import pytest

from pages._http.base_path import PUBLIC, public, reachable


@pytest.mark.parametrize(
    ("address", "others"),
    [
        ("http://localhost:8501", False),
        ("http://127.0.0.1:8501/onemap", False),
        ("http://[::1]:8501", False),
        ("http://0.0.0.0:8501", False),
        ("http://169.254.3.4", False),
        ("http://my-pc:8501", False),
        ("http://my-pc.local", False),
        ("http://[", False),
        ("", False),
        ("http://10.1.2.3:8501", True),
        ("http://192.168.1.20", True),
        ("http://[fd00::5]:8501", True),
        ("https://maps.example/onemap", True),
        ("http://gis.intra.gov.cn", True),
    ],
)
def test_only_addresses_that_others_can_open_are_printed(address, others, monkeypatch):
    monkeypatch.delenv(PUBLIC, raising=False)
    assert reachable(address) == others
    assert public(address) == (address if others else "")


@pytest.mark.parametrize(
    ("told", "printed"),
    [("https://maps.example", "https://maps.example"), ("maps.example", ""), ("javascript:alert(1)", ""), ("", "")],
)
def test_the_address_that_is_set_comes_first(told, printed, monkeypatch):
    monkeypatch.setenv(PUBLIC, told)
    assert public("http://localhost:8501") == printed
