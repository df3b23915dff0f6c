"""The editor of the rule file, and the message about the rules that the reader ran."""

from demos.chatbot import reader_rules
from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.parse_toml import MAX_CHARACTERS
from demos.markup import element, inline_code, join

FILE = "rules.{language}.toml"


def rules_editor(state, texts):
    """Return <details> with the editor and its buttons."""
    name = FILE.format(language=state["language"])
    area = element(
        "textarea", "\n", reader_rules.editor_text(state), name="rules", data_editor="toml", dir="ltr",
        spellcheck="false", autocapitalize="off", autocomplete="off", rows=18, maxlength=MAX_CHARACTERS,
        aria_label=texts["rules_label"], aria_invalid="true" if state["wrong"] else None,
    )  # fmt: skip
    buttons = (
        element("button", texts["rules_run"], type="submit"),
        element("button", texts["rules_reset"], type="button", name="reset_rules", value="yes"),
        element("button", texts["rules_save"], type="button", data_save=name),
        element(
            "label", texts["rules_open"],
            element("input", type="file", accept=".toml,text/plain", data_open=True),
            class_="file",
        ),
    )  # fmt: skip
    ideas = [element("li", inline_code(texts[f"rules_idea_{number}"])) for number in (1, 2, 3)]
    return element(
        "details",
        element("summary", texts["rules"]),
        element("p", texts["rules_about"]),
        element("ul", *ideas, data_live=True),
        element(
            "form", element("div", area), element("p", *buttons, class_="buttons", data_live=True),
            data_send=True, data_keep=True,
        ),
        class_="rules",
    )  # fmt: skip


def verdict(state, language, texts):
    """Return the message about the reader's rules, which is always visible. It is empty if she ran none."""
    if state["wrong"]:
        error = RulesError.from_json(state["wrong"])
        still_used = texts["rules_kept_ours" if state["rules"] is None else "rules_kept"]
        message = join(element("p", inline_code(error.message(language))), element("p", still_used))
        return _notice(message, error.line)
    return _notice(texts["rules_used"] if state["rules"] is not None else None)


def _notice(message, line=None):
    return element("div", message, class_="verdict", role="status", data_error_line=line)
