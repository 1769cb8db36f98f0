/* Tells the server, before the app first asks it for a page, what only the browser knows of itself: that the screen is
   narrow or low, that WebGL is missing. The cookie lasts as long as the browser is open, and holds for the app's own addresses. */
{
  const map = document.createElement("canvas").getContext("webgl2");
  map?.getExtension("WEBGL_lose_context")?.loseContext();
  const facts = [window.innerWidth < 760 && "narrow", window.innerHeight < 800 && "low", !map && "no_webgl"].filter(Boolean);
  window.chengyuBrowser = facts;  // for the bridge (pages/_ui/assets/bridge.js), where cookies are refused
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
  document.cookie = `chengyu_browser=${facts.join(".") || "usual"}; SameSite=Lax`;
}
