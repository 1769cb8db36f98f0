/* Tells the page what was clicked on the light map; and where cookies are refused, what only the browser knows: that
   WebGL is missing, that the screen is narrow or low. Each fact is told once a visit. */
export default function ({ data, setTriggerValue }) {
  const told = (window.chengyuTold ??= {});
  const tell = fact => { if (!told[fact]) { told[fact] = true; setTriggerValue(fact, true); } };
  if (!data.told) window.chengyuBrowser.forEach(tell);
  const heard = event => {
    if (event.origin === window.origin && event.data && event.data.chengyuPick)
      setTriggerValue("picked", String(event.data.chengyuPick));
  };
  // What is typed into the field for a place takes the place of what stands there.
  const entered = event => { if (event.target.closest && event.target.closest(".st-key-where input")) event.target.select(); };
  window.addEventListener("message", heard);
  document.addEventListener("focusin", entered);
  return () => { window.removeEventListener("message", heard); document.removeEventListener("focusin", entered); };
}
