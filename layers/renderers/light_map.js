/* The light map: draws the layers of one scene (light_layers.js) once all of them have arrived. */
function drawLightMap(map, specs, symbols, camera, words) {
  // The page around this frame opens the card of what was clicked.
  const tell = (spec, id) => {
    if (window.parent !== window) window.parent.postMessage({ chengyuPick: `${spec.id}:${id}` }, window.origin);
  };
  const add = lightLayers(symbols, { tell });
  Promise.all(specs.map(spec => (spec.url ? fetch(spec.url).then(answer => answer.json()) : spec.body))).then(bodies => {
    specs.forEach((spec, n) => add(map, spec, bodies[n]));
    // Leaflet paints in the next frame of the screen; the one after that shows it.
    const drawn = () => { document.body.dataset.drawn = specs.length; };
    window.requestAnimationFrame(() => window.requestAnimationFrame(drawn));
  });

  // A changed filter makes a new page; the reader's view stays, until the place in focus changes.
  const key = `chengyu-view:${camera}`, stored = window.sessionStorage.getItem(key);
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
    window.sessionStorage.setItem(key, JSON.stringify([lat, lng, map.getZoom()]));
  });
  map.zoomControl.setPosition("bottomright");

  // In a page the wheel scrolls that page, and zooms the map only while Ctrl (on a Mac ⌘) is held; alone, on a slide and
  // in full screen the map takes it.
  const box = map.getContainer(), told = box.appendChild(document.createElement("div"));
  const outer = window.parent.document;
  const free = () => window.parent === window || outer.fullscreenElement || outer.querySelector(".st-key-presenting");
  told.className = "wheel-hint";
  told.setAttribute("aria-hidden", "true");
  const [wheel, fingers] = words;
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
    hint(wheel);
  }, { capture: true });

  // Likewise one finger scrolls the page, and two move the map.
  const FAR = 10;  // px a finger moves that scrolls
  let down = null;
  const share = () => { box.style.touchAction = free() ? "none" : "pan-x pan-y"; };
  share();
  outer.addEventListener("fullscreenchange", share);
  window.addEventListener("touchstart", event => { down = event.touches[0]; }, { capture: true, passive: true });
  window.addEventListener("touchmove", event => {
    if (free()) return;
    if (event.touches.length > 1) {
      if (event.cancelable) event.preventDefault();  // the browser would scroll the page
      return;
    }
    event.stopImmediatePropagation();
    const { clientX, clientY } = event.touches[0];
    if (down && Math.hypot(clientX - down.clientX, clientY - down.clientY) > FAR) hint(fingers);
  }, { capture: true, passive: false });
}
