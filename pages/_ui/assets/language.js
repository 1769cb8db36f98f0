/* Tells the browser and screen readers what Streamlit's own page does not: its language, its landmarks and what the side
   bar's buttons do, in that language; and which link of the navigation leads to where one is, brought into view on a phone. */
const LABELS = {
  nav: ".st-key-nav",
  bar: '[data-testid="stSidebar"]',
  open: '[data-testid="stExpandSidebarButton"]',
  close: '[data-testid="stSidebarCollapseButton"] button',
};
export default function ({ data }) {
  document.documentElement.lang = data.lang;
  const label = () => {
    for (const [part, place] of Object.entries(LABELS))
      document.querySelector(place)?.setAttribute("aria-label", data.said[part]);
    document.querySelector(LABELS.nav)?.setAttribute("role", "navigation");
    const skip = document.querySelector('[data-testid="stSkipToContent"]');
    if (skip && skip.textContent !== data.said.skip) skip.firstChild.nodeValue = data.said.skip;
  };
  const mark = () => {
    for (const link of document.querySelectorAll(".st-key-nav a")) {
      // As written: the first page's is empty, and would resolve to wherever one is.
      const here = link.getAttribute("href").split("/").pop() === data.page;
      if (!here) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current") || link.closest(".st-key-nav").dataset.here !== data.page) {
        link.setAttribute("aria-current", "page");
        const bar = link.closest(".st-key-nav");
        bar.dataset.here = data.page;
        bar.scrollLeft += link.getBoundingClientRect().left - bar.getBoundingClientRect().left - (bar.clientWidth - link.offsetWidth) / 2;
      }
    }
  };
  const tell = () => { label(); mark(); };
  const wait = setInterval(tell, 400);
  tell();
  return () => clearInterval(wait);
}
