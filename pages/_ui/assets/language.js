/* Tells the browser and screen readers what Streamlit's own page does not: its language, and which link of the navigation
   leads to where one is; on a phone that link is brought into view. */
export default function ({ data }) {
  document.documentElement.lang = data.lang;
  const mark = () => {
    for (const link of document.querySelectorAll(".st-key-nav a")) {
      const here = new URL(link.href).pathname.split("/").pop() === data.page;
      if (!here) link.removeAttribute("aria-current");
      else if (!link.hasAttribute("aria-current")) {
        link.setAttribute("aria-current", "page");
        const bar = link.closest(".st-key-nav");
        bar.scrollLeft += link.getBoundingClientRect().left - (bar.clientWidth - link.offsetWidth) / 2;
      }
    }
  };
  const wait = setInterval(mark, 400);
  mark();
  return () => clearInterval(wait);
}
