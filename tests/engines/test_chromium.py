"""Some journeys in Chromium, which show that the journeys and its driver agree.

tests/browser tries all the rest of Chromium, and more closely; here it would only cost time. The endless cell is here,
because only the journey counts what the browser's threads compute.
"""

from tests.engines.journeys import (  # noqa: F401
    test_a_guide_is_there_to_read,
    test_an_endless_cell_is_stopped_and_computes_no_longer,
    test_search_results_can_be_seen,
    test_the_computation_is_shown_step_by_step,
)

ENGINE = "chromium"
