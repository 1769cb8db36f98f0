"""What a session keeps on the server: whole or not at all, for as long as was said, for who knows the word."""

import json
import os
import time

import pytest

from geodata.configuration import configuration
from geodata.own import keeping

FILE = "名称,区县\n甲,潼南区\n".encode("gb18030")
NAME = keeping.digest(FILE)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("CHENGYU_DATA", str(tmp_path))
    return tmp_path / "sessions"


def kept_one(note=None):
    token = keeping.new_token()
    assert keeping.keep(token, note or {"lists": [1]}, {NAME: FILE})
    return token


def test_what_is_kept_comes_back_to_who_knows_the_word_and_to_nobody_else(folder):
    token = kept_one()
    found = keeping.kept(token)
    assert found.note == {"lists": [1]}
    assert found.files[NAME].read_bytes() == FILE
    assert keeping.kept(keeping.new_token()) is None
    assert len({keeping.new_token() for _ in range(100)}) == 100
    assert (folder / token).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("word", ["", "x", "../../etc/passwd", "a" * 21, "a" * 23, "a/" * 11, None, 5, ["x"]])
def test_what_is_no_word_finds_nothing_and_writes_nowhere(word, folder):
    assert keeping.kept(word) is None
    assert not keeping.keep(word, {}, {NAME: FILE})
    keeping.drop(word)
    keeping.touch(word)
    assert not folder.exists()


def test_a_file_that_is_no_more_needed_goes(folder):
    token, other = kept_one(), b"other"
    assert keeping.keep(token, {"lists": [2]}, {keeping.digest(other): other})
    assert keeping.kept(token).files.keys() == {keeping.digest(other)}
    keeping.drop(token)
    assert keeping.kept(token) is None
    assert list(folder.iterdir()) == []


def test_a_file_that_is_there_need_not_be_given_again():
    token = kept_one()
    assert keeping.keep(token, {"lists": [3]}, {NAME: b""})
    found = keeping.kept(token)
    assert (found.note, found.files[NAME].read_bytes()) == ({"lists": [3]}, FILE)


def test_a_window_that_was_doubled_changes_only_its_own():
    token = kept_one()
    other = keeping.fork(token)
    assert keeping.keep(other, {"lists": []}, {})
    assert keeping.kept(token).files[NAME].read_bytes() == FILE
    assert keeping.kept(other).files == {}
    assert keeping._used() < 2 * len(FILE) + 200  # one file, two notes


def test_its_time_is_up_after_the_hours_that_were_said_and_begins_anew_with_each_visit(folder):
    token = kept_one()
    note = folder / token / "session.json"
    hours = configuration().intake.kept_hours
    os.utime(note, (0, time.time() - hours * 3600 + 60))
    assert keeping.kept(token)
    keeping.sweep()
    keeping.touch(token)
    assert time.time() - note.stat().st_mtime < 60
    os.utime(note, (0, time.time() - hours * 3600 - 60))
    assert keeping.kept(token) is None
    keeping.sweep()
    assert list(folder.iterdir()) == []


def test_without_room_nothing_is_promised(monkeypatch):
    token = kept_one()
    monkeypatch.setattr(keeping, "MOST_MB", 0)
    other = b"another file"
    assert not keeping.keep(token, {"lists": [9]}, {keeping.digest(other): other})
    assert keeping.kept(token).note == {"lists": [1]}  # as it was


def test_where_nothing_can_be_written_nothing_is_promised(tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_bytes(b"")
    monkeypatch.setenv("CHENGYU_DATA", str(blocked))
    assert not keeping.keep(keeping.new_token(), {}, {NAME: FILE})


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b"\xff"])
def test_a_broken_note_is_as_if_there_were_none(note, folder):
    token = kept_one()
    (folder / token / "session.json").write_bytes(note)
    assert keeping.kept(token) is None


def test_a_writer_that_is_killed_leaves_the_old_or_the_new(folder, monkeypatch):
    token = kept_one()

    def killed(path, content):
        if path.name == "session.json":
            raise KeyboardInterrupt  # at the worst moment: files are there, the note is not
        path.write_bytes(content)

    monkeypatch.setattr(keeping.whole_file, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        keeping.keep(token, {"lists": [2]}, {keeping.digest(b"new"): b"new"})
    found = keeping.kept(token)
    assert (found.note, found.files[NAME].read_bytes()) == ({"lists": [1]}, FILE)
    assert json.loads((folder / token / "session.json").read_text()) == {"lists": [1]}


def test_what_is_gone_meanwhile_is_not_said_to_be_kept():
    token = kept_one()
    assert keeping.touch(token)
    keeping.drop(token)  # its time was up while the window slept
    assert not keeping.touch(token)
    assert not keeping.keep(token, {"lists": [2]}, {NAME: b""})
    assert keeping.kept(token) is None


def test_other_users_of_the_machine_do_not_see_the_words(folder):
    kept_one()
    assert folder.stat().st_mode & 0o077 == 0


def test_where_the_disk_knows_no_second_names_both_windows_go_on_with_one_word(monkeypatch):
    token = kept_one()

    def refuse(*_):
        raise OSError

    monkeypatch.setattr(os, "link", refuse)
    assert keeping.fork(token) == token
    assert keeping.kept(token).files.keys() == {NAME}
