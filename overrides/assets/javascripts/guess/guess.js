// @ts-check
/**
 * Answers a guess (hooks/markdown/guess_fence.py): says whether it is right, marks the choices and unfolds why.
 * What the reader guessed is saved on her device only, until she presses "Forget my guess".
 */

/**
 * The saved guesses of this page: what was chosen or typed, by the key of each guess. Do not rename the storage's key.
 * @typedef {Record<string, string[]>} Saved
 */
const KEY = `guess ${location.pathname}`;
/** @type {Record<string, string>} */
const strings = JSON.parse(document.getElementById("guess-loader")?.dataset.strings ?? "{}");

/** The reader pressed "That's my guess". @param {HTMLElement} guess */
export function answer(guess) {
  const field = numberField(guess);
  const values = field ? [field.value.trim()] : inputs(guess).filter(({ checked }) => checked).map(({ value }) => value);
  guess.querySelector("[role=status]")?.removeAttribute("aria-live");
  if (field ? Number.isNaN(toNumber(field.value)) : values.length === 0) {
    delete guess.dataset.verdict;
    verdict(guess).textContent = field ? strings.number : strings.choose;
    return;
  }
  save({ ...load(), [keyOf(guess)]: values });
  show(guess, values);
  for (const fold of guess.querySelectorAll("details")) fold.open = true;
}

/** The reader pressed "Forget my guess". @param {HTMLElement} guess */
export function forget(guess) {
  const { [keyOf(guess)]: _, ...others } = load();
  save(others);
  guess.querySelector("form")?.reset();
  delete guess.dataset.verdict;
  verdict(guess).textContent = "";
  for (const label of guess.querySelectorAll("label")) delete label.dataset.mark;
  for (const fold of guess.querySelectorAll("details")) fold.open = false;
  inputs(guess)[0].focus();
  showSaved();
}

/** Show what was answered on an earlier visit, without unfolding anything and without a screen reader's announcement. */
export function restore() {
  const saved = load();
  for (const guess of guesses()) {
    const values = saved[keyOf(guess)];
    if (!Array.isArray(values)) continue;
    guess.querySelector("[role=status]")?.setAttribute("aria-live", "off");
    const field = numberField(guess);
    if (field) field.value = String(values[0] ?? "");
    else for (const input of inputs(guess)) input.checked = values.includes(input.value);
    show(guess, values);
  }
}

/** @param {HTMLElement} guess @param {string[]} values what was chosen or typed */
function show(guess, values) {
  const field = numberField(guess);
  let isRight;
  if (field) {
    const { right, tolerance, most } = field.dataset;
    const typed = toNumber(String(values[0]));
    // The sum of two decimals may be a little above its true value.
    isRight = Math.abs(typed - Number(right)) <= Number(tolerance) + 1e-9 && (!most || (typed >= 0 && typed <= Number(most)));
  } else {
    isRight = inputs(guess).every((input) => input.hasAttribute("data-right") === values.includes(input.value));
    for (const input of inputs(guess)) mark(input, values.includes(input.value));
  }
  guess.dataset.verdict = isRight ? "right" : "wrong";
  verdict(guess).textContent = isRight ? strings.right : strings.wrong;
  showSaved();
}

/** @param {HTMLInputElement} input @param {boolean} chosen */
function mark(input, chosen) {
  const label = /** @type {HTMLLabelElement} */ (input.closest("label"));
  if (input.hasAttribute("data-right")) label.dataset.mark = "right";
  else if (chosen) label.dataset.mark = "wrong";
  else delete label.dataset.mark;
}

/** Below each answered guess: where it is saved, and how many of the page's are answered. */
function showSaved() {
  const all = guesses();
  const done = all.filter((guess) => guess.dataset.verdict);
  for (const guess of all) {
    const isDone = done.includes(guess);
    const button = guess.querySelector("button[type=button]");
    if (button instanceof HTMLElement) button.hidden = !isDone;
    let note = guess.querySelector(".guess__saved");
    if (!isDone) note?.remove();
    else {
      if (!note) {
        note = document.createElement("p");
        note.className = "guess__saved";
        guess.append(note);
      }
      note.textContent = strings.saved.replace("{done}", String(done.length)).replace("{all}", String(all.length));
    }
  }
}

/** @returns {Saved} */
function load() {
  try {
    const saved = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return typeof saved === "object" && saved ? saved : {};
  } catch {
    return {};
  }
}

/** @param {Saved} saved */
function save(saved) {
  const known = new Set(guesses().map(keyOf));
  const kept = Object.entries(saved).filter(([key]) => known.has(key)); // not those of guesses that have changed since
  try {
    if (kept.length > 0) localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
    else localStorage.removeItem(KEY);
  } catch {
    // The guess still gets its answer, but only for this visit.
  }
}

/** Read a number that may have the digits, the decimal point or the percent sign of an Arabic keyboard. @param {string} text */
function toNumber(text) {
  const latin = text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 15)).replace("٫", ".").replace(/[\s,٬%٪]/g, "");
  return latin === "" ? NaN : Number(latin);
}

/** @returns {HTMLElement[]} */
function guesses() {
  return [...document.querySelectorAll("[data-key].guess-card")].filter((guess) => guess instanceof HTMLElement);
}

/** @param {HTMLElement} guess */
function keyOf(guess) {
  return guess.dataset.key ?? "";
}

/** @param {HTMLElement} guess @returns {HTMLInputElement[]} */
function inputs(guess) {
  return [...guess.querySelectorAll("fieldset input")].filter((input) => input instanceof HTMLInputElement);
}

/** @param {HTMLElement} guess */
function numberField(guess) {
  return inputs(guess).find(({ type }) => type === "text");
}

/** @param {HTMLElement} guess */
function verdict(guess) {
  return /** @type {HTMLElement} */ (guess.querySelector(".guess__verdict"));
}
