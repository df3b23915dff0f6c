// @ts-check
// The build writes this script into every page, before its text: so the first picture has its colours. Dark or light is
// what the reader chose by the switch in the header (Material's own, where a page has one), else what her device shows.
// Material's script of that switch runs when the page has been parsed, and makes the browser compute all styles three
// times more: a quarter of a second on a phone.
{
  const DEVICE = "(prefers-color-scheme)";
  const deviceIsDark = matchMedia("(prefers-color-scheme: dark)");
  const switches = /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[name=__palette]"));
  const { __md_get: read, __md_set: write } = /** @type {any} */ (window); // Material's
  let media = DEVICE;
  try {
    media = read("__palette")?.color?.media ?? DEVICE;
  } catch (_) {
    // In a frame the browser may refuse to read what is stored.
  }
  const show = () => {
    const isDark = media === DEVICE ? deviceIsDark.matches : media.includes("dark");
    document.body.dataset.mdColorScheme = isDark ? "slate" : "default";
    document.documentElement.style.colorScheme = isDark ? "dark" : ""; // the page's own scroll bar
    for (const input of switches) {
      input.checked = input.dataset.mdColorMedia === media;
      /** @type {HTMLElement} */ (input.nextElementSibling).hidden = !input.checked;
    }
  };
  /** @param {HTMLInputElement} input */
  const choose = (input) => {
    media = /** @type {string} */ (input.dataset.mdColorMedia);
    write("__palette", { color: { media } });
    document.body.dataset.mdColorSwitching = ""; // Material: nothing fades from one colour to the other
    show();
    setTimeout(() => delete document.body.dataset.mdColorSwitching);
  };
  deviceIsDark.addEventListener("change", show);
  for (const [index, input] of switches.entries()) {
    const next = switches[(index + 1) % switches.length];
    input.addEventListener("change", () => choose(input));
    input.addEventListener("keydown", ({ key }) => {
      if (key !== "Enter") return;
      choose(next);
      next.focus();
    });
  }
  show();
}
