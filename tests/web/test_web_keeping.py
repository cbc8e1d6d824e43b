"""What pages need is made ahead; whatever goes wrong with that, nobody waits for ever."""

from __future__ import annotations

import pytest

from loupe.engine import Case
from loupe.model.errors import CaseDamaged
from loupe.pages import rendering
from loupe.web.keeping import Keeper


class Asked:
    """A case that counts how often it is made ready, and fails as it is told."""

    def __init__(self, error=None):
        self.times, self.error = 0, error

    def ready(self):
        self.times += 1
        if self.error:
            raise self.error

    def works(self):
        return []


def test_a_case_is_made_ready_again_and_again():
    keeper, case = Keeper(), Asked()
    keeper.start(case)
    assert keeper.ready.wait(5)
    for _ in range(100):
        if case.times > 1:
            break
        keeper._ends.wait(0.05)
    keeper.stop()
    assert case.times > 1


def test_a_case_that_cannot_be_read_is_left_to_the_page_that_needs_it():
    keeper, case = Keeper(), Asked(CaseDamaged("It is damaged."))
    keeper.start(case)
    assert keeper.ready.wait(5)
    keeper.stop()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_of_loupe_keeps_nobody_waiting():
    keeper = Keeper()
    keeper.start(Asked(RuntimeError("a fault")))
    assert keeper.ready.wait(5)
    keeper.stop()


def test_the_lines_of_a_film_are_drawn_before_they_are_asked_for(case):
    rendering._made.cache_clear()
    keeper = Keeper()
    with Case.open(case) as opened:
        keeper.start(opened)
        assert keeper.ready.wait(30)
        keeper.stop()
        page = opened.page_of_film()
        drawn = rendering._made.cache_info()
        rendering.draw_lines(page)
    assert drawn.currsize >= len(page.lines) > 0
    assert rendering._made.cache_info().misses == drawn.misses
