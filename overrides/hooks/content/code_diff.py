"""Code in two languages: what a translator may change, and what not."""

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, Text
from pygments.util import ClassNotFound


def same_code(language: str, first: str, second: str) -> bool:
    """Say whether two pieces of code are one but for their comments, texts and spaces."""
    if first == second:
        return True
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return True  # Nobody can tell what of it is words.
    if lexer.name in ("Text only", "Text output"):
        return True
    return _bare(lexer, first) == _bare(lexer, second)


def _bare(lexer, code: str) -> list[str]:
    kept = ((kind, text.strip()) for kind, text in lexer.get_tokens(code))
    return [text for kind, text in kept if text and kind not in Comment and kind not in String and kind not in Text]
