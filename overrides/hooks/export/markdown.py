"""A guide as plain Markdown, to be read or to be given to an assistant, and llms.txt, which lists all of them (https://llmstxt.org)."""

from dataclasses import dataclass

from overrides.hooks.export.parts import Code, Text


def markdown(found: list[Text | Code]) -> str:
    """Return a guide's Markdown: code in plain fences, each with its output in one below it."""
    return "\n\n".join(part.text if isinstance(part, Text) else _code(part) for part in found) + "\n"


def _code(part: Code) -> str:
    result = part.result or {"output": "", "value": None}
    shown = [text.rstrip("\n") for text in (result["output"], result["value"]) if text]
    return "\n\n".join([f"```python\n{part.code}\n```", *(f"```text\n{text}\n```" for text in shown)])


@dataclass(frozen=True)
class Entry:
    """A guide in llms.txt. `url` is that of its Markdown, absolute."""

    title: str
    url: str
    description: str


def llms_txt(name: str, description: str, heading: str, entries: list[Entry]) -> str:
    """Return the text of llms.txt: the site, and its guides under a heading."""
    guides = "".join(f"- [{entry.title}]({entry.url}): {entry.description}\n" for entry in entries)
    return f"# {name}\n\n> {description}\n\n## {heading}\n\n{guides}"
