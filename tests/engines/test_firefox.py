"""Every journey in Firefox."""

from tests.engines.journeys import *  # noqa: F403

ENGINE = "firefox"
