"""The rule file, shown and open to change; and what came of the change, in the reader's language."""

from demos.chatbot import reader_rules
from demos.chatbot.rulefile.errors import RulesError
from demos.chatbot.rulefile.parse_toml import LONGEST
from demos.markup import coded, element, join


def editor(state, texts):
    """Return the folded editor, with the buttons around it."""
    name = f"rules.{state['language']}.toml"
    area = element(
        "textarea", "\n", reader_rules.text(state), name="rules", data_editor="toml", dir="ltr",
        spellcheck="false", autocapitalize="off", autocomplete="off", rows=18, maxlength=LONGEST,
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
    ideas = [element("li", coded(texts[f"rules_idea_{number}"])) for number in (1, 2, 3)]
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
    """Return what came of the reader's rules: a message always in view, empty if she changed nothing."""
    if state["wrong"]:
        error = RulesError.from_json(state["wrong"])
        kept = texts["rules_kept_ours" if state["rules"] is None else "rules_kept"]
        said = join(element("p", coded(error.message(language))), element("p", kept))
        return _notice(said, error.line)
    return _notice(texts["rules_used"] if state["rules"] is not None else None)


def _notice(said, line=None):
    return element("div", said, class_="verdict", role="status", data_error_line=line)
