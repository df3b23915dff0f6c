"""Files that people and their editors make by accident, and what the checker reports about each.

A case is one page. `says` must be part of one of the errors or warnings, from their place
on. RIGHT is the empty text, for a page that is built without errors or warnings.
"""

from dataclasses import dataclass

RIGHT = ""
FIELDS = {
    "title": '"Hostile {id}"',
    "description": '"A page that somebody made by accident."',
    "excerpt": '"What opens the guide."',
    "tags": '["LLM"]',
    "updatedAt": '"2026-11-24"',
    "featured": "false",
    "image": '"assets/images/logo.svg"',
    "author": '"fahem"',
}


@dataclass(frozen=True)
class Case:
    id: str
    source: bytes
    says: str = RIGHT
    name: str = ""

    @property
    def path(self) -> str:
        return self.name or f"guides/{self.id}.en.md"


def head(id, **changes):
    fields = {**FIELDS, **changes}
    lines = [f"{name}: {value}" for name, value in fields.items() if value is not None]
    return "\n".join(["---", *lines, "---", ""]).replace("{id}", id)


def body(id, text, says=RIGHT, **rest):
    return Case(id, (head(id) + text).encode(), says, **rest)


def matter(id, says=RIGHT, **changes):
    return Case(id, (head(id, **changes) + "Text.\n").encode(), says)


def raw(id, source, says=RIGHT, **rest):
    return Case(id, source if isinstance(source, bytes) else source.encode(), says, **rest)


GOOD = head("good") + "Text.\n"

FILES = [
    raw("empty", "", "1:1: error: no front matter; begin the file with ---"),
    raw("blank", "\n\n  \n", "1:1: error: no front matter"),
    raw("only-front-matter", head("only-front-matter")),
    raw("only-front-matter-no-newline", head("only-front-matter-no-newline").rstrip("\n")),
    raw("latin-1", head("latin-1").encode() + b"caf\xe9\n", "11:1: error: not UTF-8 (byte "),
    raw("windows-1256", (head("w") + "مرحبا").encode("cp1256"), "error: not UTF-8 (byte "),
    raw("utf-16", GOOD.encode("utf-16"), "1:1: error: not UTF-8 (byte 0); save it as UTF-8"),
    raw("utf-32", GOOD.encode("utf-32"), "error: not UTF-8"),
    raw("half-a-character", head("half").encode() + "سلام".encode()[:-1], "error: not UTF-8"),
    raw("surrogate", head("surrogate").encode() + b"\xed\xa0\x80", "error: not UTF-8"),
    raw("byte-order-mark", b"\xef\xbb\xbf" + head("byte-order-mark").encode() + b"Text.\n"),
    raw("crlf", (head("crlf") + "Text.\n\n## More\n\nText.\n").replace("\n", "\r\n")),
    raw("cr-alone", (head("cr-alone") + "Text.\n").replace("\n", "\r")),
    raw("crlf-and-mark", b"\xef\xbb\xbf" + (head("crlf-and-mark") + "Text.\n").replace("\n", "\r\n").encode()),
    raw("nul", head("nul") + "a\0b\n", "11:2: error: an invisible control character (U+0000)"),
    raw("nul-only", b"\0" * 100, "1:1: error: an invisible control character (U+0000)"),
    raw("escape", head("escape") + "\x1b[31mred\n", "an invisible control character (U+001B)"),
    raw("start-of-text", head("stx") + "\x02wzxhzdk:0\x03\n", "an invisible control character (U+0002)"),
    raw("noncharacter", head("non") + "\uffff\n", "an invisible control character (U+FFFF)"),
    raw("binary", bytes(range(256)) * 8, "error: not UTF-8"),
    raw("line-separators", head("line-separators") + "a\u2028b\u2029c\x85d\x0ce\n"),
    raw("twenty-megabytes", head("big").encode() + b"word " * 4_000_000, "the page has 20,000,"),
    raw("just-too-large", head("large").encode() + b"word\n\n" * 90_000, "and the limit is 500,000; split it"),
    raw("one-long-line", head("one-long-line") + "word " * 20_000),
    raw("many-blank-lines", head("many-blank-lines") + "\n" * 50_000),
]

