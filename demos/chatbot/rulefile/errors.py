"""What can be wrong with a rule file, said once and clearly."""

from demos.strings import strings


class RulesError(ValueError):
    """A rule file that cannot be used.

    kind    what is wrong; demos/strings holds a sentence for each, under error_<kind>:
            missing, syntax, bracket, quote, duplicate_keyword, duplicate_key, type, setting,
            value, one_word, number, goto, loop, tag, no_answer, only_text, too_large
    line, column    where, counted from 1; None where no one place is to blame
    data    {name: value} for the places in that sentence
    """

    def __init__(self, kind, line=None, column=None, **data):
        self.kind, self.line, self.column, self.data = kind, line, column, data
        super().__init__(self.message("en"))

    def message(self, language):
        """Say it in "ar" or "en": the place, if it is known, and the mistake."""
        words = strings(language)["chatbot"]
        data = dict(self.data)
        if "expected" in data:
            data["expected"] = words[f"type_{data['expected']}"]
        said = words[f"error_{self.kind}"].format(**data)
        if self.line is None:
            return said
        return words["error_at"].format(line=self.line, column=self.column, error=said)

    def as_json(self):
        """Return the error as JSON, for from_json()."""
        return {"kind": self.kind, "line": self.line, "column": self.column, "data": self.data}

    @classmethod
    def from_json(cls, error):
        """Return the error that as_json() wrote down."""
        return cls(error["kind"], error["line"], error["column"], **error["data"])
