/* Starts the app once the first picture has been painted, names what it will need, and hands over to it. As soon as the
   app's own words, legend and map are there, the picture alone stays, on the map that is still empty, and lets every
   press through; it goes when that has drawn and rests, when somebody takes hold of the map, or when nothing comes. */
(() => {
  const app = document.getElementById("app-starts"), first = document.getElementById("first-picture");
  const start = () => {
    if (!app?.isConnected) return;
    app.remove();
    window.chengyuTell();
    const made = (tag, facts) => Object.assign(document.createElement(tag), { crossOrigin: "", ...facts });
    const link = facts => made("link", facts), script = made("script", { type: "module", src: app.dataset.script });
    document.head.append(link({ rel: "stylesheet", href: app.dataset.style }), script);
    const named = (element, key) => (element?.dataset[key] || "").split(" ").filter(Boolean);
    const soon = named(app, "soon").map(href => link({ rel: "modulepreload", href }));
    const files = named(first, "files").map(href => link({ rel: "preload", as: "fetch", fetchPriority: "low", href }));
    document.head.append(...soon, ...files);
  };
  // When the browser says so: right after the frame was asked for, it is still being drawn by others, and would wait.
  new PerformanceObserver(start).observe({ type: "paint", buffered: true });
  setTimeout(start, 1000);  // a window that is not seen paints nothing
  if (!first) return;
  // In a low window the app's legend is folded: it would cover the map. Not known to the server at the first visit.
  if (window.innerHeight < 800) first.querySelector(".key")?.removeAttribute("open");
  const LIVE = '[data-testid="stDeckGlJsonChart"]', STILL = 250, PATIENCE = 25_000;  // ms
  const DRAWS = ["drawArrays", "drawElements", "drawArraysInstanced", "drawElementsInstanced"];
  const drawing = window.WebGL2RenderingContext?.prototype, own = {};
  const began = performance.now();
  let drew = 0, since = 0;
  for (const name of drawing ? DRAWS : []) {
    own[name] = drawing[name];
    drawing[name] = function (...given) { drew = performance.now(); return own[name].apply(this, given); };
  }
  const pictures = [...first.querySelectorAll(".first-map")];
  const holder = picture =>
    document.querySelector(`.st-key-half-${picture.dataset.place}`) ?? document.querySelector(".st-key-stage");
  const mapOf = picture => holder(picture)?.querySelector(`${LIVE}, iframe`);
  const arrived = () => {  // every file of the map
    const known = new Set(performance.getEntriesByType("resource").map(one => new URL(one.name).pathname));
    return (first.dataset.files || "").split(" ").filter(Boolean).every(file => known.has(file));
  };
  const rests = picture => {
    const map = mapOf(picture);
    if (!map) return !holder(picture);  // the page shows something else in its place
    if (map.matches("iframe")) return map.contentDocument?.body?.dataset.drawn !== undefined;
    return map.querySelector("canvas") && drew > since && performance.now() - drew > STILL && arrived();
  };
  const lay = picture => {
    const map = mapOf(picture), inside = holder(picture);
    if (!map) return;
    const at = map.getBoundingClientRect(), from = inside.getBoundingClientRect();
    if (picture.parentNode !== inside) inside.append(picture);
    Object.assign(picture.style, {
      left: `${at.left - from.left}px`, top: `${at.top - from.top}px`, width: `${at.width}px`, height: `${at.height}px`,
    });
  };
  const gone = picture => {
    picture.classList.add("gone");
    setTimeout(() => picture.remove(), 200);
  };
  const ready = () => {
    const app = document.querySelector("[data-testid=stApp]");
    if (!app || !document.querySelector(".st-key-nav")) return false;
    const idle = app.dataset.testScriptState === "notRunning";
    return idle ? pictures.every(one => mapOf(one) || !holder(one)) : pictures.length > 0 && pictures.every(mapOf)
      && Boolean(document.querySelector(".compliance"));
  };
  const end = () => {
    clearInterval(look);
    document.removeEventListener("pointerdown", taken, true);
    for (const name of Object.keys(own)) drawing[name] = own[name];
    first.remove();
    pictures.forEach(gone);
  };
  const taken = event => { if (since && event.target.closest?.(LIVE)) end(); };
  const look = setInterval(() => {
    if (!since) {
      if (!ready() && performance.now() - began < PATIENCE) return;
      since = performance.now();
      for (const picture of pictures) { picture.classList.add("over"); lay(picture); }
      first.remove();
    }
    pictures.forEach(lay);
    if (pictures.every(rests) || performance.now() - since > PATIENCE) end();
  }, 50);
  document.addEventListener("pointerdown", taken, true);
})();