NAMES = [
    body("spaces", "Text.\n", name="guides/a name with spaces.en.md"),
    body("arabic-letters", "Text.\n", name="guides/دليل عربي.en.md"),
    body("hash", "Text.\n", name="guides/c# and 50%.en.md"),
    body("quote", "Text.\n", name="guides/it's \"here\".en.md"),
    body("dots", "Text.\n", name="guides/v1.5.2.en.md"),
    body("angle-brackets", "Text.\n", name="guides/<b>&amp;.en.md"),
    body("emoji", "Text.\n", name="guides/🙂.en.md"),
    body("leading-hyphen", "Text.\n", name="guides/-x.en.md"),
    body("deep-folder", "Text.\n", name="guides/a/b/c/d/deep.en.md"),
    body("folder-called-md", "Text.\n", name="guides/folder.md/inside.en.md"),
    body("folder-called-page", "Text.\n", "error: a page's name ends in its language", name="guides/folder.ar.md/inside.en.md"),
    body("no-language", "Text.\n", "error: a page's name ends in its language", name="guides/nolanguage.md"),
    body("other-language", "Text.\n", "error: a page's name ends in its language", name="guides/x.fr.md"),
    body("loud-language", "Text.\n", "error: a page's name ends in its language", name="guides/x.EN.md"),
    body("two-languages", "Text.\n", "error: a page's name ends in its language", name="guides/x.ar.en.md"),
    body("loud-ending", "Text.\n", "error: a page's name ends in its language", name="guides/x.en.MD"),
    body("the-builds-own", "Text.\n", "error: the build writes a page of its own at /translations/", name="translations.en.md"),
    body("other-ending", "Text.\n", "error: a page's name ends in its language", name="guides/x.en.markdown"),
    body("hidden", "Text.\n", name="guides/.hidden.en.md"),
]

