// @ts-check
/**
 * Makes Python's HTML safe to insert. A reader's own Python may return any HTML, so only the elements and
 * attributes that our own renderers use are let through, and everything else is removed: by the browser itself, or by
 * DOMPurify where the browser cannot.
 * tests/browser/test_sanitize.py compares these lists with what the recorded cases use.
 */

/** @typedef {import("../../vendor/dompurify-3.5.0/purify.min.js").DOMPurify} DOMPurify */

const DOMPURIFY = "../../vendor/dompurify-3.5.0/purify.min.js";

/** How a picture in a cell may draw its parts, see demos/cell/picture.py. */
const DRAWN = "fill fill-opacity opacity stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-width transform";

/** The attributes of every element that is let through. @type {Record<string, string>} */
export const ALLOWED = {
  a: "data-share href",
  b: "class dir",
  bdi: "class",
  br: "",
  button: "aria-label aria-pressed class data-cell data-complete data-copy data-live data-save data-save-picture data-show-line disabled name type value",
  caption: "dir",
  circle: `${DRAWN} cx cy r`,
  code: "dir",
  dd: "dir",
  details: "class",
  div: "aria-hidden aria-label aria-live class data-error-line data-live data-remember data-scroll dir role tabindex",
  dl: "",
  dt: "",
  ellipse: `${DRAWN} cx cy rx ry`,
  em: "",
  fieldset: "",
  figcaption: "",
  figure: "aria-label class",
  form: "class data-keep data-live data-send method",
  g: `${DRAWN} class font-size font-weight style text-anchor`,
  h4: "",
  hr: "",
  i: "class style",
  input:
    "accept aria-label aria-valuetext autocomplete checked data-open dir enterkeyhint max maxlength min name placeholder step type value",
  label: "class style",
  legend: "",
  li: "data-from",
  line: `${DRAWN} x1 x2 y1 y2`,
  mark: "",
  ol: "aria-live aria-relevant class",
  option: "selected value",
  p: "aria-live class data-live dir style",
  path: `${DRAWN} class d style`,
  polygon: `${DRAWN} points`,
  polyline: `${DRAWN} class points vector-effect`,
  pre: "class dir lang tabindex",
  progress: "max value",
  q: "dir",
  rect: `${DRAWN} height rx ry width x y`,
  section: "class data-live data-tick",
  select: "name",
  small: "",
  span: "aria-hidden class dir",
  strong: "",
  sub: "",
  summary: "",
  sup: "",
  svg: "aria-hidden aria-label class data-draw direction focusable height preserveAspectRatio role style tabindex viewBox width",
  table: "class dir style",
  tbody: "",
  td: "class colspan data-weight dir rowspan style title",
  text: `${DRAWN} class direction dominant-baseline dx dy font-size font-weight style text-anchor x y`,
  textarea:
    "aria-invalid aria-label autocapitalize autocomplete data-editor data-when-touched dir hidden lang maxlength name readonly rows spellcheck",
  tfoot: "",
  th: "colspan dir rowspan scope",
  thead: "",
  tr: "style",
  tspan: `${DRAWN} direction dominant-baseline dx dy font-size font-weight text-anchor x y`,
  ul: "data-live",
};

