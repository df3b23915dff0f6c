"""Arabic with foreign words in it: what keeps such a line together."""

import re

# "الـ Generative AI": the article, its stretched stroke, a space, a foreign word. Written
# together the two would fuse; apart, a line may end between them.
_ARTICLE = re.compile(r"(ـ) (?=(?:<bdi[^>]*>)?[A-Za-z])")


def keep_article_with_its_noun(html: str) -> str:
    """Return the HTML with the space after "الـ" made one at which no line breaks."""
    return _ARTICLE.sub("\\1\u00a0", html)
