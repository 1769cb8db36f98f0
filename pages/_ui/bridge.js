/* Tells the page what only the browser knows: that WebGL is missing, that the screen is narrow, and what was clicked on
   the light map. Each fact is told once a visit. */
export default function ({ setTriggerValue }) {
  const told = (window.chengyuTold ??= {});
  const tell = (fact, holds) => { if (holds && !told[fact]) { told[fact] = true; setTriggerValue(fact, true); } };
  tell("narrow", window.innerWidth < 760);
  tell("no_webgl", !document.createElement("canvas").getContext("webgl2"));
  const heard = event => {
    if (event.origin === window.origin && event.data && event.data.chengyuPick)
      setTriggerValue("picked", String(event.data.chengyuPick));
  };
  window.addEventListener("message", heard);
  return () => window.removeEventListener("message", heard);
}
