/* Lets the page be scrolled over its maps: a wheel turned over a live map scrolls the page, and zooms the map only while
   Ctrl (on a Mac ⌘) is held, which a short hint says. Where nothing can be scrolled, on slides and in full screen, a map
   takes the wheel itself. On a touch screen one finger scrolls the page likewise and two move the map. The line at the lower edge of the stage leads to what lies below it. */
const MAP = '[data-testid="stDeckGlJsonChart"]', SHOWN = 1400, FAR = 10;  // ms; px a finger moves that scrolls
const MAC = /Mac|iPhone|iPad/.test(navigator.platform);
let fading = 0;
const hint = (map, words) => {
  const box = map.getBoundingClientRect();
  const told = document.querySelector(".wheel-hint") ?? document.body.appendChild(document.createElement("div"));
  told.className = "wheel-hint on";
  told.setAttribute("aria-hidden", "true");  // a wheel is turned by who sees it
  told.textContent = words.replace("{key}", MAC ? "⌘" : "Ctrl");
  told.style.left = `${box.left + box.width / 2}px`;
  told.style.top = `${(Math.max(box.top, 0) + Math.min(box.bottom, window.innerHeight)) / 2}px`;
  clearTimeout(fading);
  fading = setTimeout(() => told.classList.remove("on"), SHOWN);
};
const free = map => document.fullscreenElement || map.closest(".st-key-presenting");
/* Fingers on a live map: the map hears of one that goes down and up, a tap, and of moves only while there are two. */
const fingers = () => {
  const down = new Map(), heard = new WeakSet();
  const over = event => {
    const map = event.isTrusted && event.pointerType === "touch" && event.target.closest?.(MAP);
    if (map && !free(map)) down.set(event.pointerId, event);
  };
  const moved = event => { if (down.has(event.pointerId) && event.isTrusted && down.size < 2) event.stopImmediatePropagation(); };
  const gone = event => { if (event.isTrusted) down.delete(event.pointerId); };
  for (const [kind, act] of [["pointerdown", over], ["pointermove", moved], ["pointerup", gone], ["pointercancel", gone]])
    window.addEventListener(kind, act, true);
  const swiped = event => {
    const map = event.currentTarget;
    if (free(map)) return;
    if (event.touches.length > 1) {
      if (event.cancelable) event.preventDefault();  // the browser would scroll the page
      return;
    }
    const { clientX, clientY } = event.touches[0], from = [...down.values()][0];
    if (from && Math.hypot(clientX - from.clientX, clientY - from.clientY) > FAR) hint(map, window.chengyuStage.fingers);
  };
  const listen = () => document.querySelectorAll(MAP).forEach(map => {
    if (heard.has(map)) return;
    heard.add(map);
    map.addEventListener("touchmove", swiped, { passive: false });
  });
  listen();
  new MutationObserver(listen).observe(document.body, { childList: true, subtree: true });
};
export default function ({ data }) {
  const listening = window.chengyuStage;
  window.chengyuStage = { words: data.words, fingers: data.fingers };
  if (listening) return;
  fingers();
  window.addEventListener("wheel", event => {
    const map = event.target.closest?.(MAP);
    if (!map || free(map)) return;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();  // the browser would zoom the page
      return;
    }
    event.stopImmediatePropagation();
    hint(map, window.chengyuStage.words);
  }, { capture: true, passive: false });
  document.addEventListener("click", event => {
    const below = event.target.closest?.(".below");
    if (!below) return;
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const nav = document.querySelector(".st-key-nav")?.getBoundingClientRect().bottom ?? 0;
    document.querySelector('[data-testid="stMain"]').scrollBy({
      top: below.getBoundingClientRect().bottom - nav, behavior: still ? "auto" : "smooth",
    });
  });
}
