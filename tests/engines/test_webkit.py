"""Every journey in WebKit."""

from tests.engines.journeys import *  # noqa: F403

ENGINE = "webkit"
