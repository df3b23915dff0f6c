"""What a slider sends, and what a link says of it."""

MAX_SEED = 9_999


def step_of(text, last, default):
    """Return a slider's place as a whole number from 0 to last, or default if the text is not one."""
    try:
        return min(max(int(float(text)), 0), last)
    except (ValueError, OverflowError):
        return default


def player_of(text, last, now):
    """Return what a link says of a player, "seed.step": {"seed", "at", "walking"}; what it does not say is as now."""
    seed, _, at = text.partition(".")
    return {"seed": step_of(seed, MAX_SEED, now["seed"]), "at": step_of(at, last, now["at"]), "walking": False}
