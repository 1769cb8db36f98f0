/* The presenter's hands: keys and clickers turn the pages, a clock runs, and notes open in a window of their own, which
   the audience does not see. The room the map has is told, so that it is drawn for this screen. What a key does, a small
   button does too. Texts become text nodes, never markup. */
const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"], BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const PACES = [0, 10, 20, 30];  // seconds a page; 0: by hand
const PATIENCE = 8000;  // ms
const SLACK = 24, SETTLED = 250;  // px that make no other map; ms without a change of size
const STYLE = `.hands { display: flex; gap: 8px; align-items: center; justify-content: flex-end; font: 13px sans-serif; color: #655b50; }
  button { font: inherit; color: inherit; background: none; border: 1px solid transparent; border-radius: 6px; padding: 4px 8px; min-height: 28px; cursor: pointer; }
  button:hover, button:focus-visible { border-color: #b9b0a2; } button:focus-visible { outline: 2px solid #1d4e79; }
  output { font-size: 15px; font-variant-numeric: tabular-nums; }`;
const AGAIN = 1000;  // ms after which a slide that was wished for is asked for again, if the server is idle
const TYPED = 4000;  // ms for which digits wait for Enter
const MODIFIERS = ["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock", "NumLock", "ScrollLock"];
const kept = () => (window.chengyuPresent ??= { start: Date.now(), notes: null, wish: 0, wished: 0 });
const clock = since => {
  const seconds = Math.floor((Date.now() - since) / 1000), two = number => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`;
};

const writeNotes = data => {
  const page = kept().notes;
  if (!page || page.closed) return;
  const add = (tag, words, size, color = "#2d2721") => {
    const element = page.document.createElement(tag);
    element.textContent = words;
    element.style.cssText = `font: ${size}px/1.6 "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", sans-serif; color: ${color};
      white-space: pre-wrap; margin: 0 0 12px; overflow-wrap: anywhere`;
    page.document.body.append(element);
    return element;
  };
  page.document.title = data.title;
  page.document.body.replaceChildren();
  page.document.body.style.cssText = "margin: 18px; background: #fff";
  add("p", `${data.slide} / ${data.of}`, 16, "#655b50").id = "place";
  add("h1", data.title, 26);
  add("p", data.notes || data.words.none, 22);
  if (data.next) add("p", data.words.next + data.next, 16, "#655b50");
  add("p", "", 16, "#655b50").id = "clock";
};

/* Covers the screen in one colour until a key is pressed; who hears the page is told so and hears nothing else of it. */
const blank = (colour, words) => {
  const cover = document.createElement("div"), told = cover.appendChild(document.createElement("p"));
  cover.className = "blank";
  cover.style.cssText = `position: fixed; inset: 0; z-index: 2147483647; background: ${colour}; cursor: none`;
  told.setAttribute("role", "alert");
  told.style.cssText = "position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%)";
  document.body.append(cover);
  told.textContent = words;
  const others = [...document.body.children].filter(one => one !== cover && !one.inert);
  others.forEach(one => { one.inert = true; });
  kept().blank = true;
  const away = () => {
    cover.remove();
    others.forEach(one => { one.inert = false; });
    kept().blank = false;
    for (const kind of ["keydown", "pointerdown"]) window.removeEventListener(kind, returned, true);
    window.removeEventListener("popstate", away);
  };
  const returned = event => {
    if (event.ctrlKey || event.altKey || event.metaKey || MODIFIERS.includes(event.key)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    away();
  };
  for (const kind of ["keydown", "pointerdown"]) window.addEventListener(kind, returned, true);
  window.addEventListener("popstate", away);
};

export default function ({ data, setTriggerValue, parentElement }) {
  const memory = kept();
  // Presses come faster than pages: the slide wished for outlives the one just drawn, and is asked for again.
  if (memory.wish === data.slide || Date.now() - memory.wished > PATIENCE) memory.wish = 0;
  let target = memory.wish || data.slide, timer = 0;
  const ask = () => {
    memory.asked = Date.now();
    setTriggerValue("go", memory.wish);
  };
  // A word may be lost in a run that another one broke off. Said again while the server is at work it would break that off.
  const askAgain = () => {
    const idle = document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning", now = Date.now();
    if (memory.wish && idle && now - memory.asked > AGAIN && now - memory.wished < PATIENCE) ask();
  };
  const go = slide => {
    const to = Math.min(Math.max(slide, 1), data.of);
    if (to === target) return;
    target = memory.wish = to;
    memory.wished = Date.now();
    ask();
  };
  if (memory.at !== data.slide) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);  // a slide begins at its title
  memory.at = data.slide;
  const openNotes = () => {
    if (!memory.notes || memory.notes.closed) memory.notes = window.open("", "chengyu-notes", "width=560,height=720");
    if (memory.notes) writeNotes(data);
    else window.alert(data.words.blocked);
  };
  const black = () => blank("#000", data.words.black), white = () => blank("#fff", data.words.white);
  const acts = {
    b: black, ".": black, w: white,
    F5: () => go(1),
    Home: () => go(1), End: () => go(data.of), Escape: () => { memory.wish = 0; setTriggerValue("go", 0); },
    n: openNotes, t: () => { memory.start = Date.now(); },
    a: () => setTriggerValue("auto", PACES[(PACES.indexOf(data.auto) + 1) % PACES.length]),
    f: () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()).catch(() => {}),
  };
  const pressed = event => {
    const typing = event.target.closest?.("input, textarea, [contenteditable]");
    if (memory.blank || typing || event.ctrlKey || event.altKey || event.metaKey) return;
    const digits = Date.now() - (memory.digitsAt ?? 0) < TYPED ? memory.digits : "";
    memory.digits = "";
    const digit = /^[0-9]$/.test(event.key), jump = event.key === "Enter" && digits;
    if (digit) {
      memory.digits = (digits + event.key).slice(-3);
      memory.digitsAt = Date.now();
    }
    const still = event.key === "F5" && event.shiftKey;  // from the slide one is on
    const act = digit ? tick : jump ? () => go(Number(digits)) : still ? () => {}
      : FORWARD.includes(event.key) ? () => go(target + 1) : BACK.includes(event.key) ? () => go(target - 1)
      : acts[event.key] || acts[event.key.toLowerCase()];
    const onButton = event.target.closest?.("button, summary, a") && [" ", "Enter"].includes(event.key);
    if (!act || (onButton && !jump)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const hands = document.createElement("div"), style = document.createElement("style"), face = document.createElement("output");
  hands.className = "hands";
  style.textContent = STYLE;
  face.setAttribute("aria-hidden", "true");
  const buttons = [["n", data.words.notes], ["a", data.words.auto], ["t", data.words.reset], ["f", data.words.full]];
  hands.append(style, ...buttons.map(([key, words]) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    button.onclick = acts[key];
    return button;
  }), face);
  parentElement.querySelector(".hands")?.remove();
  parentElement.append(hands);
  const tick = () => {
    const typed = memory.digits && Date.now() - memory.digitsAt < TYPED ? `${memory.digits} ⏎  ` : "";
    face.textContent = typed + clock(memory.start);
    const there = memory.notes && !memory.notes.closed && memory.notes.document.getElementById("clock");
    if (there) there.textContent = clock(memory.start);
  };
  tick();
  writeNotes(data);
  const ticking = setInterval(() => { tick(); askAgain(); }, 500);
  const stand = document.querySelector(".st-key-present-map");
  let settling = 0;
  const measure = () => {
    const box = stand?.querySelector("[data-testid=stDeckGlJsonChart], iframe")?.getBoundingClientRect();
    const room = box && [Math.round(box.width), Math.round(box.height)], known = memory.room || data.room;
    if (!room || room.some(px => px < 1) || room.every((px, n) => Math.abs(px - known[n]) <= SLACK)) return;
    memory.room = room;
    setTriggerValue("room", room);
  };
  const sized = new ResizeObserver(() => { clearTimeout(settling); settling = setTimeout(measure, SETTLED); });
  if (stand) sized.observe(stand);
  const turn = () => {
    if (memory.blank) timer = setTimeout(turn, SETTLED);
    else if (data.slide < data.of) go(data.slide + 1);
    else setTriggerValue("auto", 0);
  };
  if (data.auto) timer = setTimeout(turn, data.auto * 1000);
  // One listener for all slides: while one gives way to the next, the one before still takes what is pressed.
  memory.pressed = pressed;
  memory.listens ??= event => { if (document.querySelector(".st-key-presenting")) memory.pressed(event); };
  window.addEventListener("keydown", memory.listens, true);
  return () => {
    clearInterval(ticking);
    clearTimeout(timer);
    clearTimeout(settling);
    sized.disconnect();
  };
}
