/* Moves two live maps together: what a hand does on one, dragging or turning the wheel with Ctrl, is done on the other too.
   A click is not: only what has moved by a few pixels counts. Repeated events have a pointer of their own. */
export default function () {
  const maps = () => [...document.querySelectorAll('[class*="st-key-half-"] [data-testid="stDeckGlJsonChart"]')];
  const OWN = 1000, CLICK = 4;
  let drag = null;
  const other = from => maps().find(map => map !== from)?.querySelector("canvas");
  const repeat = (event, from) => {
    const to = other(from), here = from.getBoundingClientRect();
    if (!to) return;
    const there = to.closest('[data-testid="stDeckGlJsonChart"]').getBoundingClientRect();
    const { type, pointerId, pointerType, isPrimary, button, buttons, deltaX, deltaY, deltaMode, ctrlKey, metaKey } = event;
    const place = { clientX: event.clientX - here.left + there.left, clientY: event.clientY - here.top + there.top };
    const own = { bubbles: true, cancelable: true, view: window, ...place, button, buttons };
    to.dispatchEvent(type === "wheel"
      ? new WheelEvent(type, { ...own, deltaX, deltaY, deltaMode, ctrlKey, metaKey })
      : new PointerEvent(type, { ...own, pointerId: pointerId + OWN, pointerType, isPrimary }));
  };
  const down = event => {
    const from = event.isTrusted && maps().find(map => map.contains(event.target));
    if (!from) return;
    if (drag?.from !== from) drag = { from, downs: new Map(), moved: false };
    drag.downs.set(event.pointerId, event);
  };
  // One finger scrolls the page (stage.js): only two move a map.
  const enough = () => drag.downs.size > 1 || [...drag.downs.values()].some(one => one.pointerType !== "touch");
  const move = event => {
    const first = event.isTrusted && drag?.downs.get(event.pointerId);
    if (!first) return;
    const far = Math.hypot(event.clientX - first.clientX, event.clientY - first.clientY) > CLICK;
    if (far && !drag.moved && enough()) {
      drag.moved = true;
      for (const one of drag.downs.values()) repeat(one, drag.from);
    }
    if (drag.moved) repeat(event, drag.from);
  };
  const up = event => {
    if (!event.isTrusted || !drag?.downs.delete(event.pointerId)) return;
    if (drag.moved) repeat(event, drag.from);
    if (!drag.downs.size) drag = null;
  };
  const wheel = event => {
    const from = event.isTrusted && (event.ctrlKey || event.metaKey) && maps().find(map => map.contains(event.target));
    if (from) repeat(event, from);
  };
  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, wheel };
  Object.entries(heard).forEach(([type, act]) => window.addEventListener(type, act, { capture: true, passive: true }));
  return () => Object.entries(heard).forEach(([type, act]) => window.removeEventListener(type, act, { capture: true }));
}
