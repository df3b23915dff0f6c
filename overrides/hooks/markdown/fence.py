"""What the fences of demos and of live cells share: where they are in the file, and what happens to an exception."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from markdown import Markdown

from overrides.hooks.content.diagnostics import Mistake, Problem
from overrides.hooks.content.messages import say
from overrides.hooks.markdown.page_context import PageContext


def line_of(page: PageContext, words: list[str], body: str) -> int | None:
    """Return the line of the fence with these words and this body, which SuperFences does not tell."""
    return page.written.fence_line(" ".join(words), body) if page.written else None


def accept(language: str, inputs: dict, options: dict, attrs: dict, md: Markdown) -> bool:
    """Accept every fence of a kind of ours: a wrong one must stop the build, not pass as a block of code."""
    options["words"] = list(inputs)
    return True


def stops_the_build(render: Callable[..., Any]) -> Callable[..., Any]:
    """Turn every exception of a fence's function into a Mistake with its file and line.

    SuperFences 10 ignores all other exceptions, and shows the fence as a block of code.
    """

    @wraps(render)
    def wrapped(source: str, language: str, css_class: str, options: dict, md: Markdown, **kwargs: Any) -> Any:
        try:
            return render(source, language, css_class, options, md, **kwargs)
        except Mistake:
            raise
        except Exception as error:
            page: PageContext = md.page_context  # type: ignore[attr-defined]
            name = " ".join(options["words"]) or language
            message = say("demo.raised", name=name, error=type(error).__name__, why=error)
            raise Mistake(Problem(page.file, line_of(page, [language, *options["words"]], source), message)) from error

    return wrapped
