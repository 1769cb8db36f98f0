/* The light map: draws the layers of one scene (light_layers.js) once all of them have arrived, and says so where some
   could not be fetched. `words` are what it says: {wheel, fingers, missing, again}. */
function drawLightMap(map, specs, symbols, camera, words) {
  // The page around this frame opens the card of what was clicked.
  const tell = (spec, id) => {
    if (window.parent !== window) window.parent.postMessage({ chengyuPick: `${spec.id}:${id}` }, window.origin);
  };
  const fetched = async url => {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    return answer.json();
  };
  let tilesMissed = 0;
  const missed = () => { if (!tilesMissed++) incomplete(1); };
  const add = lightLayers(symbols, { tell, tiles: lightTiles(symbols, { fetched, tell, missed }) });
  Promise.allSettled(specs.map(spec => (spec.url ? fetched(spec.url) : spec.body))).then(bodies => {
    const came = specs.filter((spec, n) => bodies[n].status === "fulfilled");
    specs.forEach((spec, n) => { if (came.includes(spec)) add(map, spec, bodies[n].value); });
    if (came.length < specs.length) incomplete(specs.length - came.length);
    // Leaflet paints in the next frame of the screen; the one after that shows it.
    const drawn = () => { document.body.dataset.drawn = came.length; };
    window.requestAnimationFrame(() => window.requestAnimationFrame(drawn));
  });

  const over = (kind, text) => Object.assign(
    map.getContainer().appendChild(document.createElement("div")), { className: kind, textContent: text });
  const incomplete = number => {
    const told = over("drawing-missing", words.missing.replace("{n}", number)), again = document.createElement("button");
    told.setAttribute("role", "alert");
    again.textContent = words.again;
    again.addEventListener("click", () => window.location.reload());
    told.append(again);
  };

  // In a frame of another site that site is none of ours, and a browser may keep storage from us.
  const allowed = ask => { try { return ask(); } catch { return null; } };
  const storage = allowed(() => window.sessionStorage), outer = allowed(() => window.parent.document);
  if (window.parent === window || !outer) over("map-statement", document.title);  // elsewhere the page around it says it

  // A changed filter makes a new page; the reader's view stays, until the place in focus changes.
  const key = `chengyu-view:${camera}`, stored = storage?.getItem(key);
  if (stored) {
    const [lat, lng, zoom] = JSON.parse(stored);
    map.setView([lat, lng], zoom, { animate: false });
  }
  // Maps side by side share what is stored, and so their view.
  window.addEventListener("storage", event => {
    if (event.key !== key || !event.newValue) return;
    const [lat, lng, zoom] = JSON.parse(event.newValue);
    map.setView([lat, lng], zoom, { animate: false });
  });
  map.on("moveend", () => {
    const { lat, lng } = map.getCenter();
    storage?.setItem(key, JSON.stringify([lat, lng, map.getZoom()]));
  });
  map.zoomControl.setPosition("topright");

  // In a page the wheel scrolls that page, and zooms the map only while Ctrl (on a Mac ⌘) is held; alone, on a slide and
  // in full screen the map takes it.
  const told = over("wheel-hint", ""), box = map.getContainer();
  const free = () => window.parent === window || outer?.fullscreenElement || outer?.querySelector(".st-key-presenting");
  told.setAttribute("aria-hidden", "true");
  let fading = 0;
  const hint = said => {
    told.textContent = said.replace("{key}", /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl");
    told.classList.add("on");
    clearTimeout(fading);
    fading = setTimeout(() => told.classList.remove("on"), 1400);
  };
  window.addEventListener("wheel", event => {
    if (event.ctrlKey || event.metaKey || free()) return;
    event.stopImmediatePropagation();
    hint(words.wheel);
  }, { capture: true });

  // Likewise one finger scrolls the page, and two move the map.
  const FAR = 10;  // px a finger moves that scrolls
  let down = null;
  const share = () => { box.style.touchAction = free() ? "none" : "pan-x pan-y"; };
  share();
  outer?.addEventListener("fullscreenchange", share);
  window.addEventListener("touchstart", event => { down = event.touches[0]; }, { capture: true, passive: true });
  window.addEventListener("touchmove", event => {
    if (free()) return;
    if (event.touches.length > 1) {
      if (event.cancelable) event.preventDefault();  // the browser would scroll the page
      return;
    }
    event.stopImmediatePropagation();
    const { clientX, clientY } = event.touches[0];
    if (down && Math.hypot(clientX - down.clientX, clientY - down.clientY) > FAR) hint(words.fingers);
  }, { capture: true, passive: false });
}
