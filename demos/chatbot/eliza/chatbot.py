"""Chatbot.reply: how ELIZA answers.

After J. Weizenbaum, "ELIZA - A Computer Program For the Study of Natural
Language Communication Between Man And Machine", CACM 9(1), 1966. Where the paper
gives no detail, this follows the published MAD-SLIP program:

1. Read the message from left to right and put each keyword on the keyword stack: on top
   if its rank is higher than every rank so far, otherwise at the bottom. Substitute words
   on the way.
2. At a delimiter (a comma, "but"): if a keyword was found, stop reading; otherwise drop
   what was read and go on.
3. Take keywords from the stack until one of them has a decomposition that fits. The
   next of its reassemblies, in turn, makes the answer.
4. If there is no keyword: recall a memory if the count is right for it, otherwise say
   something that suits every message.

Four things are ours. Before step 1, the urgent patterns are looked for in the whole message, and
if one fits, its keyword answers (see whole_message.py). After the last keyword of the stack, the
keyword that the setting `otherwise` names is tried. An answer has two forms, of which the
reader's messages select one (see forms.py). And of a message of several sentences, the last
question can be answered (see question.py).
"""

from dataclasses import dataclass

from demos.chatbot.eliza.assemble import assemble
from demos.chatbot.eliza.decompose import decompose
from demos.chatbot.eliza.memory import middle_square
from demos.chatbot.eliza.question import find_question
from demos.chatbot.eliza.scan import scan
from demos.chatbot.eliza.trace import Step, Trace
from demos.chatbot.eliza.whole_message import find_urgent, selected_form, whole_message

# The state is saved as JSON in the reader's browser, so it must not grow without limit.
MAX_MEMORIES = 50
# A message that is too long for an answer is still searched for urgent patterns, up to this length.
MAX_URGENT_CHARACTERS = 10_000


@dataclass(frozen=True)
class Reply:
    """An answer, and the Trace of how it was made."""

    text: str
    trace: Trace


