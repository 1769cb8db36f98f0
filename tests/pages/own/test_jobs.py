"""Files being read in the background: what came of it is told whatever happens, and what nobody wants is let go."""

import threading

from geodata.intake.model import IntakeError
from geodata.text import Text
from pages._ui.own import jobs
from pages._ui.words import mydata as words

TOLD = Text("没有数据行", "no rows")


def refuse(_):
    raise IntakeError(TOLD)


def break_down(_):
    raise ZeroDivisionError


def over(job):
    assert job.ended.wait(10)
    return job.state, job.result, job.told


def test_what_was_read_is_there():
    assert over(jobs.start("a.csv", lambda still: still())) == (jobs.DONE, True, None)


def test_why_nothing_was_read_is_told():
    assert over(jobs.start("a.csv", refuse)) == (jobs.FAILED, None, TOLD)
    assert over(jobs.start("a.csv", break_down)) == (jobs.FAILED, None, words.FAILED)


def test_who_cancels_does_not_wait_and_gets_nothing():
    begun, end = threading.Event(), threading.Event()

    def work(still):
        begun.set()
        assert end.wait(10)
        return still()

    job = jobs.start("a.csv", work)
    assert begun.wait(10)
    job.stop()
    assert over(job) == (jobs.STOPPED, None, None)
    end.set()
    assert not job.still()


def test_two_are_read_at_once_and_the_third_waits():
    begun, end = threading.Barrier(3), threading.Event()

    def work(_):
        begun.wait(10)
        assert end.wait(10)

    running = [jobs.start("a.csv", work) for _ in range(2)]
    begun.wait(10)
    third = jobs.start("b.csv", lambda _: 3)
    assert third.state == jobs.WAITING
    end.set()
    assert over(third) == (jobs.DONE, 3, None)
    assert [over(job)[0] for job in running] == [jobs.DONE, jobs.DONE]
