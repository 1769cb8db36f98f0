/* One step of history for each page and each choice. The app writes its address whenever it has drawn a page: in full once a
   page has come, again when it corrects itself, year after year while years play. Each time is a step for Streamlit, so that
   "back" led to the same picture, or out of a page only to be led in again. Unless a hand has chosen something since the
   step before, the address takes the place of the one that stands there.

   A step back or forward is told to the server by a number in the address, which the answer takes out again: an address
   that is only older than the last choice, since that was made faster than the server answers, is no step. */
{
  const push = history.pushState.bind(history);
  const here = () => location.pathname + location.search;
  let chosen = false, at = here();
  const choose = event => { if (event.isTrusted && !event.target.closest?.("a[href]")) chosen = true; };  // a link is a step by itself
  for (const kind of ["pointerdown", "keydown", "change"]) window.addEventListener(kind, choose, true);
  window.addEventListener("message", event => { if (event.origin === window.origin && event.data?.chengyuPick) chosen = true; });  // on the light map
  window.addEventListener("popstate", () => {
    chosen = false;
    if (here() === at) return;  // only another place on the page
    const told = new URL(location.href);
    told.searchParams.set("step", Date.now());
    history.replaceState(history.state, "", told);
    at = here();
  });
  history.pushState = (state, title, address) => {
    const stays = new URL(address ?? "", location.href).pathname === location.pathname;
    if (stays && !chosen) history.replaceState(state, title, address);
    else push(state, title, address);
    chosen = false;
    at = here();
  };
}
