"""The comparison of a code block with its translation: comments and strings may differ, the code may not."""

from pygments.lexers import get_lexer_by_name
from pygments.token import Comment, String, Text
from pygments.util import ClassNotFound


def same_code(language: str, first: str, second: str) -> bool:
    """Return whether two pieces of code are equal apart from comments, strings and white space.

    language  a name that Pygments knows; of an unknown one any two pieces count as equal
    """
    if first == second:
        return True
    try:
        lexer = get_lexer_by_name(language)
    except ClassNotFound:
        return True  # Without a lexer, comments cannot be told from code.
    if lexer.name in ("Text only", "Text output"):
        return True
    return _code_tokens(lexer, first) == _code_tokens(lexer, second)


def _code_tokens(lexer, code: str) -> list[str]:
    tokens = ((kind, text.strip()) for kind, text in lexer.get_tokens(code))
    return [text for kind, text in tokens if text and kind not in Comment and kind not in String and kind not in Text]
