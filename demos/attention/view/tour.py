"""The guided tour: what it points at, in order. Its texts are in the strings."""

# CSS selectors, not elements, because the demo's HTML is replaced at every answer.
STEPS = (".ready", ".answer", "figure:has(> .looks)", ".words", ".switches", ".lesson")


def tour(state):
    """Return [(selector, key), ...]: each step's part of the demo, and which string it shows there.

    The string with "_part" after its key names the part. A short demo is seen at one glance and has no tour.
    """
    return [] if state["short"] else [(selector, f"tour_{number}") for number, selector in enumerate(STEPS, 1)]
