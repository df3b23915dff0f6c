"""What `make serve` shows in place of a page while the site cannot be built."""

from html import escape

from overrides.hooks.content import messages
from overrides.hooks.content.messages import say
from overrides.hooks.content.site_languages import direction

_PAGE = """<!doctype html>
<html lang="{language}" dir="{direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>:root {{ color-scheme: light dark }} body {{ max-width: 50rem; margin: 3rem auto; padding: 0 1rem; font: 1.1rem/1.8 system-ui }} li {{ overflow-wrap: anywhere }}</style>
</head>
<body>
<h1>{title}</h1>
<ul>{lines}</ul>
<p>{then}</p>
</body>
</html>
"""


def html(lines: list[str]) -> str:
    """Return a page that says why a build stopped.

    lines  one for each reason
    """
    language = messages.language()
    items = "".join(f'<li dir="auto">{escape(line)}</li>' for line in lines)
    return _PAGE.format(language=language, direction=direction(language), title=escape(say("serve.failed")), lines=items, then=escape(say("serve.then")))
