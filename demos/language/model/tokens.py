"""From tokens, which are text, to the numbers that the model sees, and back."""

import numpy as np

EDGE = ""  # token 0: it fills the places before the beginning, and it means the end


def vocabulary(sequences):
    """Return every token of the sequences once, sorted, after EDGE. A token's number is its index."""
    return (EDGE, *sorted({token for sequence in sequences for token in sequence}))


def context_of(tokens, numbers, size):
    """Return the last `size` tokens as a (1, size) array, filled up with EDGE at the beginning.

    numbers  {token: number}
    """
    last = [numbers[token] for token in tokens][-size:]
    return np.array([[0] * (size - len(last)) + last])


def examples(sequences, numbers, size):
    """Return every place of the sequences as an example: (contexts (N, size), targets (N,)).

    The target after a sequence's last token is EDGE.
    """
    contexts, targets = [], []
    for sequence in sequences:
        padded = [0] * size + [numbers[token] for token in sequence] + [0]
        for at in range(size, len(padded)):
            contexts.append(padded[at - size : at])
            targets.append(padded[at])
    return np.array(contexts, int).reshape(-1, size), np.array(targets, int)


def bigram_loss(sequences, tests, numbers):
    """Return the mean -log probability, in nats, that counting pairs gives to the tests.

    The baseline without any network: how often did this token follow that one in the sequences?
    Every pair counts 0.1 times more than it was seen, so that no pair is impossible.
    """
    counts = np.full((len(numbers), len(numbers)), 0.1)
    contexts, targets = examples(sequences, numbers, 1)
    np.add.at(counts, (contexts[:, 0], targets), 1)
    shares = counts / counts.sum(axis=1, keepdims=True)
    contexts, targets = examples(tests, numbers, 1)
    return float(-np.log(shares[contexts[:, 0], targets]).mean())
