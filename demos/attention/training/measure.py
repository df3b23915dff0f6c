"""python -m demos.attention.training.measure: measure the shipped model and write metrics.toml, which the page shows."""

from demos.attention.model.pretrained import METRICS, pretrained
from demos.attention.training.evaluate import TESTS, evaluate

SENTENCES = 800  # for each language and test


def main():
    metrics = evaluate(pretrained(), count=SENTENCES)
    lines = [f"head = {metrics['head']}"]
    for language in ("ar", "en"):
        for test in TESTS:
            lines += ["", f"[{language}.{test}]", *(f"{name} = {round(value, 4)}" for name, value in metrics[language][test].items())]
    text = "\n".join(lines) + "\n"
    print(text)
    METRICS.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
