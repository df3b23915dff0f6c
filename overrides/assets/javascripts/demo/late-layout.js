// @ts-check
// The build writes this script into the page itself. When a page has been parsed, Chrome's autofill asks where every
// text field is, and so lays out all demos in one task: half a second on a phone. Until that is over, demos far below
// have no layout (demos/style.css); each gets its own when it comes near or when the page is idle. A reader who scrolls
// before that finds them all.
{
  const root = document.documentElement;
  const layOut = () => root.removeAttribute("data-parsing");
  root.setAttribute("data-parsing", "");
  addEventListener("scroll", layOut, { once: true, passive: true });
  addEventListener("DOMContentLoaded", () => setTimeout(layOut), { once: true });
}
