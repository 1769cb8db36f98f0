/* Notes when the picture last changed: after a frame's draw calls the WebGL canvas is read in thin strips and compared;
   Leaflet's shapes are elements of the page and are counted. And when there was first something to read: a picture that
   came with the page, or the map. */
(() => {
  window.__changed = window.__readable = 0;
  const now = () => performance.timeOrigin + performance.now();
  const seen = new WeakMap();
  let waiting = false;
  const look = gl => {
    waiting = false;
    if (gl.getParameter(gl.FRAMEBUFFER_BINDING)) return;
    const width = gl.drawingBufferWidth, height = gl.drawingBufferHeight, strip = new Uint8Array(width * 4);
    let hash = 0;
    for (let n = 1; n < 40; n++) {
      gl.readPixels(0, Math.floor(height * n / 40), width, 1, gl.RGBA, gl.UNSIGNED_BYTE, strip);
      for (let i = 0; i < strip.length; i += 4) hash = (hash * 31 + strip[i] * 7 + strip[i + 1] * 3 + strip[i + 2]) | 0;
    }
    if (seen.get(gl) !== hash) { seen.set(gl, hash); window.__changed = now(); }
  };
  for (const name of ["drawElements", "drawArrays", "drawElementsInstanced", "drawArraysInstanced"]) {
    const original = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = function (...given) {
      const answer = original.apply(this, given);
      const screen = !this.getParameter(this.FRAMEBUFFER_BINDING);
      if (screen && !waiting) { waiting = true; queueMicrotask(() => look(this)); }
      return answer;
    };
  }
  let shapes = 0;
  setInterval(() => {
    const count = document.querySelectorAll(".leaflet-interactive").length;
    if (count !== shapes) { shapes = count; window.__changed = now(); }
    if (window.__changed) window.__readable ||= window.__changed;
  }, 25);
  // What came with the page is read when the browser says that it has painted it; frames of the screen may wait for WebGL.
  new PerformanceObserver(list => {
    if (document.querySelector("#first-picture")) window.__readable ||= performance.timeOrigin + list.getEntries()[0].startTime;
  }).observe({ type: "paint", buffered: true });
})();
