"""Every journey in Firefox."""

from tests.engines.journeys import *  # noqa: F403
from tests.engines.journeys_returning import *  # noqa: F403

ENGINE = "firefox"
