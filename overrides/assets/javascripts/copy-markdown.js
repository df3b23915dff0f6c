// @ts-check
// The build writes this script into guides, after the link to the guide's Markdown: a press copies the text in place of
// opening it. Where that is not possible, the link does what a link does.
{
  const link = document.querySelector("a[data-copied]");
  if (link instanceof HTMLAnchorElement && navigator.clipboard && typeof ClipboardItem === "function") {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const text = fetch(link.href).then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer.status)));
      try {
        // Safari allows writing only at the press itself, so the text comes as a promise; Chrome before 97 knows no promises here.
        const item = new ClipboardItem({ "text/plain": text.then((blob) => new Blob([blob], { type: "text/plain" })) });
        navigator.clipboard.write([item]).then(
          () => { if (link.nextElementSibling) link.nextElementSibling.textContent = `✓ ${link.dataset.copied}`; },
          () => location.assign(link.href),
        );
      } catch {
        location.assign(link.href);
      }
    });
  }
}
