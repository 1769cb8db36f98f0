/* Notices that the app was cut off and is connected again, and tells the server what the page had: one that does not know
   the session, another or one started anew, goes on with it. Streamlit itself would stay silent until the next press, and
   answer that as if it were the first. A word may be lost in a run that is broken off: it is said until it is answered. */
const TRIES = 5;
export default function ({ data, setTriggerValue }) {
  const memory = (window.chengyuHad ??= { cut: false });
  memory.tell = () => setTriggerValue("again", memory.had);
  const known = !memory.had || [data.session, data.before].includes(memory.had.session);
  if (known) Object.assign(memory, { had: data, tries: TRIES });
  else if (memory.tries-- > 0) memory.tell();
  memory.look ??= () => {
    const connected = document.querySelector("[data-testid=stApp]")?.dataset.testConnectionState === "CONNECTED";
    if (connected && memory.cut) memory.tell();
    memory.cut = !connected;
  };
  memory.watch ??= new MutationObserver(memory.look);
  memory.watch.observe(document.body, { attributes: true, subtree: true, attributeFilter: ["data-test-connection-state"] });
}
