/* Looks whether other data are there than those the page was drawn of, and has it drawn anew then. A page that nobody sees
   does not look; it does so at once when it is seen again. */
const EVERY = 1500;  // ms
export default function ({ data, setTriggerValue }) {
  let told = data.shown, asking = false;
  const look = async () => {
    if (document.hidden || asking) return;
    asking = true;
    try {
      const { shown } = await (await fetch(data.address, { cache: "no-store" })).json();
      if (shown && shown !== told) setTriggerValue("changed", (told = shown));
    } catch { /* the server is away; Streamlit says so */ }
    asking = false;
  };
  const timer = setInterval(look, EVERY);
  document.addEventListener("visibilitychange", look);
  return () => { clearInterval(timer); document.removeEventListener("visibilitychange", look); };
}
