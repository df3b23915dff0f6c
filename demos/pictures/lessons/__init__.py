"""The lessons: what each trains, measures and does with an event."""
