/* One step of history for each page and each choice. The app writes its address whenever it has drawn a page: in full once a
   page has come, again when it corrects itself, year after year while years play. Each time is a step for Streamlit, so that
   "back" led to the same picture, or out of a page only to be led in again. Unless a hand has chosen something since the
   step before, the address takes the place of the one that stands there. */
{
  const push = history.pushState.bind(history);
  let chosen = false;
  const choose = event => { if (event.isTrusted && !event.target.closest?.("a[href]")) chosen = true; };  // a link is a step by itself
  for (const kind of ["pointerdown", "keydown", "change"]) window.addEventListener(kind, choose, true);
  window.addEventListener("message", event => { if (event.origin === window.origin && event.data?.chengyuPick) chosen = true; });  // on the light map
  window.addEventListener("popstate", () => { chosen = false; });
  history.pushState = (state, title, address) => {
    const here = new URL(address ?? "", location.href).pathname === location.pathname;
    if (here && !chosen) history.replaceState(state, title, address);
    else push(state, title, address);
    chosen = false;
  };
}
