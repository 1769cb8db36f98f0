/* The layers of a scene with Leaflet, one after the other from the bottom up. Texts from data become text nodes, never
   markup. `scale` makes lines and names larger for a larger screen; `symbol` symbols, which else are as large as on the
   live map, by zoom; `tell` hears of clicks; `tiles` draws what comes in tiles (light_tiles.js). */
function lightLayers(symbols, { scale = 1, symbol = 0, tell = null, tiles = null } = {}) {
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
    const color = css(properties.color || spec.color), width = (properties.width || spec.width) * scale;
    if (spec.shape === "polygon") return { stroke: false, fillColor: color, fillOpacity: spec.opacity };
    const dash = properties.dash && properties.dash[0] ? properties.dash.map(part => part * width).join(" ") : null;
    return { fill: false, color, weight: width, dashArray: dash };
  };

  const marker = spec => ({ properties }, place) => L.marker(place, {
    interactive: spec.pickable,
    keyboard: spec.pickable && tell !== null,
    icon: L.divIcon({
      className: "chengyu-symbol",
      html: symbols[properties.icon] || "",
      iconSize: [spec.size * (symbol || 1), spec.size * (symbol || 1)],
      iconAnchor: [(spec.size / 2 - properties.dx) * (symbol || 1), (spec.size / 2 - properties.dy) * (symbol || 1)],
    }),
  });

  // Symbols stand for so many metres, within bounds in px: they give each other room where much is seen.
  const byZoom = (map, spec, drawn) => {
    const { metres, least, most } = spec.grows;
    const update = () => {
      const circle = 40075016.7 * Math.cos(map.getCenter().lat * Math.PI / 180); // metres, round the earth
      const px = Math.min(Math.max(metres * 256 * 2 ** map.getZoom() / circle, least), most);
      drawn.eachLayer(one => {
        for (const picture of one.getElement().children) picture.style.transform = `scale(${px / spec.size})`;
      });
    };
    update();
    map.on("zoomend", update);
  };

  const wire = spec => (feature, layer) => {
    if (!spec.pickable) return;
    layer.bindTooltip(text(feature.properties[`tip_${spec.lang}`]), { sticky: true });
    if (tell) layer.on("click", () => tell(spec, feature.properties.id));
    if (spec.shape === "point")
      layer.on("add", () => layer.getElement().setAttribute("aria-label", feature.properties[`tip_${spec.lang}`]));
  };

  const turn = (words, angle) => { // counter-clockwise, about its middle
    if (angle) words.style.transform = `translate(-50%, -50%) rotate(${-angle}deg)`;
  };

  const label = (map, spec, words, place, angle) => {
    const icon = L.divIcon({ className: "chengyu-label", html: text(words), iconSize: [0, 0] });
    const drawn = L.marker(place, { interactive: false, keyboard: false, zIndexOffset: 10000, icon }).addTo(map).getElement();
    drawn.style.marginTop = `${-spec.lift * scale}px`;
    drawn.style.fontSize = `${spec.size * scale}px`;
    drawn.style.color = css(spec.color);
    turn(drawn.firstChild, angle);
  };

  // Names that come and go with the zoom, each with its seat; only what is near the screen is in the page.
  const names = (map, spec, rows) => {
    const drawn = new Map(), hidden = n => spec.hidden.some(([first, last]) => n >= first && n <= last);
    const add = ({ t, p: [lng, lat], o: [right, down], s, c, a }) => {
      const icon = L.divIcon({ className: "chengyu-label", html: text(t), iconSize: [0, 0] });
      const marker = L.marker([lat, lng], { interactive: false, keyboard: false, zIndexOffset: 10000, icon }).addTo(map);
      const { style, firstChild } = marker.getElement();
      style.margin = `${down}px 0 0 ${right}px`;
      style.fontSize = `${s}px`;
      style.color = css([...c, 255]);
      turn(firstChild, a);
      return marker;
    };
    const update = () => {
      const zoom = map.getZoom() - 1, seen = map.getBounds().pad(0.1); // rows count zoom on tiles of 512 px
      rows.forEach((row, n) => {
        const wanted = row.z <= zoom + 0.01 && !hidden(n) && seen.contains([row.p[1], row.p[0]]);
        if (wanted && !drawn.has(n)) drawn.set(n, add(row));
        if (!wanted && drawn.has(n)) {
          drawn.get(n).remove();
          drawn.delete(n);
        }
      });
    };
    update();
    map.on("moveend zoomend", update);
  };

  // A basemap lies under everything: in tiles where there is a server, else in one picture.
  const ground = (map, { tiles, zooms, image, bounds }) => {
    if (tiles) L.tileLayer(tiles, { minNativeZoom: zooms[0], maxNativeZoom: zooms[1], maxZoom: 14 }).addTo(map);
    else L.imageOverlay(image, bounds, { pane: "tilePane" }).addTo(map);
  };

  // What is drawn after tiles lies in a pane over theirs.
  let pane = "overlayPane", panes = 0;
  const above = (map, name) => {
    pane = `${name}-${panes}`;
    map.createPane(pane).style.zIndex = 400 + ++panes;  // below 500, where shadows begin
    return pane;
  };
  const inTiles = (map, spec) => {
    const own = above(map, "tiles");
    map.getPane(own).style.pointerEvents = "none";
    tiles(map, spec, own);
    above(map, "over");
  };

  return (map, spec, body) => {
    if (spec.shape === "ground") return ground(map, spec);
    if (spec.pieces) return inTiles(map, spec);
    if (spec.shape === "names") return names(map, spec, body);
    if (spec.shape === "label") return body.forEach(([words, lat, lng, angle]) => label(map, spec, words, [lat, lng], angle));
    if (spec.casing) {
      const casing = { fill: false, color: "#fff", weight: spec.casing * scale };
      L.geoJSON(body, { pane, interactive: false, filter: shown(spec), style: casing }).addTo(map);
    }
    const drawn = L.geoJSON(body, {
      pane,
      interactive: spec.pickable,
      filter: shown(spec),
      style: style(spec),
      pointToLayer: marker(spec),
      onEachFeature: wire(spec),
    }).addTo(map);
    if (spec.grows && !symbol) byZoom(map, spec, drawn);
    return drawn;
  };
}
