"""RulesError: what is wrong with a rule file, in the reader's language."""

from demos.strings import strings


class RulesError(ValueError):
    """A rule file that cannot be used.

    kind    what is wrong; demos/strings has a sentence for each kind, with the key error_<kind>:
            missing, syntax, bracket, quote, duplicate_keyword, duplicate_key, type, setting,
            value, one_word, number, goto, loop, tag, no_answer, only_text, too_large
    line, column    the position, from 1; None if the mistake has no single position
    data    {name: value} for the placeholders in that sentence
    name    of the file, which str() gives too; None until load_rules() knows it. A reader sees message() beside her rules
    """

    name = None

    def __init__(self, kind, line=None, column=None, **data):
        self.kind, self.line, self.column, self.data = kind, line, column, data
        super().__init__(self.message("en"))

    def message(self, language):
        """Return the message in "ar" or "en": the position, if there is one, and the mistake."""
        texts = strings(language)["chatbot"]
        data = dict(self.data)
        if "expected" in data:
            data["expected"] = texts[f"type_{data['expected']}"]
        sentence = texts[f"error_{self.kind}"].format(**data)
        if self.line is None:
            return sentence
        return texts["error_at"].format(line=self.line, column=self.column, error=sentence)

    def __str__(self):
        return f"{self.name}: {self.message('en')}" if self.name else self.message("en")

    def as_json(self):
        """Return the error as JSON, for from_json()."""
        return {"kind": self.kind, "line": self.line, "column": self.column, "data": self.data}

    @classmethod
    def from_json(cls, error):
        """Return the error that as_json() described."""
        return cls(error["kind"], error["line"], error["column"], **error["data"])
