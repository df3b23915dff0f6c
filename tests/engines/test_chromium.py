"""Two journeys in Chromium, which show that the journeys and its driver agree.

tests/browser tries all the rest of Chromium, and more closely; here it would only cost time. The endless cell is here,
because only the journey counts what the browser's threads compute.
"""

import pytest

from tests.engines import journeys
from tests.engines.journeys import test_a_guide_is_there_to_read  # noqa: F401
from tests.support.engines.chromium import Chromium


@pytest.fixture(scope="module")
def engine(browser):
    return Chromium(browser)


def test_an_endless_cell_is_stopped_and_computes_no_longer(live_guide, engine):
    journeys.test_an_endless_cell_is_stopped_and_computes_no_longer(live_guide, engine, "ar")
