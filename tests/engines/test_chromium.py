"""Every journey in Chromium."""

from tests.engines.journeys import *  # noqa: F403

ENGINE = "chromium"
