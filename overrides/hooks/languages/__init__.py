"""The site's languages: pages in several of them, how fresh a translation is, and pages that have none."""
