"""Pages in which a test answers in place of Python, as a renderer that a reader has patched would."""

import re

from playwright.sync_api import expect


def answer(page, html, state=None):
    """Let every call of the page's interpreter return this HTML and state, without Python."""
    page.evaluate(
        """async ([html, state]) => {
            const { src } = document.querySelector("script[src$='/live-demo.js']");
            const { interpreter } = await import(new URL("../python/interpreter.js", src).href);
            interpreter.start = async () => {};
            interpreter.call = async (request) => ({ state: state ?? { ...request.state }, html });
        }""",
        [html, state],
    )

# HTML that a program might let a demo draw, and what must not be left of it.
ATTACKS = {
    "script": "<script>document.title = 1</script>",
    "handler": "<p onclick='document.title = 1' onpointerenter='document.title = 1'>x</p>",
    "frame": "<iframe src='https://evil.example/'></iframe><object data='x'></object><embed src='x'>",
    "picture": "<img src='https://evil.example/x.png'><svg><image href='https://evil.example/x.png'/></svg>",
    "address in a colour": "<svg><circle r='1' fill='url(https://evil.example/x.svg#a)' stroke='URL(//evil.example/x)'/><text fill='\\75 rl(//evil.example)'>x</text></svg>",
    "style sheet": "<style>* { display: none }</style><link rel=stylesheet href='https://evil.example/x.css'>",
    "page": "<base href='https://evil.example/'><meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "popover": "<div popover id=x>x</div><button type=button popovertarget=x popovertargetaction=show>x</button>",
    "command": "<dialog id=x>x</dialog><button type=button commandfor=x command=show-modal>x</button>",
    "dialog": "<dialog open>Your session has ended: sign in</dialog>",
    "form": "<form action='https://evil.example/' method=post target=_blank><button formaction='https://evil.example/'>x</button></form>",
    "foreign link": "<a href='https://evil.example/' target=_blank>x</a><a href='//evil.example/'>x</a><a href='\\\\evil.example'>x</a>",
    "script link": "<a href='javascript:document.title=1'>x</a><a href=' java\nscript:document.title=1'>x</a><a href='data:text/html,x'>x</a>",
    "link in svg": "<svg><a xlink:href='javascript:document.title=1' href='https://evil.example/'><text>x</text></a></svg>",
    "style": "<p style='position: fixed; inset: 0; z-index: 9'>x</p><p style='--w: url(https://evil.example/)'>x</p><p style='--md-code-bg-color:0'>x</p>",
    "id": "<p id=early>x</p><form name=DOMPurify><input name=attributes><input name=parentNode></form>",
    "password": "<input type=password name=message><input type=hidden name=code value=x>",
    "button of the frame": "<button type=button data-action=stop>x</button><p data-part=status>x</p>",
    "term": "<p><a class=term href='#x' title='drawn outside the demo'>x</a></p>",
    "focus": "<input autofocus type=text><p contenteditable tabindex=1 accesskey=x>x</p>",
    "label": "<label for=__drawer>x</label>",
    "template": "<template><img src=x onerror='document.title = 1'></template>",
    "custom element": "<live-demo name=cell></live-demo><p is=x-y>x</p>",
    "mathematics": "<math><mtext><table><mglyph><style><img src=x onerror='document.title = 1'></style></mglyph></table></mtext></math>",
    "animation": "<svg><a><animate attributeName=href values='javascript:document.title=1'/><text>x</text></a><set attributeName=href to=x /></svg>",
    "foreign object": "<svg><foreignObject><iframe></iframe></foreignObject><use href='https://evil.example/#x'/></svg>",
    "frames": "<frameset onload='document.title = 1'><frame src='https://evil.example/'></frameset>",
    "noscript": "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript><svg></p><style><g title='</style><img src onerror=alert(1)>'></svg>",
    "integration points": "<math><annotation-xml encoding='text/html'><p><style><img src=x></style></p></annotation-xml></math><svg><desc><p></svg><style><a title='</style><img src=x onerror=alert(1)>'></desc></svg>",
    "forms in mathematics": "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "shadow": "<div><template shadowrootmode=open><style>:host { position: fixed }</style><slot></slot></template>x</div>",
    "pings": "<a href='#x' ping='//evil.example' attributionsrc='//evil.example' interestfor=early download=x.exe>x</a><a href='..//evil.example'>x</a><a href='%2f%2fevil.example'>x</a>",
    "body": "</p></body></html><body onload='document.title = 1' id=x><p>x</p><html id=x><head><style>x</style>",
    "editor": "<div class=code-editor data-language=python><p>never removed</p></div>",
}
FORBIDDEN = re.compile(
    r"<(script|iframe|object|embed|img|image|style|link|base|meta|dialog|template|live-demo|math|animate|set|foreignobject|use)\b"
    r"|\s(on\w+|popover\w*|command\w*|action|formaction|target|id|is|for|autofocus|contenteditable|accesskey|data-action|data-part|data-language|xlink:href)="
    r"|evil\.example|javascript:|data:text|position|url\(|--md|password|hidden|DOMPurify|attributes|parentNode|outside|tabindex=\"1\"|method=\"post\"",
    re.IGNORECASE,
)


def draw(page, html, name="attention", state=None):
    """Let a demo draw this HTML, and return the demo. `state`: what it is in then, if that changes."""
    answer(page, html, state)
    demo = page.locator(f"live-demo[name={name}]")
    # What moves is drawn as soon as a demo is live, and anything else after the reader's first event.
    demo.locator("[data-part=stage]").evaluate("stage => { stage.firstElementChild.dataset.tick = 'x'; }")
    demo.locator("button[data-action=start]").click()
    expect(demo).to_have_attribute("data-status", "live")
    expect(demo.locator("[data-part=stage]")).to_have_attribute("aria-busy", "false")
    return demo
