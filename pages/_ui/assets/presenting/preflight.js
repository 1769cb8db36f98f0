/* Looks at this PC before a meeting: what the browser can draw, whether Chinese shows, the screen, and whether everything
   the slides need can be fetched. Tells once, when it has looked at all of it. */
const version = () => {
  const found = /(Edg|Chrome|Firefox|Version)\/(\d+)/.exec(navigator.userAgent) || [];
  return { name: found[1] === "Version" ? "Safari" : found[1] || "", major: Number(found[2] || 0) };
};
const drawn = character => {
  const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
  canvas.width = canvas.height = 40;
  pen.font = "32px sans-serif";
  pen.fillText(character, 2, 34);
  return canvas.toDataURL();
};
const renderer = () => {
  const gl = document.createElement("canvas").getContext("webgl2");
  if (!gl) return "";
  const named = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : gl.RENDERER) || "WebGL2");
};
const reached = async url => {
  try {
    const answer = await fetch(url, { cache: "no-store" });
    await answer.arrayBuffer();  // all of it, not only that it begins
    return answer.ok;
  } catch {
    return false;
  }
};
export default function ({ data, setTriggerValue }) {
  if (window.chengyuChecked === data.ask) return;
  window.chengyuChecked = data.ask;
  (async () => {
    const start = performance.now();
    await reached(data.health);
    const speed = Math.round(performance.now() - start);
    const answers = await Promise.all(data.urls.map(reached));
    setTriggerValue("report", {
      renderer: renderer(),
      slow: window.chengyuBrowser.includes("software"),
      browser: version(),
      font: drawn("渝") !== drawn("\ue000"),  // a private character shows what "no glyph" looks like
      screen: [window.screen.width, window.screen.height],
      missing: answers.filter(one => !one).length,
      fetched: answers.length,
      speed,
      path: window.location.pathname,
      fullscreen: Boolean(document.fullscreenEnabled),
    });
  })();
}
