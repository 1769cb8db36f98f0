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
    if (from) drag = { from, event, id: event.pointerId, moved: false };
  };
  const move = event => {
    if (!drag || !event.isTrusted || event.pointerId !== drag.id) return;
    const far = Math.hypot(event.clientX - drag.event.clientX, event.clientY - drag.event.clientY) > CLICK;
    if (far && !drag.moved) {
      drag.moved = true;
      repeat(drag.event, drag.from);
    }
    if (drag.moved) repeat(event, drag.from);
  };
  const up = event => {
    if (drag && event.isTrusted && event.pointerId === drag.id) {
      if (drag.moved) repeat(event, drag.from);
      drag = null;
    }
  };
  const wheel = event => {
    const from = event.isTrusted && (event.ctrlKey || event.metaKey) && maps().find(map => map.contains(event.target));
    if (from) repeat(event, from);
  };
  const heard = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, wheel };
  Object.entries(heard).forEach(([type, act]) => window.addEventListener(type, act, { capture: true, passive: true }));
  return () => Object.entries(heard).forEach(([type, act]) => window.removeEventListener(type, act, { capture: true }));
}
