/* Layers too large to be drawn at once, on the light map: what is seen of them comes in tiles, each drawn on a canvas.
   They lie in panes of their own, and take no clicks from what lies below: what is under the pointer is looked up here.
   `fetched` gets a file as JSON; `tell` hears of clicks, `missed` of tiles that could not be had. */
function lightTiles(symbols, { fetched, tell, missed }) {
  const REACH = 9, AROUND = 16;  // px: how near a pointer is to what it means; what of a symbol may lie beyond its tile
  const css = ([red, green, blue, alpha]) => `rgba(${red},${green},${blue},${alpha / 255})`;
  const pictures = {};
  const picture = name => (pictures[name] ??= new Promise(resolve => {
    const image = new Image();
    image.onload = () => resolve(image);
    image.onerror = () => resolve(null);
    image.src = `data:image/svg+xml,${encodeURIComponent(symbols[name])}`;
  }));

  /* Where the lines of a shape are in its tile, px; a point is one line of one corner. */
  const lines = ({ type, coordinates: all }) =>
    ({ Point: () => [[all]], LineString: () => [all], MultiLineString: () => all, Polygon: () => all, MultiPolygon: () => all.flat() })[type]();
  const placed = (feature, at) => {
    const parts = lines(feature.geometry).map(part => part.map(at)), corners = parts.flat(), path = new Path2D();
    const [xs, ys] = [0, 1].map(n => corners.map(corner => corner[n]));
    for (const part of parts) {
      part.forEach(([x, y], n) => (n ? path.lineTo(x, y) : path.moveTo(x, y)));
      if (feature.geometry.type.endsWith("Polygon")) path.closePath();
    }
    const edge = (least, all) => all.reduce((one, other) => (least(one, other) === one ? one : other));
    return { ...feature.properties, type: feature.geometry.type, path, middle: corners[0],
      box: [edge(Math.min, xs), edge(Math.min, ys), edge(Math.max, xs), edge(Math.max, ys)] };
  };

  const paint = async (pen, spec, shapes, size) => {
    const images = {};
    for (const name of new Set(shapes.map(shape => shape.icon).filter(Boolean))) images[name] = await picture(name);
    for (const { type, path, color, width, icon, dx, dy, middle: [x, y] } of shapes) {
      if (type === "Point") {
        if (images[icon]) pen.drawImage(images[icon], x + dx - size / 2, y + dy - size / 2, size, size);
      } else if (spec.shape === "line") {
        pen.strokeStyle = css(color || spec.color);
        pen.lineWidth = width || spec.width;
        pen.lineJoin = pen.lineCap = "round";
        pen.stroke(path);
      } else {
        pen.fillStyle = css(color || spec.color);
        pen.fill(path, "evenodd");
      }
    }
  };

  const probe = document.createElement("canvas").getContext("2d");
  probe.lineWidth = 2 * REACH;
  const meant = ({ type, path, box: [left, top, right, bottom], middle, dx, dy }, x, y) => {
    if (x < left - AROUND * 2 || x > right + AROUND * 2 || y < top - AROUND * 2 || y > bottom + AROUND * 2) return false;
    if (type === "Point") return Math.hypot(middle[0] + dx - x, middle[1] + dy - y) <= REACH;
    return type.endsWith("Polygon") ? probe.isPointInPath(path, x, y, "evenodd") : probe.isPointInStroke(path, x, y);
  };

  /* One listener for all such layers of a map, the upper ones first. */
  const listen = map => {
    const box = map.getContainer(), tip = L.tooltip({ className: "tiles-tip", direction: "auto", opacity: 1 });
    const under = place => map.chengyuTiles.reduceRight((found, look) => found || look(place), null);
    map.on("mousemove", ({ latlng }) => {
      const found = under(latlng);
      box.classList.toggle("over-tiles", Boolean(found));
      if (!found) return tip.remove();
      const words = document.createElement("div");
      words.style.whiteSpace = "pre-wrap";
      words.textContent = found.tip;
      tip.setContent(words).setLatLng(latlng).addTo(map);
    });
    map.on("mouseout zoomstart dragstart", () => tip.remove());
    box.addEventListener("click", event => {
      if (map.dragging.moved() || !box.querySelector(".leaflet-map-pane").contains(event.target)) return;
      const found = under(map.mouseEventToLatLng(event));
      if (!found || !found.id) return;
      event.stopPropagation();
      tell(found.spec, found.id);
    }, true);
  };

  return (map, spec, pane) => {
    const { address, least, most, bounds: [west, south, east, north], px } = spec.pieces;
    const deeper = Math.log2(px / 256), fine = Math.min(2, (window.devicePixelRatio || 1) * 1.4), drawn = new Map();
    const size = (z, lat) => {
      const metres = spec.grows.metres * px * 2 ** z / (40075016.7 * Math.cos(lat * Math.PI / 180));
      return Math.min(Math.max(metres, spec.grows.least), spec.grows.most);
    };
    const Grid = L.GridLayer.extend({
      createTile(coords, done) {
        const tile = document.createElement("div"), canvas = tile.appendChild(document.createElement("canvas"));
        const z = coords.z - deeper, across = px + 2 * AROUND, scale = px * 2 ** z;
        const at = ([lng, lat]) => [(lng / 360 + 0.5) * scale - coords.x * px,
          (0.5 - Math.asinh(Math.tan(lat * Math.PI / 180)) / (2 * Math.PI)) * scale - coords.y * px];
        // Cells, which are no rows, meet at whole pixels of the canvas: no seam is left between them.
        const whole = place => at(place).map(part => Math.round(part * fine) / fine);
        canvas.width = canvas.height = across * fine;
        canvas.style.cssText = `position: absolute; left: ${-AROUND}px; top: ${-AROUND}px; width: ${across}px; height: ${across}px`;
        fetched(address.replace("{z}", z).replace("{x}", coords.x).replace("{y}", coords.y)).then(async body => {
          const shapes = body.features.map(feature => placed(feature, feature.properties.id === "" ? whole : at)), pen = canvas.getContext("2d");
          drawn.set(this._tileCoordsToKey(coords), shapes);
          pen.setTransform(fine, 0, 0, fine, AROUND * fine, AROUND * fine);
          await paint(pen, spec, shapes, spec.grows ? size(z, map.getCenter().lat) : 0);
          done(null, tile);
        }).catch(error => {
          missed();
          done(error, tile);
        });
        return tile;
      },
    });
    const grid = new Grid({ pane, tileSize: px, noWrap: true, keepBuffer: 1, updateWhenZooming: false,
      minNativeZoom: least + deeper, maxNativeZoom: most + deeper, bounds: [[south, west], [north, east]] });
    grid.on("tileunload", ({ coords }) => drawn.delete(grid._tileCoordsToKey(coords)));
    grid.on("loading", () => { map.getContainer().dataset.tiles = "loading"; });
    grid.on("load", () => { map.getContainer().dataset.tiles = "drawn"; });
    if (spec.pickable) {
      if (!map.chengyuTiles) {
        map.chengyuTiles = [];
        listen(map);
      }
      map.chengyuTiles.push(place => {
        const { x, y } = map.project(place, grid._tileZoom), column = Math.floor(x / px), row = Math.floor(y / px);
        const shapes = drawn.get(`${column}:${row}:${grid._tileZoom}`) || [];
        const found = shapes.findLast(shape => meant(shape, x - column * px, y - row * px));
        return found && { id: found.id, tip: found[`tip_${spec.lang}`], spec };
      });
    }
    return grid.addTo(map);
  };
}
