"""python -m demos.attention.training.score LIST.toml: ask the shipped model what the pronouns of a list of sentences refer to.

The list is {sentences = [[sentence, pronoun, referent], ...]}, as in tests/data/pronouns.en.toml. Both
words are written as in the sentence; if the pronoun occurs twice in it, the last one is asked.
"""

import sys
import tomllib
from pathlib import Path

from demos.attention.model.pretrained import pretrained


def answer(text, pronoun):
    """Return the word of the text that the pronoun refers to, and its probability."""
    model = pretrained()
    tokens = model.tokenize(text)
    words = [token.text for token in tokens]
    row = model.encode(tokens)["answers"][len(words) - 1 - words[::-1].index(pronoun)]
    return words[row.argmax()], float(row.max())


def main():
    for path in sys.argv[1:]:
        sentences = tomllib.loads(Path(path).read_text("utf-8"))["sentences"]
        wrong = 0
        for text, pronoun, referent in sentences:
            found, probability = answer(text, pronoun)
            if found != referent:
                wrong += 1
                print(f"{text}  |  {pronoun} -> {referent}, answered {found} ({probability:.0%})")
        print(f"{path}: {len(sentences) - wrong} of {len(sentences)} right")


if __name__ == "__main__":
    main()
