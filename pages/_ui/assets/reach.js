/* Does on a press what words alone cannot: copies a text, opens the map of the phone, goes to another part of the page.
   Without a secure address (an intranet by http) there is no clipboard to write to: the text is then copied by hand. */
const KEPT = 2500;  // ms for which a button says that it was done
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true });
    field.style.cssText = "position: fixed; top: 0; opacity: 0";
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}
export default function () {
  if (window.chengyuReach) return;
  window.chengyuReach = true;
  document.addEventListener("click", async event => {
    const pressed = event.target.closest?.("[data-copy], [data-geo], [data-jump]");
    if (!pressed) return;
    const { copy: text, done, geo, jump } = pressed.dataset;
    if (geo?.startsWith("geo:")) window.location.href = geo;
    if (jump) document.querySelector(`.st-key-${CSS.escape(jump)}`)?.scrollIntoView({ behavior: "smooth", block: "center" });
    if (text === undefined) return;
    await copy(text);
    const told = pressed.textContent;
    if (told === done) return;
    pressed.textContent = done;
    setTimeout(() => { pressed.textContent = told; }, KEPT);
  });
}
