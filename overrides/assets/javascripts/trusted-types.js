// @ts-check
// The build writes this script into the page itself, before every other script. Under
// `require-trusted-types-for 'script'` (overrides/hooks/delivery/csp.py) the browser passes every string
// that a script turns into HTML, or loads as a script, to this policy; what it does not return is refused.
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", {
    // Material writes single words, and prism-code-editor writes lines of code: <span> and <div> with
    // classes. Python's HTML does not come this way: DOMPurify has a policy of its own (demo/sanitize.js).
    createHTML: (html) => (/^(?:[^<]|<\/?(?:span|div)(?: (?:class|style|data-line)="[\w\s:;#.-]*")*>)*$/.test(html) ? html : null),
    createScriptURL: (address) => {
      const { protocol, origin, pathname } = new URL(address, document.baseURI);
      return protocol === "blob:" || (origin === location.origin && pathname.endsWith(".js")) ? address : null;
    },
  });
}
