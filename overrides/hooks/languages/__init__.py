"""Two languages: pairs of pages, how fresh a translation is, and pages that have none."""
