/* Tells the page what was clicked on the light map; that the graphics card took a live map away (sleep, a driver that
   starts anew), once it can draw again; and where cookies are refused, what only the browser knows: that WebGL is missing
   or slow, that the screen is narrow or low. Each fact is told once a visit. */
const MAP = '[data-testid="stDeckGlJsonChart"]', PAUSE = 500, TRIES = 10;  // ms, how often a card is asked whether it is back
const draws = () => {
  const map = document.createElement("canvas").getContext("webgl2");
  map?.getExtension("WEBGL_lose_context")?.loseContext();
  return Boolean(map);
};
export default function ({ data, setTriggerValue }) {
  const told = (window.chengyuTold ??= {});
  const tell = fact => { if (!told[fact]) { told[fact] = true; setTriggerValue(fact, true); } };
  if (!data.told) window.chengyuBrowser.forEach(tell);
  let waiting = 0;
  const back = tries => {
    if (draws()) setTriggerValue("lost", true);
    else if (tries) waiting = setTimeout(back, PAUSE, tries - 1);
    else tell("no_webgl");
  };
  const gone = event => {
    if (!event.target.isConnected || !event.target.closest?.(MAP)) return;
    clearTimeout(waiting);  // of two maps that are lost at once one word is enough
    waiting = setTimeout(back, 0, TRIES);
  };
  const heard = event => {
    if (event.origin === window.origin && event.data && event.data.chengyuPick)
      setTriggerValue("picked", String(event.data.chengyuPick));
  };
  // What is typed into the field for a place takes the place of what stands there.
  const entered = event => { if (event.target.closest && event.target.closest(".st-key-where input")) event.target.select(); };
  window.addEventListener("message", heard);
  document.addEventListener("focusin", entered);
  document.addEventListener("webglcontextlost", gone, true);
  return () => {
    window.removeEventListener("message", heard);
    document.removeEventListener("focusin", entered);
    document.removeEventListener("webglcontextlost", gone, true);
  };
}
