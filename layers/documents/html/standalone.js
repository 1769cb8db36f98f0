/* One briefing in one file: its slides get their maps when they are needed, keys and clickers move between them. */
(() => {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const slides = [...document.querySelectorAll(".slide")], root = document.documentElement, body = document.body;
  const DESIGN = 560; // px of height for which the drawing's sizes were meant
  const SYMBOL = 0.72; // symbols smaller than on the live map, which thins them out where much is seen
  const NEAR = 1; // so many slides before and after keep their maps
  const TYPED = 4000; // ms for which digits wait for Enter
  let current = 0, digits = "", digitsAt = 0;

  // Geometry as packed.py wrote it, unpacked once.
  const line = steps => {
    const places = [];
    for (let n = 0, x = 0, y = 0; n < steps.length; n += 2) {
      x += steps[n];
      y += steps[n + 1];
      places.push([x / data.scale, y / data.scale]);
    }
    return places;
  };
  const geometry = {
    polygon: parts => ({ type: "MultiPolygon", coordinates: parts.map(rings => rings.map(line)) }),
    line: parts => ({ type: "MultiLineString", coordinates: parts.map(line) }),
    point: steps => ({ type: "Point", coordinates: line(steps)[0] }),
  };
  const unpacked = {};
  const bodyOf = key => {
    const { shape, features } = data.bodies[key];
    unpacked[key] = unpacked[key] || {
      type: "FeatureCollection",
      features: features.map(([properties, parts], n) => ({
        type: "Feature",
        properties: { ...properties, n },
        geometry: geometry[shape](parts),
      })),
    };
    return unpacked[key];
  };

  // Names: of two that meet the larger stays, of equals the one drawn later; none is cut by the edge. One that stands
  // over its place may go below or beside it where it covers fewer symbols and less of the border. What was said once is
  // not said again.
  const declutter = (map, border) => {
    const all = selector => [...map.getContainer().querySelectorAll(selector)];
    const middles = all(".chengyu-symbol").map(element => element.getBoundingClientRect())
      .map(box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
    const room = map.getContainer().getBoundingClientRect(), taken = [];
    border.map(([lng, lat]) => map.latLngToContainerPoint([lat, lng])).forEach(({ x, y }) => middles.push([x + room.left, y + room.top]));
    const names = all(".chengyu-label").map((element, n) => {
      const words = element.firstChild, lift = -parseFloat(element.style.marginTop);
      words.style.left = words.style.top = "0";
      const box = words.getBoundingClientRect(), aside = lift * 0.6 + box.width / 2;
      const seats = lift ? [[0, 0], [0, 2 * lift], [aside, lift], [-aside, lift]] : [[0, 0]];
      return { element, words, n, size: parseFloat(element.style.fontSize), box, seats };
    });
    names.sort((a, b) => b.size - a.size || b.n - a.n).forEach(({ element, words, box, seats }) => {
      const free = (taken.some(other => other.said === words.textContent) ? [] : seats)
        .map(([x, y]) => ({ x, y, left: box.left + x, right: box.right + x, top: box.top + y, bottom: box.bottom + y }))
        .filter(at => at.left >= room.left && at.right <= room.right && at.top >= room.top && at.bottom <= room.bottom)
        .filter(at => !taken.some(other =>
          at.left < other.right && other.left < at.right && at.top < other.bottom && other.top < at.bottom));
      const covered = at => middles.filter(([x, y]) => x > at.left && x < at.right && y > at.top && y < at.bottom).length;
      const best = free.map((at, order) => ({ at, cost: covered(at) + order * 2 })).sort((a, b) => a.cost - b.cost)[0];
      element.style.visibility = best ? "inherit" : "hidden";
      if (!best) return;
      words.style.left = `${best.at.x}px`;
      words.style.top = `${best.at.y}px`;
      taken.push({ ...best.at, said: words.textContent });
    });
  };

  const Scale = L.Control.Scale.extend({
    _updateScale(scale, words, ratio) {
      L.Control.Scale.prototype._updateScale.call(this, scale, words.replace("km", body.dataset.km), ratio);
    },
  });

  // Print as small as it must be: a long sentence, so that the map keeps its room; legend and key figures, to be seen whole.
  const fit = slide => {
    const side = slide.querySelector(".side"), head = slide.querySelector("header");
    const part = { "--said": 1, "--legend": 1, "--figures": 1 };
    if (!side || getComputedStyle(slide).display !== "grid") return; // a telephone scrolls
    const shrink = (name, least, tooLarge) => {
      while (part[name] > least && tooLarge()) {
        part[name] -= 0.02;
        slide.style.setProperty(name, part[name]);
      }
    };
    const cut = () => side.scrollHeight > side.clientHeight + 1;
    shrink("--said", 0.76, () => head.clientHeight > 0.15 * slide.clientHeight);
    shrink("--legend", 0.78, cut);
    shrink("--figures", 0.8, cut);
    shrink("--legend", 0.6, cut);
    shrink("--figures", 0.5, cut);
  };

  const maps = new Map(); // slide → its map
  const close = n => {
    if (!maps.has(n)) return;
    maps.get(n).remove();
    maps.delete(n);
  };
  const open = n => {
    const told = data.maps[n - 1]; // the first slide is the cover
    if (!told || maps.has(n)) return;
    if (!slides[n].dataset.fitted) fit(slides[n]);
    slides[n].dataset.fitted = "1";
    const room = slides[n].querySelector(".map"), stage = room.parentElement;
    const map = L.map(room, {
      zoomSnap: 0, maxZoom: 14, zoomControl: false, attributionControl: false, keyboard: false, scrollWheelZoom: false,
      zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false,
    });
    maps.set(n, map);
    const reset = () => {
      map.fitBounds(told.bounds, { animate: false });
      stage.classList.remove("moved");
    };
    reset();
    new Scale({ imperial: false, position: "bottomright", maxWidth: Math.max(100, room.clientWidth / 7) }).addTo(map);
    const scale = Math.min(Math.max(room.clientHeight / DESIGN, 0.8), 3);
    const add = lightLayers(data.symbols, { scale, symbol: SYMBOL * scale });
    told.layers.forEach(spec => add(map, spec, spec.key ? bodyOf(spec.key) : spec.body));
    const border = told.layers.filter(spec => spec.key && spec.shape === "line" && spec.id.startsWith("border"))
      .flatMap(spec => bodyOf(spec.key).features).flatMap(feature => feature.geometry.coordinates).flat();
    declutter(map, border);
    map.on("moveend zoomend", () => declutter(map, border));
    map.on("dragstart zoomstart", () => stage.classList.add("moved"));
    stage.querySelector(".reset").onclick = reset;
    room.dataset.drawn = told.layers.length;
  };

  let idle = 0;
  const tell = words => (document.querySelector(".where").textContent = words);
  const show = n => {
    current = Math.min(Math.max(n, 0), slides.length - 1);
    open(current);
    slides.forEach((slide, at) => {
      slide.classList.toggle("on", at === current);
      slide.setAttribute("aria-hidden", at !== current);
    });
    tell(`${current + 1} / ${slides.length}`);
    document.querySelector(".progress i").style.width = `${(100 * (current + 1)) / slides.length}%`;
    if (location.hash !== `#${current + 1}`) location.replace(`#${current + 1}`);
    clearTimeout(idle);
    idle = setTimeout(() => { // the next one is ready before it is asked for
      [...maps.keys()].filter(at => Math.abs(at - current) > NEAR).forEach(close);
      for (let at = current - NEAR; at <= current + NEAR; at++) open(at);
    }, 60);
  };
  const unfit = () => slides.forEach(slide => {
    delete slide.dataset.fitted;
    slide.removeAttribute("style");
  });
  const redraw = () => {
    [...maps.keys()].forEach(close);
    unfit();
    show(current);
  };

  const notes = () => slides.forEach(slide => (slide.querySelector(".notes").hidden = !slide.querySelector(".notes").hidden));
  const enter = () => root.requestFullscreen && root.requestFullscreen().catch(() => {}); // a browser may refuse
  const full = () => (document.fullscreenElement ? document.exitFullscreen() : enter());
  const start = n => { // as presenters know F5
    show(n);
    if (!document.fullscreenElement) enter();
  };
  const cover = document.querySelector(".blank"), blank = colour => () => {
    cover.style.background = colour;
    cover.hidden = false;
  };
  const black = blank("#000"), white = blank("#fff");
  const acts = { previous: () => show(current - 1), next: () => show(current + 1), notes, full };
  const keys = {
    ArrowRight: acts.next, ArrowDown: acts.next, PageDown: acts.next, Enter: acts.next,
    ArrowLeft: acts.previous, ArrowUp: acts.previous, PageUp: acts.previous, Backspace: acts.previous,
    Home: () => show(0), End: () => show(slides.length - 1), n: notes, f: full,
    b: black, ".": black, w: white,
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const before = Date.now() - digitsAt < TYPED ? digits : "", digit = /^[0-9]$/.test(event.key);
    const jump = event.key === "Enter" && before !== "";
    if (event.target.closest("a") && event.key === "Enter" && !jump) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const act = digit ? () => type(before + key) : jump ? () => show(Number(before) - 1)
      : key === " " ? (event.shiftKey ? acts.previous : acts.next)
      : key === "F5" ? () => start(event.shiftKey ? current : 0) : keys[key];
    if (!digit) type("");
    if (!act) return;
    event.preventDefault();
    if (!cover.hidden) cover.hidden = true; // the first key brings the picture back, and does no more
    else act();
  });
  const type = told => {
    digits = told.slice(-3);
    digitsAt = Date.now();
    tell(digits ? `${digits} ⏎` : `${current + 1} / ${slides.length}`);
  };
  document.querySelectorAll("[data-do]").forEach(button => button.addEventListener("click", () => {
    acts[button.dataset.do]();
    button.blur(); // the space bar turns pages, whatever was clicked before
  }));
  cover.addEventListener("click", () => (cover.hidden = true));
  document.querySelector("main").addEventListener("click", event => {
    if (!event.target.closest("a, button, .map, .notes") && !String(getSelection())) acts.next();
  });
  let touch = null;
  document.addEventListener("touchstart", event => {
    touch = event.touches.length === 1 && !event.target.closest(".map, nav") ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", event => {
    if (!touch) return;
    const end = event.changedTouches[0], across = end.clientX - touch.clientX, down = end.clientY - touch.clientY;
    if (Math.abs(across) > 60 && Math.abs(across) > 2 * Math.abs(down)) acts[across < 0 ? "next" : "previous"]();
    touch = null;
  }, { passive: true });

  const asked = () => parseInt(location.hash.slice(1), 10) - 1 || 0;
  window.addEventListener("hashchange", () => asked() !== current && show(asked()));
  let waiting = 0;
  window.addEventListener("resize", () => {
    clearTimeout(waiting);
    if (!body.classList.contains("printing")) waiting = setTimeout(redraw, 120);
  });
  const printing = on => {
    [...maps.keys()].forEach(close);
    unfit();
    [root, body].forEach(element => element.classList.toggle("printing", on));
    if (on) slides.forEach((_slide, n) => open(n));
    else show(current);
  };
  window.addEventListener("beforeprint", () => printing(true));
  window.addEventListener("afterprint", () => printing(false));

  document.querySelectorAll(".contents").forEach(list => list.classList.toggle("many", list.children.length > 14));
  root.classList.add("js");
  show(asked());
})();
