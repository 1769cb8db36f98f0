/* Tells the server, before the app first asks it for a page, what only the browser knows of itself: that the screen is
   narrow or low, that WebGL is missing or drawn by the processor. The cookie lasts as long as the browser is open, and holds for the app's own addresses. */
{
  const map = document.createElement("canvas").getContext("webgl2");
  const named = map?.getExtension("WEBGL_debug_renderer_info");
  const by = String(map?.getParameter(named ? named.UNMASKED_RENDERER_WEBGL : map.RENDERER));
  const slow = map && /SwiftShader|llvmpipe|softpipe|Basic Render|software/i.test(by);
  map?.getExtension("WEBGL_lose_context")?.loseContext();
  const facts = [window.innerWidth < 760 && "narrow", window.innerHeight < 800 && "low", !map && "no_webgl", slow && "software"]
    .filter(Boolean);
  window.chengyuBrowser = facts;  // for the bridge (pages/_ui/assets/bridge.js), where cookies are refused
  document.cookie = `chengyu_browser=${facts.join(".") || "usual"}; SameSite=Lax`;
}
