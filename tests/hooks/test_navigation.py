"""What stands beside a page where a section has grown long."""

from types import SimpleNamespace

import pytest

from overrides.hooks.framework import Link, Navigation, Section
from overrides.hooks.listing.navigation import NEAR, near


def site(count):
    index = SimpleNamespace(title="All guides", is_index=True, parent=None, is_section=False, is_page=True, is_link=False, children=None)
    guides = [Link(f"Guide {number}", f"{number}/") for number in range(count)]
    section = Section("Guides", [index, *guides])
    return Navigation([Link("Home", ""), section, Link("About", "about/")], []), section, guides


def titles(navigation):
    return [child.title for child in navigation.items[1].children]


@pytest.mark.parametrize("at, first", [(0, 0), (3, 0), (50, 50 - NEAR // 2), (99, 100 - NEAR)])
def test_of_a_long_section_a_page_shows_its_index_and_what_is_near(at, first):
    navigation, section, guides = site(100)
    shown = titles(near(navigation, guides[at]))
    assert shown == ["All guides", *(f"Guide {number}" for number in range(first, first + NEAR))]
    assert f"Guide {at}" in shown
    assert len(section.children) == 101, "the site's own navigation is left as it is"


def test_a_page_outside_it_shows_the_newest():
    navigation, _, _ = site(100)
    assert titles(near(navigation, navigation.items[0]))[:2] == ["All guides", "Guide 0"]


def test_a_short_section_is_shown_whole():
    navigation, _, guides = site(NEAR)
    assert len(titles(near(navigation, guides[-1]))) == NEAR + 1
