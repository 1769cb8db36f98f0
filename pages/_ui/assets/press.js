/* Lets a press on a map be a click however long a slow PC took to hear of its end. A map without a graphics card is busy
   for a third of a second with finding what lies under a pointer that goes down; by then the clock by which the map tells
   a click from a hold (250 ms) has run out, and the click would be lost. While the end of a press that did not move is
   told to the map, the clock stands where a short press ends; a drag is left alone. */
const MAP = '[data-testid="stDeckGlJsonChart"]', SHORT = 150, MOVED = 9;  // ms; px, as in deck.gl's own tap recognizer
export default function () {
  if (window.chengyuPress) return;
  window.chengyuPress = true;
  const clock = Date.now;
  let down = null;
  window.addEventListener("pointerdown", event => {
    down = event.target.closest?.(MAP) ? { at: clock(), x: event.clientX, y: event.clientY } : null;
  }, true);
  window.addEventListener("pointerup", event => {
    if (!down || Math.hypot(event.clientX - down.x, event.clientY - down.y) > MOVED) return;
    const late = clock() - down.at - SHORT;
    if (late <= 0) return;
    Date.now = () => clock() - late;
    setTimeout(() => { Date.now = clock; });
  }, true);
}
