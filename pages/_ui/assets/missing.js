/* Says on the live maps that something drawn could not be fetched: no such file, a server that fails, no network. A map
   itself would only write it to the console, and stand there blank below an answer in words. The browser tells how each
   request ended; where it does not tell the status (older Safari), it is asked for once more. */
const MAP = '[data-testid="stDeckGlJsonChart"]', SEEN = "drawing-missing";
const missing = new Set();
let words = {};
const notice = () => {
  const told = Object.assign(document.createElement("div"), { className: SEEN });
  const again = Object.assign(document.createElement("button"), { type: "button", textContent: words.again });
  told.setAttribute("role", "alert");
  told.append(words.missing.replace("{n}", missing.size), again);
  again.addEventListener("click", () => window.location.reload());
  // A press on it is none on the map below.
  for (const kind of ["pointerdown", "pointerup", "click"]) told.addEventListener(kind, event => event.stopPropagation());
  return told;
};
const tell = () => {
  for (const map of document.querySelectorAll(MAP)) {
    map.querySelector(`.${SEEN}`)?.remove();
    if (missing.size) map.append(notice());
  }
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
  const there = await came(entry), before = missing.size;
  if (there) missing.delete(entry.name);
  else missing.add(entry.name);
  if (!there || missing.size !== before) tell();  // a map may be another one than that which said so
};
export default function ({ data }) {
  const watched = words.root;
  words = data;
  if (watched) return tell();
  new PerformanceObserver(list => list.getEntries().forEach(look)).observe({ type: "resource", buffered: true });
}
