"""`make bench`, the chatbot: how long one answer to a random message takes in CPython."""

import statistics
import time

from demos.chatbot import Chatbot
from demos.chatbot.reader_rules import rules
from tests.support.random_messages import messages

COUNT = 10_000


def measure():
    """Return {language: {"median", "p99", "worst"}} in milliseconds."""
    return {language: _figures(language) for language in ("ar", "en")}


def _figures(language):
    bot, times = Chatbot(rules(language)), []
    for message in messages(language, COUNT):
        begun = time.perf_counter()
        bot.reply(message)
        times.append(1000 * (time.perf_counter() - begun))
    return {
        "median": statistics.median(times),
        "p99": statistics.quantiles(times, n=100)[-1],
        "worst": max(times),
    }


def main():
    print(f"Chatbot, {COUNT:,} random messages (limit: 50 ms at the 99th percentile)")
    for language, found in measure().items():
        print(f"  {language}: " + ", ".join(f"{name} {value:.2f} ms" for name, value in found.items()))


if __name__ == "__main__":
    main()
