/* Starts a briefing as presenters know it: F5 from the first slide, Shift+F5 from the one previewed, full screen where the
   browser lets us. */
export default function ({ data, setTriggerValue }) {
  const pressed = event => {
    if (document.querySelector(".st-key-presenting")) return;  // the slide hears it
    if (event.key !== "F5" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.target.closest?.("input, textarea, [contenteditable]")) return;
    event.preventDefault();  // the browser would load the page anew
    document.documentElement.requestFullscreen?.().catch(() => {});
    setTriggerValue("from", event.shiftKey ? data.previewed : 1);
  };
  window.addEventListener("keydown", pressed, true);
  return () => window.removeEventListener("keydown", pressed, true);
}