MATTERS = [
    raw("no-front-matter", "# Heading\n\nText.\n", "1:1: error: no front matter"),
    raw("front-matter-not-closed", "---\ntitle: x\n\nText\n", "1:1: error: no front matter"),
    raw("front-matter-not-first", "\n" + GOOD, "1:1: error: no front matter"),
    raw("front-matter-empty", "---\n---\nText\n", "1:1: error: the front matter must be lines of the form"),
    raw("front-matter-list", "---\n- a\n- b\n---\nText\n", "1:1: error: the front matter must be lines of the form"),
    raw("front-matter-word", "---\nhello\n---\nText\n", "1:1: error: the front matter must be lines of the form"),
    raw("front-matter-number", "---\n42\n---\nText\n", "1:1: error: the front matter must be lines of the form"),
    raw("front-matter-toml", '+++\ntitle = "x"\n+++\nText\n', "1:1: error: no front matter"),
    matter("tab-before", "error: the front matter is not YAML", title="\tx\n\ty: z"),
    raw("tab-indent", head("tab").replace("tags: [", "tags:\n\t- ["), "error: the front matter is not YAML"),
    raw("duplicate-key", head("dup").replace("author:", 'title: "Again"\nauthor:'), "9:1: error: field `title` is written twice, first in line 2; keep one"),
    matter("colon", "2:1: error: the front matter is not YAML", title="a: b: c"),
    matter("open-quote", "error: the front matter is not YAML", title='"never closed'),
    matter("open-bracket", "error: the front matter is not YAML", tags="[a, b"),
    matter("anchor-unknown", "error: the front matter is not YAML", title="*nowhere"),
    matter("tag-python", "error: the front matter is not YAML", title="!!python/object/apply:os.system [ls]"),
    matter("tag-binary", "2:1: error: field `title`: found bytes", title="!!binary aGVsbG8="),
    matter("names-itself", "error: field `tags`: found list", tags="&a [*a]"),
    matter("billion-laughs", "error: field `tags`: found list", tags="[&a [x,x,x,x,x,x,x,x,x], &b [*a,*a,*a,*a,*a,*a,*a,*a,*a], &c [*b,*b,*b,*b,*b,*b,*b,*b,*b], &d [*c,*c,*c,*c,*c,*c,*c,*c,*c], &e [*d,*d,*d,*d,*d,*d,*d,*d,*d], &f [*e,*e,*e,*e,*e,*e,*e,*e,*e], &g [*f,*f,*f,*f,*f,*f,*f,*f,*f], &h [*g,*g,*g,*g,*g,*g,*g,*g,*g], &i [*h,*h,*h,*h,*h,*h,*h,*h,*h]]"),
    matter("deep-yaml", "error: quotes, lists or brackets more than 25 deep", tags="[" * 5_000 + "]" * 5_000),
    matter("deep-yaml-lists", "5:1: error: field `tags`: found list", tags="\n  " + "- " * 5_000 + "x"),
    matter("deep-yaml-fields", "error: ", tags="".join(f"\n{'  ' * n}a:" for n in range(1, 400)) + " x"),
    matter("list-as-key", "error: the front matter", **{"? [a, b]": "c"}),
    matter("number-as-key", "error: ", **{"1": "c"}),
    matter("nothing-as-key", "error: ", **{"~": "c"}),
    matter("two-documents", author='"x"\n--- \ntitle: y', says="11:1: error: field `title` is in the text"),
    matter("date-impossible", "6:1: error: ", updatedAt="2026-13-45"),
    matter("date-impossible-quoted", "6:1: error: field `updatedAt`: found str '2026-13-45'", updatedAt='"2026-13-45"'),
    matter("date-with-time", "6:1: error: field `updatedAt`: found datetime", updatedAt="2026-11-24 10:00:00"),
    matter("date-arabic-digits", "6:1: error: field `updatedAt`", updatedAt='"٢٠٢٦-١١-٢٤"'),
    matter("date-unquoted", updatedAt="2026-11-24"),
    matter("norway", "error: field `title`: found bool False", title="no"),
    matter("title-null", "2:1: error: field `title`: found NoneType None", title=""),
    matter("title-long", title='"' + "long " * 2_000 + '"'),
    matter("title-markup", title='"<script>alert(1)</script> & {{ config }} {% raw %}"'),
    matter("misspelt-field", "10:1: error: field `autor` is not known here; did you mean `author`?", autor="x"),
    matter("author-path", "9:1: error: field `author`", author='"../../etc/passwd"'),
    matter("author-unknown", author='"nobody-yet"'),
    matter("image-nowhere", "8:1: error: field `image`: there is no docs/assets/nowhere.svg", image='"assets/nowhere.svg"'),
    matter("image-outside", "8:1: error: field `image`: there is no docs/../../../", image='"../../../etc/passwd.png"'),
    matter("tag-strange", tags='["C++", "<b>", "  ", "a/b", "..", "؟"]', says="error: field `tags`"),
    matter("tags-of-signs", tags='["C++", "C#", "a/b", "<b>&"]'),
    matter("recorded-wrong", "error: field `translated_from`", translated_from='"yesterday"'),
]

