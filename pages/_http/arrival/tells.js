/* Tells the server, before the app first asks it for a page, what only the browser knows of itself: that the screen is
   narrow or low, that WebGL is missing or drawn by the processor, that a briefing is kept (pages/_ui/assets/keep.js).
   The cookie lasts as long as the browser is open, and holds for the app's own addresses. */
// In a frame of another site the page stands without its own frame, and what it leads to does too.
if (/[?&]embed=(1|true)(&|$)/.test(window.location.search)) {
  document.documentElement.classList.add("embedded");
  document.addEventListener("click", event => {
    const link = event.target.closest?.("a[href]");
    if (!link || link.target || link.origin !== window.location.origin) return;
    const address = new URL(link.href);
    address.searchParams.set("embed", "1");
    link.href = address;
  }, true);
}
window.chengyuTell = () => {
  const map = document.createElement("canvas").getContext("webgl2");
  const named = map?.getExtension("WEBGL_debug_renderer_info");
  const by = String(map?.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : map.RENDERER));
  const slow = map && /SwiftShader|llvmpipe|softpipe|Basic Render|software/i.test(by);
  map?.getExtension("WEBGL_lose_context")?.loseContext();
  let kept = null, own = null;
  try {
    kept = window.localStorage.getItem("chengyu-briefing");
    own = window.sessionStorage.getItem("chengyu-own");  // lists of this window (pages/_ui/own/own.js)
  } catch { /* no storage in this browser */ }
  const narrow = window.innerWidth < 760 && "narrow", low = window.innerHeight < 800 && "low";
  const facts = [narrow, low, !map && "no_webgl", slow && "software"].filter(Boolean);
  window.chengyuBrowser = facts;  // for the bridge (pages/_ui/assets/bridge.js), where cookies are refused
  document.cookie = `chengyu_browser=${[...facts, kept ? "kept" : "usual", ...(own ? ["own"] : [])].join(".")}; SameSite=Lax`;
  // What the live map is drawn by is large, and asked for late: it is fetched beside the rest.
  for (const chunk of map && !slow ? document.querySelector("meta[name=chengyu-map]")?.content.split(" ") ?? [] : []) {
    const link = Object.assign(document.createElement("link"), { rel: "modulepreload", crossOrigin: "", href: chunk });
    link.fetchPriority = "low";
    document.head.append(link);
  }
};
// Making a WebGL context takes a fifth of a second without a graphics card: after the first picture, where there is one.
if (!document.documentElement.dataset.light) window.chengyuTell();
