// @ts-check
// The build writes this script into the pages of single demos, which have no switch of their own: it shows the colours
// that the reader has chosen on this site, else those of her device. In a frame the browser may refuse to read her choice.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const show = () => {
    let chosen;
    try {
      chosen = /** @type {any} */ (window).__md_get("__palette")?.color; // Material's own script
    } catch (_) {
      // Nothing can be read here.
    }
    const fixed = /light|dark/.exec(chosen?.media)?.[0];
    document.body.dataset.mdColorScheme = (fixed ? fixed === "dark" : dark.matches) ? "slate" : "default";
  };
  dark.addEventListener("change", show);
  show();
}
