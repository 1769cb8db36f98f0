/* Keeps the briefing in this browser, so that a reload in the middle of a meeting loses nothing. A new session without one
   of its own is told what was kept. */
const KEY = "chengyu-briefing";
export default function ({ data, setTriggerValue }) {
  try {
    if (data.own) window.localStorage.setItem(KEY, data.own);
    else if (data.forget) window.localStorage.removeItem(KEY);
    else {
      const kept = window.localStorage.getItem(KEY);
      if (kept && window.chengyuRestored !== kept) {  // one that cannot be read is offered once
        window.chengyuRestored = kept;
        setTriggerValue("kept", kept);
      }
    }
  } catch {
    // No storage in this browser: the file is the only copy.
  }
}
