"""The three lessons: what each one trains, asks and measures, as functions of JSON state."""
