/* Keeps the briefing in this browser from the moment it is changed, so that a reload in the middle of a meeting loses
   nothing, and lets two windows have the same one: what another has written since this one last wrote or read is never
   written over, but told to the server, which puts both together and answers with what is to be kept. */
const KEY = "chengyu-briefing", PATIENCE = 10_000;  // ms until an answer that was lost is asked for again
export default function ({ data, setTriggerValue }) {
  const memory = (window.chengyuKept ??= { told: 0 });
  if (memory.visit !== data.visit) Object.assign(memory, { visit: data.visit, known: "", theirs: null, since: 0, answered: false });
  const tell = theirs => {
    Object.assign(memory, { theirs, since: Date.now(), told: memory.told + 1 });
    setTriggerValue("kept", { told: memory.told, base: memory.known, theirs });
  };
  const meet = () => {
    if (memory.theirs !== null && data.answered === memory.told) Object.assign(memory, { known: memory.theirs, theirs: null, answered: true });
    if (memory.theirs !== null && Date.now() - memory.since < PATIENCE) return;
    try {
      const stored = window.localStorage.getItem(KEY) ?? "";
      if (stored !== memory.known && stored !== data.own) return tell(stored);
      if (data.awaited && !memory.answered) return tell(stored);  // there is nothing to wait for
      memory.known = data.own || data.forget ? data.own : stored;
      if (memory.known === stored) return;
      if (data.own) window.localStorage.setItem(KEY, data.own);
      else window.localStorage.removeItem(KEY);
    } catch {
      // No storage in this browser: the file is the only copy.
      if (data.awaited && !memory.answered) tell("");
    }
  };
  // A page that gives way to another is taken down after the next one has come: only what came last listens.
  memory.meet = meet;
  memory.heard ??= window.addEventListener("storage", event => { if (event.key === KEY || event.key === null) memory.meet?.(); }) ?? true;
  meet();
  return () => { if (memory.meet === meet) memory.meet = null; };
}
