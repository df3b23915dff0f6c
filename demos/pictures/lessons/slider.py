"""What a slider sends."""


def step_of(text, last, default):
    """Return a slider's place as a whole number from 0 to last, or default if the text is not one."""
    try:
        return min(max(int(float(text)), 0), last)
    except (ValueError, OverflowError):
        return default
