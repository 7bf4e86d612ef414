// One script for the whole page: commits what is being typed, tells the browser the language, scrolls, and tells the
// server whether the window is narrow and what was pasted in vain.
const PAUSE = 800;
const NARROW = window.matchMedia("(max-width: 640px)");

function install() {
  if (window.recpLive) return window.recpLive;
  const waiting = new Map();
  const commit = (area) => {
    clearTimeout(waiting.get(area));
    waiting.delete(area);
    area.dispatchEvent(
      new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true })
    );
  };
  const commitAll = () => {
    const areas = [...waiting.keys()];
    areas.forEach(commit);
    return areas.length > 0;
  };
  document.addEventListener(
    "input",
    (event) => {
      const area = event.target;
      if (area.tagName !== "TEXTAREA") return;
      clearTimeout(waiting.get(area));
      waiting.set(area, setTimeout(() => commit(area), PAUSE));
    },
    true
  );
  document.addEventListener("focusin", (event) => wake(event.target));
  // A closing tab cuts its connection with what is on the way. The page sends between these two listeners; the second
  // holds it for a blink, and only when something was being typed, so that it gets out.
  let sending = false;
  window.addEventListener("beforeunload", () => (sending = commitAll()));
  window.addEventListener("beforeunload", () => sending && hold(200));
  window.addEventListener("pagehide", commitAll);
  document.addEventListener("visibilitychange", () => document.hidden && commitAll());
  NARROW.addEventListener("change", () => window.recpLive.tellWidth());
  document.addEventListener("paste", (event) => window.recpLive.tellPaste(event), true);
  window.recpLive = { shown: null, tellWidth: () => {}, tellPaste: () => {} };
  return window.recpLive;
}

function hold(milliseconds) {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

// A grid takes no keys while the mouse rests elsewhere (it looks whether the mouse was last over it). So it is told that
// the mouse is here when it gets the focus, and given the focus once more, for then it chooses its first cell.
function wake(target) {
  const grid = target.closest && target.closest('[data-testid="stDataFrame"]');
  const canvas = grid && grid.querySelector("canvas");
  if (!canvas) return;
  const box = canvas.getBoundingClientRect();
  const at = { clientX: box.left + 10, clientY: box.top + 50, bubbles: true, composed: true, pointerType: "mouse" };
  for (const type of ["pointermove", "mousemove"]) canvas.dispatchEvent(new PointerEvent(type, at));
  if (target !== canvas || grid.dataset.woken || canvas.querySelector('td[aria-selected="true"]')) return;
  grid.dataset.woken = "yes";
  setTimeout(() => {
    if (document.activeElement === canvas) {
      canvas.blur();
      canvas.focus({ preventScroll: true });
    }
    delete grid.dataset.woken;
  }, 30);
}

// A grid is a picture; behind it stands a table for screen readers, and to focus its cell selects it in the picture.
function scroll(target, cell) {
  const smooth = !window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const element = target ? document.querySelector(".st-key-" + CSS.escape(target)) : null;
  if (cell && element && element.contains(document.activeElement)) return; // led there already, and maybe typing
  if (element) {
    element.scrollIntoView({ behavior: smooth ? "smooth" : "auto", block: "start" });
    const focus = (what) => element.querySelector(what)?.focus({ preventScroll: true });
    focus(cell ? "canvas" : "input, textarea, button");
    if (cell) setTimeout(() => focus("#glide-cell-" + cell), 400); // after the grid has chosen its first cell
  } else {
    const main = document.querySelector('[data-testid="stMain"]');
    if (main) main.scrollTo({ top: 0 });
  }
}

function showWhereWeAre() {
  const here = [...document.querySelectorAll(".st-key-nav a")].find((link) => link.getAttribute("href") === location.pathname.slice(1));
  if (here) here.scrollIntoView({ block: "nearest", inline: "center" });
}

// Only pages that look different on a phone say what they take the window for. Said once: every word draws the page anew.
function tellWidth(live, component, taken) {
  if (taken === undefined || taken === NARROW.matches) live.told = undefined;
  else if (live.told !== NARROW.matches) component.setStateValue("narrow", (live.told = NARROW.matches));
}

// A grid drops without a word what is pasted below its last row, beyond its last column, or is no unit of its list.
function tellPaste(event, component, grid) {
  const box = document.activeElement?.closest?.('[data-testid="stDataFrame"]');
  const chosen = /^glide-cell-(\d+)-(\d+)$/.exec(box?.querySelector('td[aria-selected="true"]')?.id || "");
  const pasted = event.clipboardData?.getData("text/plain");
  if (!grid || !chosen || !pasted) return;
  const [column, row] = [Number(chosen[1]), Number(chosen[2])];
  const lines = pasted.replace(/\r?\n$/, "").split(/\r?\n/).map((line) => line.split("\t"));
  const inside = lines.slice(0, grid.rows - row);
  const said = (cells) => cells.map((cell) => cell.trim()).filter(Boolean);
  const below = said(lines.slice(grid.rows - row).map((line) => said(line).join(" ")));
  const beyond = said(inside.flatMap((line) => line.slice(grid.columns - column)));
  const units = inside
    .map((line, place) => [row + place, line[grid.unit - column] || ""])
    .filter(([, unit]) => grid.unit > 0 && unit.trim() && !grid.units.includes(unit));
  if (below.length + beyond.length + units.length)
    component.setTriggerValue("pasted", { place: grid.place, below, beyond, units });
}

// The editor of a grid's cell is fetched at the first key otherwise, and what is typed until it has come is lost.
function load(script) {
  if (document.querySelector(`link[href="${script}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href: script }));
}

export default function (component) {
  const live = install();
  const { language, place, target, cell, away, choose, narrow, preload, grid } = component.data || {};
  (preload || []).forEach(load);
  live.tellWidth = () => tellWidth(live, component, narrow);
  live.tellWidth();
  live.tellPaste = (event) => tellPaste(event, component, grid);
  if (away) document.body.dataset.away = away; // shown by the style sheet
  if (choose) document.documentElement.style.setProperty("--choose-file", JSON.stringify(choose)); // the same
  if (language) document.documentElement.lang = language;
  if (place && live.shown !== place) {
    const first = live.shown === null;
    live.shown = place;
    setTimeout(showWhereWeAre, 60);
    // twice: the page may still grow below what is shown first
    if (!first || target) [60, 400].forEach((pause) => setTimeout(() => live.shown === place && scroll(target, cell), pause));
  }
}
