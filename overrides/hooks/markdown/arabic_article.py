"""The Arabic article before a foreign word: a line must not end between them."""

import re

# "الـ Generative AI": the article, a tatweel, a space, a foreign word. The space keeps the words apart,
# but at an ordinary space a line may break.
_ARTICLE = re.compile(r"(ـ) (?=(?:<bdi[^>]*>)?[A-Za-z])")


def keep_article_with_its_noun(html: str) -> str:
    """Return the HTML with a no-break space after each "الـ" before a foreign word."""
    return _ARTICLE.sub("\\1\u00a0", html)