/** A colour, or the name of a custom property with one; nothing that has an address. */
const COLOUR = /^(?!.*url)[\w#%.,() -]*$/i;

/** What the values of an attribute look like; those of all others are text. @type {Record<string, RegExp>} */
export const VALUES = {
  "data-cell": /^(?:add|remove)$/,
  "data-draw": /^stroke$/,
  "data-save-picture": /^(?:png|svg)$/,
  fill: COLOUR,
  // A place in this page, this page with other parameters, or a page of this site by a relative path.
  href: /^(?:[#?][^\s\\]*|(?:\.\.?\/)*[\w-][\w./%-]*(?:[#?][^\s\\]*)?)$/,
  method: /^dialog$/,
  // No name that a script reads on a form, such as "elements".
  name: /^(?:about|answer|beginning|causal|clear|code|country|go|handicap|head|job|kind|layer|letter|message|names|noise|reset_code|reset_names|reset_rules|restart|round|rules|sentence|shape|share|size|step|teach|temperature|train|view|walk|word)$/,
  role: /^(?:group|img|status)$/,
  stroke: COLOUR,
  // Custom properties with a number, which the demos' style sheets read.
  style: /^(?:--(?:count|i|longest|p\d+|w|wide):-?(?:\d+(?:\.\d+)?(?:em)?|nan|inf)(?:;|$))+$/,
  tabindex: /^0$/,
  type: /^(?:button|checkbox|file|radio|range|submit|text)$/,
};

const NAMES = new Map(Object.entries(ALLOWED).map(([tag, names]) => [tag, new Set(names.toLowerCase().split(" "))]));

const OPTIONS = {
  ALLOWED_TAGS: ["#text", ...NAMES.keys()],
  KEEP_CONTENT: false,
  RETURN_DOM_FRAGMENT: true,
  // Off, because what these two prevent cannot happen here: SAFE_FOR_XML is for HTML that is parsed a second time,
  // SANITIZE_DOM for values of `name`, which VALUES limits.
  SAFE_FOR_XML: false,
  SANITIZE_DOM: false,
};

/** @typedef {(html: string) => DocumentFragment} Sanitize */

/** @param {DOMPurify} purify @returns {Sanitize} */
export function sanitizer(purify) {
  purify.addHook("uponSanitizeAttribute", (element, attribute) => {
    const name = attribute.attrName;
    const isAllowed = NAMES.get(element.localName)?.has(name) && (VALUES[name]?.test(attribute.attrValue) ?? true);
    // `forceKeepAttr`: DOMPurify takes any text with a colon for an address.
    if (isAllowed) attribute.forceKeepAttr = true;
    else attribute.keepAttr = false;
  });
  return (html) => purify.sanitize(html, OPTIONS);
}

/** The elements that are of SVG; all others are of HTML. */
const OF_SVG = new Set(["circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "svg", "text", "tspan"]);
const SVG = "http://www.w3.org/2000/svg";
/** A sanitizer that works makes RIGHT of PROBE. */
const PROBE = `<p id=x class=x data-x=x>x<!--x--><b style="color:red">y</b><u>x</u></p><svg viewBox=x><a href=x>x</a></svg><a href="//x">z</a>`;
const RIGHT = `<p class="x">x<b>y</b></p><svg viewBox="x"></svg><a>z</a>`;

/**
 * The browser's own sanitizer (https://wicg.github.io/sanitizer-api/), which takes a fraction of DOMPurify's time: a
 * picture of the attention demo has 1400 elements.
 * @returns {Sanitize | null} null if the browser has none, or one of the API that Chrome 105 to 118 had under the same name
 */
export function browserSanitizer() {
  const { Sanitizer } = /** @type {any} */ (window);
  if (!Sanitizer || !("setHTML" in Element.prototype)) return null;
  const elements = Object.entries(ALLOWED).map(([name, attributes]) => ({
    name,
    namespace: OF_SVG.has(name) ? SVG : "http://www.w3.org/1999/xhtml",
    attributes: attributes.split(" ").filter(Boolean),
  }));
  const inert = document.implementation.createHTMLDocument("");
  try {
    const options = { sanitizer: new Sanitizer({ elements, attributes: [], comments: false, dataAttributes: false }) };
    const sanitize = (/** @type {string} */ html) => {
      const box = /** @type {any} */ (inert.createElement("div"));
      // Chrome reports an attribute such as onclick as forbidden by the page's policy, although it is removed here.
      box.setHTML(html, options);
      for (const [name, pattern] of Object.entries(VALUES)) {
        for (const element of box.querySelectorAll(`[${name}]`)) if (!pattern.test(element.getAttribute(name))) element.removeAttribute(name);
      }
      const fragment = document.createDocumentFragment();
      fragment.append(...box.childNodes);
      return fragment;
    };
    const box = inert.createElement("div");
    box.append(sanitize(PROBE));
    return box.innerHTML === RIGHT ? sanitize : null;
  } catch {
    return null;
  }
}

/**
 * Fetch what the page sanitizes with.
 * @param {string} suffix of the address, for this attempt
 * @returns {Promise<() => Sanitize>} to be called once in a page
 */
export async function load(suffix) {
  const own = browserSanitizer();
  if (own) return () => own;
  await import(DOMPURIFY + suffix);
  const { DOMPurify } = window;
  if (!DOMPurify) throw new Error("no DOMPurify in its file");
  return () => sanitizer(DOMPurify);
}