DEMOS = [
    body("demo-unknown", "```demo chatbat\n```\n", "11:1: error: no demo is called `chatbat`; did you mean `chatbot`?"),
    body("demo-nameless", "```demo\n```\n", "11:1: error: no demo is called ``"),
    body("demo-two-names", "```demo attention chatbot\n```\n", "11:1: error: no demo is called `attention chatbot`"),
    body("demo-not-toml", "```demo attention\nsentence: x\n```\n", "12:1: error: the options of demo `attention` are not TOML"),
    body("demo-option-unknown", "```demo attention\n\nsentense = 'x'\n```\n", "13:1: error: demo `attention` has no option `sentense`; did you mean `sentence`?"),
    body("demo-option-twice", "```demo attention\nsentence = 'x'\nsentence = 'y'\n```\n", "error: the options of demo `attention` are not TOML"),
    body("demo-option-type", "```demo attention\nsentence = 2026-11-24\n```\n", "12:1: error: demo `attention`, option `sentence`: found "),
    body("demo-deep-toml", "```demo attention\nsentence = " + "[" * 5000 + "\n```\n", "error: "),
    body("demo-open", "```demo attention\nsentence = 'x'\n", "11:1: error: the code that begins here is never closed"),
    body("demo-long-sentence", "```demo attention\nsentence = '" + "word " * 2_000 + "'\n```\n"),
    body("demo-hostile-sentence", "```demo attention\nsentence = '<script>alert(1)</script> \u200f \U0001f600'\n```\n"),
    body("demo-in-quote", "> ```demo chatbot\n> ```\n"),
    body("demo-in-list", "- one\n\n    ```demo chatbot\n    ```\n"),
    body("demo-shown-not-run", "````markdown\n```demo nowhere\n```\n````\n"),
]

