/* Says on the live maps that something drawn could not be fetched: no such file, a server that fails, no network. A map
   itself would only write it to the console, and stand there blank below an answer in words. The browser tells how each
   request ended; where it does not tell the status (older Safari), it is asked for once more. */
const MAP = '[data-testid="stDeckGlJsonChart"]', SEEN = "drawing-missing", LOOK = 1000;  // ms
const missing = new Set();
let words = {}, again = 0;
const said = () => (missing.size ? words.missing.replace("{n}", missing.size) : undefined);
const notice = () => {
  const told = Object.assign(document.createElement("div"), { className: SEEN });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.again });
  told.dataset.says = said();
  told.setAttribute("role", "alert");
  told.append(said(), button);
  button.addEventListener("click", () => window.location.reload());
  // A press on it is none on the map below.
  for (const kind of ["pointerdown", "pointerup", "click"]) told.addEventListener(kind, event => event.stopPropagation());
  return told;
};
// A map may come, or be made anew, after what it lacks is known: as long as something is missing each is looked at again.
const tell = () => {
  clearTimeout(again);
  for (const map of document.querySelectorAll(MAP)) {
    const there = map.querySelector(`.${SEEN}`);
    if (there?.dataset.says === said()) continue;
    there?.remove();
    if (missing.size) map.append(notice());
  }
  if (missing.size) again = setTimeout(tell, LOOK);
};
const came = async ({ name, responseStatus }) => {
  if (responseStatus !== undefined) return responseStatus >= 200 && responseStatus < 400;
  try {
    return (await fetch(name, { cache: "force-cache" })).ok;
  } catch {
    return false;
  }
};
const look = async entry => {
  if (!new URL(entry.name).pathname.startsWith(words.root) || entry.initiatorType === "iframe") return;
  if (await came(entry)) missing.delete(entry.name);
  else missing.add(entry.name);
  tell();
};
export default function ({ data }) {
  const watched = words.root;
  words = data;
  if (watched) return tell();
  new PerformanceObserver(list => list.getEntries().forEach(look)).observe({ type: "resource", buffered: true });
}
