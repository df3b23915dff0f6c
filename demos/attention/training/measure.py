"""python -m demos.attention.training.measure: measure the shipped model and write figures.toml, which the page shows."""

from pathlib import Path

from demos.attention.model.pretrained import pretrained
from demos.attention.training.evaluate import TESTS, evaluate

FIGURES = Path(__file__).parents[1] / "model/figures.toml"
SENTENCES = 800  # for each language and test


def main():
    metrics = evaluate(pretrained(), count=SENTENCES)
    lines = [f"head = {metrics['head']}"]
    for language in ("ar", "en"):
        for test in TESTS:
            figures = metrics[language][test]
            lines += ["", f"[{language}.{test}]", *(f"{name} = {round(value, 4)}" for name, value in figures.items())]
    FIGURES.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