BODIES = [
    body("fence-open", "```python\nx = 1\n\n## Not a heading\n", "11:1: error: the code that begins here is never closed; write ``` alone"),
    body("fence-open-tilde", "~~~\nx\n```\n", "11:1: error: the code that begins here is never closed; write ~~~ alone"),
    body("fence-short-close", "````\nx\n```\n", "error: the code that begins here is never closed"),
    body("fence-in-list-open", "- a\n\n    ```\n    x\n", "13:5: error: the code that begins here is never closed"),
    body("fence-unknown-language", "```klingon\nx\n```\n"),
    body("fence-strange-info", "```{.python #a title=\"<b>\"}\nx\n```\n"),
    body("main-heading", "# One more\n", "11:1: warning: a second main heading"),
    body("heading-skips", "## A\n\n#### B\n", "13:1: warning: a heading of level 4 where 3 is the deepest"),
    body("heading-empty", "##\n\n## \n\nText.\n", "11:1: error: this heading is empty"),
    body("heading-same-many", "## Same\n\n" * 50),
    body("heading-of-signs", "## ***\n\n## !!!\n\n## <b>&</b>\n"),
    body("heading-long", "## " + "long " * 1_000 + "\n"),
    body("script", "<script>alert(1)</script>\n", "11:1: error: <script> runs or loads things"),
    body("script-in-list", "- a <script src=x></script>\n", "11:5: error: <script>"),
    body("handler", '<b onclick="x()">b</b>\n', "11:1: warning: `onclick` on <b> would run script"),
    body("javascript-link", "[x](javascript:alert(1))\n", "11:1: error: an address that runs script (javascript:alert(1))"),
    body("javascript-link-disguised", "[x](JaVa&#115;cript:alert(1))\n", "error: an address that runs script"),
    body("javascript-html", '<a href=" javascript:x">x</a>\n', "error: an address that runs script"),
    body("iframe-data", '<iframe src="data:text/html,x"></iframe>\n', "error: an address that runs script"),
    body("picture-silent", "![](../assets/images/logo.svg)\n", "11:1: warning: a picture without words"),
    body("picture-elsewhere", "![x](https://pictures.example/x.png)\n", "11:1: warning: a picture on another site (https://pictures.example/x.png)"),
    body("html-never-closed", "<div><b>never\n\nclosed\n", "11:6: error: <b> is never closed"),
    body("html-closed-twice", "</div></div></article></main></body></html>\n", "11:7: error: </div> closes nothing"),
    body("html-comment-open", "<!-- never closed\n\ntext\n", "11:1: error: this comment never ends"),
    body("html-strange", "<![CDATA[ x ]]> <?php x ?> <!DOCTYPE x> <a<b>\n", "11:43: error: <b> is never closed"),
    body("template-marks", "{{ config }} {% include 'x' %} {# x #}\n"),
    body("quotes-deep", ">" * 200 + " deep\n", "11:1: error: quotes, lists or brackets more than 25 deep"),
    body("quotes-nested", ">" * 20 + " deep\n"),
    body("list-deep", "".join("    " * n + "- x\n" for n in range(60)), "error: quotes, lists or brackets"),
    body("list-nested", "".join("    " * n + "- x\n" for n in range(15))),
    body("brackets-many", "[" * 5_000 + "\n", "error: quotes, lists or brackets"),
    body("brackets-nested", "[" * 100 + "x" + "]" * 100 + "\n"),
    body("stars-many", "*" * 5_000 + "a" + "*" * 5_000 + "\n", "error: quotes, lists or brackets"),
    body("backticks-many", "".join("`" * n + " " for n in range(1, 150)) + "\n"),
    body("table-wide", "|" + " a |" * 300 + "\n|" + " - |" * 300 + "\n|" + " b |" * 300 + "\n"),
    body("table-long", "| a | b |\n| - | - |\n" + "| x | y |\n" * 3_000),
    body("table-uneven", "| a | b |\n| - | - |\n| x |\n| x | y | z |\n", "14:1: error: this row has 3 cells"),
    body("footnote-circle", "Text.[^a]\n\n[^a]: see[^b]\n[^b]: see[^a]\n"),
    body("reference-twice", "[a]\n\n[a]: https://a.example\n[a]: https://b.example\n"),
    body("abbreviation-of-nothing", "*[]: x\n\n*[a]:\n\na\n"),
    body("attributes-strange", "# x { #a #b .c onclick=x }\n", "warning"),
    body("entities", "&#0; &#x110000; &bogus; &#xD800;\n"),
    body("direction-forced", "a\u202eb\n", "11:2: warning: an invisible character that forces a direction (U+202E)"),
    body("combining", "e" + "\u0301" * 2_000 + "\n"),
    body("html-nested", "<div>" * 3_000 + "\n", "11:1: error: quotes, lists or brackets"),
    body("links-tangled", "[a](" * 20_000 + "\n", "error: quotes, lists or brackets"),
    body("brackets-closed", "[a](https://x.example/) (b) " * 2_000 + "\n"),
    body("link-nowhere", "See [x](nowhere.md).\n", "11:5: error: there is no guides/nowhere.md in docs/"),
    body("picture-nowhere", "![x](nowhere.png)\n", "11:1: error: there is no guides/nowhere.png in docs/"),
    body("link-absolute", "[x](/about/)\n", "11:1: error: `/about/` begins at the host's root"),
    body("anchor-nowhere", "## One\n\n[x](#two)\n", "13:1: error: no heading here has the anchor #two; the anchors are: #one"),
    body("anchors-there", "## One\n\n[x](#one) [y](#own) [z](#html)\n\n## Two { #own }\n\n<p id=\"html\">x</p>\n"),
    body("link-unreadable", "[x](http://[::1)\n", "11:1: error: the address `http://[::1` is not valid"),
    matter("control-escaped", "2:1: error: an invisible control character (U+0007)", title='"a\\u0007b"'),
    matter("tag-index", "5:1: error: field `tags`", tags='["Index"]'),
    matter("author-index", "9:1: error: field `author`", author='"index"'),
    matter("image-unreadable", "8:1: error: field `image`", image='"https://[::1"'),
    raw("template-nowhere", "---\ntitle: a\ndescription: b\ntemplate: nowhere.html\n---\n", "4:1: error: field `template`", name="a.en.md"),
    raw("hide-number", "---\ntitle: a\ndescription: b\nhide: 5\n---\n", "4:1: error: field `hide`", name="b.en.md"),
    body("marks-of-order", "\u200f\u200e\u061c\u2067\u2069\ufeff\u00ad\n"),
]

CASES = [*FILES, *NAMES, *MATTERS, *DEMOS, *BODIES]
