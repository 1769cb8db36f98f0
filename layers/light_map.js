/* The light map: draws the layers of one scene with Leaflet, from the bottom up, once all of them have arrived.
   Texts from data become text nodes, never markup. */
function drawLightMap(map, specs, symbols, camera) {
  const text = words => {
    const element = document.createElement("div");
    element.style.whiteSpace = "pre-wrap";
    element.textContent = words;
    return element;
  };
  const shown = spec => feature =>
    !spec.only || spec.only.some(([first, last]) => feature.properties.n >= first && feature.properties.n <= last);
  const css = ([red, green, blue, alpha]) => `rgba(${red},${green},${blue},${alpha / 255})`;

  const style = spec => ({ properties }) => {
    const color = css(properties.color || spec.color), width = properties.width || spec.width;
    if (spec.shape === "polygon") return { stroke: false, fillColor: color, fillOpacity: 1 };
    const dash = properties.dash && properties.dash[0] ? properties.dash.map(part => part * width).join(" ") : null;
    return { fill: false, color, weight: width, dashArray: dash };
  };

  const marker = spec => ({ properties }, place) => L.marker(place, {
    interactive: spec.pickable,
    keyboard: spec.pickable,
    icon: L.divIcon({
      className: "",
      html: symbols[properties.icon] || "",
      iconSize: [spec.size, spec.size],
      iconAnchor: [spec.size / 2 - properties.dx, spec.size / 2 - properties.dy],
    }),
  });

  // The page around this frame opens the card of what was clicked.
  const tell = (spec, id) => {
    if (window.parent !== window) window.parent.postMessage({ chengyuPick: `${spec.id}:${id}` }, window.origin);
  };
  const wire = spec => (feature, layer) => {
    if (!spec.pickable) return;
    layer.bindTooltip(text(feature.properties[`tip_${spec.lang}`]), { sticky: true });
    layer.on("click", () => tell(spec, feature.properties.id));
    if (spec.shape === "point")
      layer.on("add", () => layer.getElement().setAttribute("aria-label", feature.properties[`tip_${spec.lang}`]));
  };

  const label = (spec, words, place) => {
    const icon = L.divIcon({ className: "chengyu-label", html: text(words), iconSize: [0, 0] });
    const drawn = L.marker(place, { interactive: false, keyboard: false, zIndexOffset: 10000, icon }).addTo(map).getElement();
    drawn.style.marginTop = `${-spec.lift}px`;
    drawn.style.fontSize = `${spec.size}px`;
    drawn.style.color = css(spec.color);
  };
  const add = (spec, body) => {
    if (spec.shape === "label") return body.forEach(([words, lat, lng]) => label(spec, words, [lat, lng]));
    if (spec.casing)
      L.geoJSON(body, { interactive: false, filter: shown(spec), style: { fill: false, color: "#fff", weight: spec.casing } }).addTo(map);
    return L.geoJSON(body, {
      interactive: spec.pickable,
      filter: shown(spec),
      style: style(spec),
      pointToLayer: marker(spec),
      onEachFeature: wire(spec),
    }).addTo(map);
  };
  Promise.all(specs.map(spec => (spec.url ? fetch(spec.url).then(answer => answer.json()) : spec.body))).then(bodies => {
    specs.forEach((spec, n) => add(spec, bodies[n]));
    document.body.dataset.drawn = specs.length;
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
}
