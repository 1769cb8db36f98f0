/* Lets maps be drawn in as many pixels as the screen has. A map takes their number from the browser's count of an element's
   device pixels, and browsers that show a page at another ratio than the screen's (emulated devices, some after a turn of
   the phone) count them at the wrong one; devicePixelRatio is right there. A count that agrees with it is left alone. */
const COUNT = "devicePixelContentBoxSize", MAP = '[data-testid="stDeckGlJsonChart"]';
const agreed = (count, css) => {
  const right = css * window.devicePixelRatio;
  return Math.abs(count - right) <= 1 ? count : Math.round(right);
};
/* Has a map that was there before measured again. Whatever else gives it its width meanwhile (a page drawn anew does) may
   hide the change from it, so it is tried until the map has as many pixels as it should. */
const measured = (canvas, tries = 20) => {
  const missing = canvas.getBoundingClientRect().width * window.devicePixelRatio - canvas.width;
  const narrow = canvas.style.width !== "100%";
  const again = tries > 0 && canvas.isConnected && Math.abs(missing) > 1;
  canvas.style.width = again && !narrow ? "calc(100% - 1px)" : "100%";
  if (again || narrow) setTimeout(measured, 100, canvas, tries - 1);
};
export default function () {
  const entry = window.ResizeObserverEntry?.prototype, told = entry && Object.getOwnPropertyDescriptor(entry, COUNT);
  if (!told || window.chengyuSharp) return;
  window.chengyuSharp = true;
  Object.defineProperty(entry, COUNT, {
    ...told,
    get() {
      return told.get.call(this).map((box, n) => ({
        inlineSize: agreed(box.inlineSize, this.contentBoxSize[n].inlineSize),
        blockSize: agreed(box.blockSize, this.contentBoxSize[n].blockSize),
      }));
    },
  });
  for (const canvas of document.querySelectorAll(`${MAP} canvas`)) measured(canvas);
}
