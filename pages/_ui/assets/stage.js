/* Lets the page be scrolled over its maps: a wheel turned over a live map scrolls the page, and zooms the map only while
   Ctrl (on a Mac ⌘) is held, which a short hint says. Where nothing can be scrolled, on slides and in full screen, a map
   takes the wheel itself. The line at the lower edge of the stage leads to what lies below it. */
const MAP = '[data-testid="stDeckGlJsonChart"]', SHOWN = 1400;  // ms
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
export default function ({ data }) {
  const listening = window.chengyuStage;
  window.chengyuStage = { words: data.words };
  if (listening) return;
  window.addEventListener("wheel", event => {
    const map = event.target.closest?.(MAP);
    if (!map || document.fullscreenElement || map.closest(".st-key-presenting")) return;
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
