"""Chatbot.reply: how ELIZA answers.

After J. Weizenbaum, "ELIZA - A Computer Program For the Study of Natural
Language Communication Between Man And Machine", CACM 9(1), 1966, and the
published MAD-SLIP program where the paper is silent:

1. read the message from left to right; a keyword that outranks all before it goes
   on top of the stack, any other to the bottom; replace words as they are met;
2. at a delimiter (a comma, "but"): keep what was read if it held a keyword, else
   forget it and read on;
3. take keywords from the stack until one's decomposition fits and its
   reassembly, the next in turn, makes the answer;
4. without a keyword, bring back a memory if the count says so, or say something
   that suits any message.
"""

from dataclasses import dataclass

from demos.chatbot.eliza.assemble import assemble
from demos.chatbot.eliza.decompose import match
from demos.chatbot.eliza.memory import middle_square
from demos.chatbot.eliza.scan import scan
from demos.chatbot.eliza.trace import Step, Trace

# A conversation is kept as JSON, so what it remembers must end somewhere.
MEMORIES = 50


@dataclass(frozen=True)
class Reply:
    """An answer and how it came about."""

    text: str
    trace: Trace


class Chatbot:
    """A conversation by a set of rules. The same messages always get the same answers.

    rules   what load_rules() returns
    state   .state of an earlier Chatbot, to go on from there; it is JSON:
            {"turns": {decomposition: answers given}, "memory": [[text, line], ...], "count": int}
    choose  (word, classes) -> int in range(classes): which memory rule is used for a
            message that ends in this word
    """

    def __init__(self, rules, state=None, choose=middle_square):
        state = state or {"turns": {}, "memory": [], "count": 1}
        self.rules, self._choose = rules, choose
        self._turns, self._memory = dict(state["turns"]), list(state["memory"])
        self._count = state["count"]

    @property
    def state(self):
        """All that the conversation has changed, as JSON."""
        return {"turns": dict(self._turns), "memory": list(self._memory), "count": self._count}

    def reply(self, text):
        """Return the Reply to one message, whatever it holds. Never raises."""
        trace = Trace(count=self._count)
        if len(text) > self.rules.longest_message:
            return self._plain(self.rules.too_long, (), trace, "too_long")
        words = self.rules.reader.words(text)
        if not words:
            return self._plain(self.rules.silence, (), trace, "silence")
        self._count = trace.count = self._count % self.rules.memory.every + 1
        words, stack = scan(self.rules, words, trace)
        if not stack and self._memory and self._count == self.rules.memory.every:
            return self._recall(trace)
        return self._transform(words, stack, trace)

    def _transform(self, words, stack, trace):
        """Work down the stack of keywords to the first that answers."""
        while stack:
            key, found = stack.pop(0)
            keyword = self.rules.keywords[key]
            self._remember(key, words, trace)
            step, reassembly, slots = self._apply(keyword, words)
            trace.steps.append(step)
            found["fate"] = "chosen" if step.outcome in ("say", "goto", "pre") else "tried"
            if step.outcome == "say":
                return self._say(reassembly, slots, trace, "keyword")
            if step.outcome == "pre":
                words = self.rules.reader.words(assemble(reassembly.parts, slots))
            if step.goto:
                stack.insert(0, (step.goto, found))
            elif step.outcome == "no_match" and self.rules.no_match:
                trace.source = "no_match"
                answers = self.rules.no_match
                return Reply(answers[(self._count - 1) % len(answers)], trace)
        return self._plain(self.rules.none, words, trace, "none")

    def _apply(self, keyword, words):
        """Try one keyword; return (Step, its Reassembly or None, the slots or None)."""
        for decomposition in keyword.decompositions:
            slots = match(decomposition.pattern, words)
            if slots is not None:
                reassembly, turn = self._next(keyword.word, decomposition)
                step = Step.used(keyword, decomposition, slots, reassembly, turn)
                return step, reassembly, slots
        goto = keyword.goto.goto if keyword.goto else None
        outcome = "goto" if goto else "no_match"
        return Step(keyword.word, keyword.line, outcome, goto=goto), None, None

    def _next(self, owner, decomposition):
        """Return (the reassembly whose turn it is, its index), and pass the turn on."""
        name = f"{owner}: {decomposition.text}"
        turn = self._turns.get(name, 0) % len(decomposition.reassemblies)
        self._turns[name] = turn + 1
        return decomposition.reassemblies[turn], turn

    def _remember(self, key, words, trace):
        memory = self.rules.memory
        if key not in memory.keywords or not words:
            return
        rule = memory.rules[self._choose(words[-1].key, len(memory.rules))]
        slots = match(rule.pattern, words)
        if slots is not None:
            made = self._fill(rule.reassemblies[0], slots)
            self._memory = [*self._memory, [made, rule.line]][-MEMORIES:]
            trace.stored = {"text": made, "line": rule.line}

    def _recall(self, trace):
        text, line = self._memory.pop(0)
        trace.recalled = {"text": text, "line": line}
        trace.source, trace.line = "memory", line
        return Reply(text, trace)

    def _plain(self, decomposition, words, trace, source):
        """Answer from a list that asks nothing of the message: slot 1 is all of it."""
        return self._say(self._next(source, decomposition)[0], [words], trace, source)

    def _say(self, reassembly, slots, trace, source):
        trace.source, trace.line = source, reassembly.place[0]
        return Reply(self._fill(reassembly, slots), trace)

    def _fill(self, reassembly, slots):
        swapped = [self.rules.after(slot, self.rules.reader.words) for slot in slots]
        text = assemble(reassembly.parts, swapped)
        if self.rules.case == "upper":
            return text.upper()
        return text[:1].upper() + text[1:] if self.rules.case == "sentence" else text