class Chatbot:
    """A conversation by a set of Rules. The same messages always get the same answers.

    rules   what load_rules() returns
    state   the .state of an earlier Chatbot, to continue its conversation; it is JSON:
            {"turns": {decomposition: answers given}, "memory": [[text, line], ...], "count": int,
             "form": 0 or 1}
    choose  (word, classes) -> int in range(classes): selects the memory rule for a
            message by its last word
    """

    def __init__(self, rules, state=None, choose=middle_square):
        state = state or {"turns": {}, "memory": [], "count": 1}
        self.rules, self._choose = rules, choose
        self._turns, self._memory = dict(state["turns"]), list(state["memory"])
        self._count = state["count"]
        self._form = state.get("form", 0)  # a conversation that an earlier version saved has none

    @property
    def state(self):
        """Everything the conversation has changed, as JSON."""
        return {"turns": dict(self._turns), "memory": list(self._memory), "count": self._count, "form": self._form}

    def reply(self, text):
        """Return the Reply to one message. Every text gets an answer; nothing is raised."""
        trace = Trace(count=self._count)
        tokenize = self.rules.tokenizer.words
        heard = tokenize(text[:MAX_URGENT_CHARACTERS])
        trace.heard = [word.text for word in heard]
        words = self.rules.before.apply(heard, tokenize)
        whole = whole_message(self.rules, words)
        self._form = selected_form(self.rules.forms, whole, self._form)
        urgent = find_urgent(self.rules.urgent, whole)
        if urgent:
            key, file, pattern = urgent
            return self._answer_urgent(key, file, pattern, whole, trace)
        if len(text) > self.rules.longest_message:
            trace.heard = []
            return self._content_free(self.rules.too_long, (), trace, "too_long")
        if not heard:
            return self._content_free(self.rules.silence, (), trace, "silence")
        self._count = trace.count = self._count % self.rules.memory.every + 1
        asked, words = find_question(self.rules, text, words, trace)
        words, stack = scan(self.rules, words, trace)
        if not stack and self._memory and self._count == self.rules.memory.every:
            return self._recall_memory(trace)
        otherwise = self.rules.question.otherwise if asked else self.rules.otherwise
        if otherwise:
            stack.append((otherwise, {}))  # not a word of the message, so the trace has no record of it
        return self._transform(words, stack, asked, trace)

    def _answer_urgent(self, key, file, pattern, words, trace):
        """Return the Reply of an urgent keyword. Nothing of the message is stored for later."""
        trace.read = [word.text for word in words]
        trace.urgent = {"pattern": pattern.text, "file": file, "line": pattern.line}
        step, reassembly, slots = self._apply(self.rules.keywords[key], words, asked=None)
        trace.steps.append(step)
        return self._answer(reassembly, slots, trace, "keyword")

    def _transform(self, words, stack, asked, trace):
        """Return the Reply of the first keyword on the stack that makes an answer."""
        while stack:
            key, record = stack.pop(0)
            keyword = self.rules.keywords[key]
            self._store_memory(key, words, trace)
            step, reassembly, slots = self._apply(keyword, words, asked)
            trace.steps.append(step)
            record["fate"] = "chosen" if step.outcome in ("say", "goto", "pre") else "tried"
            if step.outcome == "say":
                return self._answer(reassembly, slots, trace, "keyword")
            if step.outcome == "pre":
                words = self.rules.tokenizer.words(assemble(reassembly.templates[self._form], slots))
            if step.goto:
                stack.insert(0, (step.goto, record))
            elif step.outcome == "no_match" and self.rules.no_match:
                trace.source = "no_match"
                answers = self.rules.no_match
                return Reply(answers[(self._count - 1) % len(answers)], trace)
        return self._content_free(self.rules.none, words, trace, "none")

    def _apply(self, keyword, words, asked):
        """Try the decompositions of one keyword; return (Step, its Reassembly or None, the slots or None)."""
        for decomposition in keyword.decompositions:
            if decomposition.asked not in (None, asked):
                continue
            slots = decompose(decomposition.pattern, words)
            if slots is not None:
                reassembly, turn = self._next_reassembly(keyword.word, decomposition)
                step = Step.matched(keyword, decomposition, slots, reassembly, turn)
                return step, reassembly, slots
        goto = keyword.goto.goto if keyword.goto else None
        outcome = "goto" if goto else "no_match"
        return Step(keyword.word, keyword.line, outcome, goto=goto), None, None

    def _next_reassembly(self, owner, decomposition):
        """Return (the reassembly whose turn it is, its index), and count the turn."""
        name = f"{owner}: {decomposition.text}"
        turn = self._turns.get(name, 0) % len(decomposition.reassemblies)
        self._turns[name] = turn + 1
        return decomposition.reassemblies[turn], turn

    def _store_memory(self, key, words, trace):
        memory = self.rules.memory
        if key not in memory.keywords or not words:
            return
        rule = memory.rules[self._choose(words[-1].key, len(memory.rules))]
        slots = decompose(rule.pattern, words)
        if slots is not None:
            text = self._assemble(rule.reassemblies[0], slots)
            self._memory = [*self._memory, [text, rule.line]][-MAX_MEMORIES:]
            trace.stored = {"text": text, "line": rule.line}

    def _recall_memory(self, trace):
        text, line = self._memory.pop(0)
        trace.recalled = {"text": text, "line": line}
        trace.source, trace.line = "memory", line
        return Reply(text, trace)

    def _content_free(self, decomposition, words, trace, source):
        """Return a "content-free remark", as the paper calls it: it suits every message. Slot 1 is the message."""
        return self._answer(self._next_reassembly(source, decomposition)[0], [words], trace, source)

    def _answer(self, reassembly, slots, trace, source):
        trace.source, trace.line = source, reassembly.position[0]
        return Reply(self._assemble(reassembly, slots), trace)

    def _assemble(self, reassembly, slots):
        tokenize = self.rules.tokenizer.words
        after = self.rules.after[self._form]
        text = assemble(reassembly.templates[self._form], [after.apply(slot, tokenize) for slot in slots])
        if self.rules.case == "upper":
            return text.upper()
        return text[:1].upper() + text[1:] if self.rules.case == "sentence" else text
