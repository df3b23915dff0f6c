// @ts-check
// The build writes this script into the page itself, before every other script. Under
// `require-trusted-types-for 'script'` (overrides/hooks/delivery/csp.py) the browser passes every string
// that a script turns into HTML, or loads as a script, to this policy; what it does not return is refused.
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", {
    // prism-code-editor writes its frame and its coloured lines, in these tags. Material's script writes no HTML
    // with the features that we use. Python's HTML does not come this way: DOMPurify has a policy of its own.
    createHTML: (html) =>
      /<(?!\/?(?:div|span|textarea)(?: (?:aria-hidden|autocapitalize|autocomplete|class|spellcheck)=(?:[\w-]+|"[\w -]*"))*>)/.test(html) ? null : html,
    createScriptURL: (address) => {
      const { protocol, origin, pathname } = new URL(address, document.baseURI);
      return protocol === "blob:" || (origin === location.origin && pathname.endsWith(".js")) ? address : null;
    },
  });
}
