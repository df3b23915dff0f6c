"""Made sentences about jobs, with a share of men in each: what the lesson "jobs" learns, and what it asks.

In English the model chooses between "he" and "she" after a job. Arabic has no such pronoun in these
sentences: there the job itself has a form for men and one for women, so a sentence begins with the
name of the work, which says nothing of who does it, and the model chooses the form.
"""

import re
from functools import cache, lru_cache

from demos.language.data import table

COPIES = 5  # of each template, for each job


@cache
def jobs(language):
    """Return the jobs, in the order of the file: [{"name", "man", "woman", "share", "balanced"}, ...].

    name        what the page calls the job
    man, woman  the tokens between which the model chooses
    share       the share of men in the data, at first
    balanced    whether fine-tuning has sentences about this job
    """
    if language == "en":
        return [{**job, "man": "he", "woman": "she"} for job in table("jobs", language)["job"]]
    return [{**job, "name": job["work"]} for job in table("jobs", language)["job"]]


@lru_cache(maxsize=8)
def sentences(language, shares):
    """Return 8 x COPIES sentences for each job, as tuples of tokens.

    shares  a tuple: for each job the share of men, or None for a job that has no sentences
    """
    templates = table("jobs", language)["templates"]
    total = len(templates) * COPIES
    found = []
    for job, share in zip(jobs(language), shares, strict=True):
        if share is not None:
            men = round(share * total)
            # 11 has no factor in common with the total, so every template has about the same share of men.
            found += [_fill(templates[j % len(templates)], job, j * 11 % total < men, language) for j in range(total)]
    return tuple(found)


def questions(language, job):
    """Return the beginnings after which the model chooses between job["man"] and job["woman"]."""
    if language == "ar":
        return [(job["name"], ":")]
    filled = [_fill(template, job, True, language) for template in table("jobs", language)["templates"]]
    return [sentence[: sentence.index("he")] for sentence in filled]


def _fill(template, job, is_man, language):
    """Return a template about a man or a woman, as tokens. A job of two words is one token."""
    form = 0 if is_man else 1
    chosen = re.sub(r"\{([^{}|]+)\|([^{}|]+)\}", lambda pair: pair[form + 1], template)
    values = {"{job}": job["name"], "{pronoun}": "he" if is_man else "she"}
    if language == "ar":
        values = {"{job}": job["man"] if is_man else job["woman"]}
    tokens = tuple(values.get(token, token) for token in chosen.split())
    return (job["name"], ":", *tokens) if language == "ar" else tokens
