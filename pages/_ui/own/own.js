/* Keeps in this window by which word the server keeps the visitor's own lists, so that a reload, or a server started
   anew, finds them again; and in this browser what the columns of files with certain headings are. Another window, even
   of the same browser, does not know the word. What is told may be lost in a run that is broken off: it is told until it
   is answered. */
const WORD = "chengyu-own", COLUMNS = "chengyu-columns";
export default function ({ data, setTriggerValue }) {
  const read = (storage, key) => { try { return window[storage].getItem(key) ?? ""; } catch { return ""; } };
  const write = (storage, key, text) => {
    try { if (text) window[storage].setItem(key, text); else window[storage].removeItem(key); } catch { /* none here */ }
  };
  const word = read("sessionStorage", WORD), columns = read("localStorage", COLUMNS);
  if (!data.answered && (word || data.awaited || (data.columns && columns))) {
    setTriggerValue("told", { word, columns });
    return;
  }
  if (word !== data.word) write("sessionStorage", WORD, data.word);
  if (data.held && data.held !== columns) write("localStorage", COLUMNS, data.held);
  // So that a page which comes again waits for the lists before it is drawn (tells.js says the same when it is loaded).
  const facts = document.cookie.split("; ").find(one => one.startsWith("chengyu_browser="));
  if (facts) {
    const others = facts.slice("chengyu_browser=".length).split(".").filter(one => one !== "own");
    document.cookie = `chengyu_browser=${[...others, ...(data.word ? ["own"] : [])].join(".")}; SameSite=Lax`;
  }
}
