// The printed pages: a picture a page, with its links, and what was saved since, set into
// the page where it will be, until the true page is there.

import { stretch, textLayer } from "./text.js";
import { changes, segments } from "./words.js";

const desk = document.getElementById("pages");
const CSS_PIXELS_A_POINT = 96 / 72;
// Where no element says it: points below the top of page 1, and above the foot of a page.
const TOP = 40, FOOT = 70;
// Heads hang beside their paragraph, whose top is theirs within this many points.
const BESIDE = 6;
// More changes than this at once are not shown one by one.
const MOST = 8;

let printed = null; // {html, pages, places}
let sheets = [];

/** Show the pages of `message`; the eye keeps its place. */
export async function showPages(message) {
  const pictures = message.pages.map((page) => {
    const picture = new Image();
    picture.src = page.picture;
    return picture.decode().catch(() => {});
  });
  await Promise.all(pictures);
  const place = placeAtTop();
  const before = printed?.pages ?? [];
  printed = message;
  zoom();
  message.pages.forEach((page, number) => {
    const stays = before[number]?.picture === page.picture && !sheets[number].querySelector(".fresh");
    if (stays && JSON.stringify([before[number].links, before[number].blocks]) === JSON.stringify([page.links, page.blocks])) return;
    const sheet = makeSheet(page, number, []);
    if (sheets[number]) sheets[number].replaceWith(sheet); else desk.append(sheet);
    sheets[number] = sheet;
  });
  for (const sheet of sheets.splice(message.pages.length)) sheet.remove();
  backTo(place);
}

/** Set what `html` says otherwise than the pages into them. */
export function showChanges(html) {
  if (!printed) return;
  const old = segments(parsed(printed.html).body);
  const fresh = parsed(html);
  const now = segments(fresh.body);
  const patches = changes(old, now).slice(0, MOST)
    .map((run) => patch(old, now, run))
    .filter((one) => one !== null);
  const place = placeAtTop();
  printed.pages.forEach((page, number) => {
    const own = patches.filter((one) => one.page === number).sort((a, b) => a.from - b.from);
    if (!own.length && !sheets[number].querySelector(".fresh")) return;
    const sheet = makeSheet(page, number, own, fresh);
    sheets[number].replaceWith(sheet);
    sheets[number] = sheet;
  });
  backTo(place);
}

/** Bring the element `id` into view; false where no page has it. */
export function goTo(id) {
  const place = printed?.places[id];
  if (!place) return false;
  const [page, , top] = place;
  const sheet = sheets[page];
  desk.scrollTo({ top: heightOf(page, top) - 80 });
  sheet.classList.remove("found");
  void sheet.offsetWidth; // so that the animation begins again
  sheet.classList.add("found");
  return true;
}

// --- Where the changed words are -------------------------------------------------

function patch(old, now, [from, to, newFrom, newTo]) {
  // What is next to or before the changed words without a place of its own comes along.
  while (from > 0 && !placeOf(old, from)) { from--; if (newFrom > 0) newFrom--; }
  const start = placeOf(old, from);
  if (!start) return null;
  const [page, top] = start;
  let end = placeOf(old, to);
  while (from < to && end && end[0] === page && Math.abs(end[1] - top) < BESIDE && to < old.length && newTo < now.length) {
    end = placeOf(old, ++to);
    newTo++;
  }
  const isNote = old[from]?.id.startsWith("note-");
  let bottom = end && end[0] === page && end[1] > top ? end[1] : lowest(page);
  if (isNote || from === to) bottom = top;
  return { page, from: top, to: Math.max(top, bottom), first: now[newFrom], last: now[newTo], isRemoved: newFrom >= newTo };
}

function placeOf(list, index) {
  if (index === 0) return [0, TOP];
  const place = printed.places[list[index]?.id];
  return place && [place[0], place[2]];
}

// Where the text of a page ends: above its notes, or its foot.
function lowest(page) {
  const notes = Object.entries(printed.places)
    .filter(([id, [at]]) => at === page && id.startsWith("note-"))
    .map(([, [, , top]]) => top - BESIDE);
  return Math.min(printed.pages[page].height - FOOT, ...notes);
}

// --- Drawing -------------------------------------------------------------------------

function makeSheet(page, number, patches, fresh) {
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.dataset.page = page.label;
  sheet.setAttribute("role", "region");
  sheet.setAttribute("aria-label", `Page ${page.label}, as printed`);
  sheet.style.setProperty("--width", page.width);
  let at = 0;
  for (const one of patches) {
    const from = Math.max(at, one.from), to = Math.max(from, one.to);
    sheet.append(strip(page, at, from), pane(page, { ...one, from, to }, fresh));
    at = to;
  }
  sheet.append(strip(page, at, page.height));
  // The words are those of the picture; where a change is set into it they would lie beside.
  if (!patches.length) sheet.append(textLayer(page));
  requestAnimationFrame(() => sheet.querySelectorAll(".text").forEach((layer) => stretch(layer, point())));
  return sheet;
}

function strip(page, from, to) {
  const part = document.createElement("div");
  part.className = "strip";
  spans(part, from, to);
  const picture = document.createElement("img");
  picture.src = page.picture;
  picture.alt = "";
  part.append(picture);
  for (const { box: [left, top, across, down], target } of page.links) {
    if (top + down / 2 < from || top + down / 2 >= to) continue;
    const link = document.createElement("a");
    link.href = `#${target}`;
    link.setAttribute("aria-label", target.replace(/-/g, " "));
    for (const [name, value] of Object.entries({ left, top, across, down })) link.style.setProperty(`--${name}`, value);
    part.append(link);
  }
  return part;
}

// A window on the saved brief, as wide as the page, through which just the change is seen.
function pane(page, { from, to, first, last, isRemoved }, fresh) {
  const pane = document.createElement("div");
  pane.className = "fresh";
  spans(pane, from, to);
  if (isRemoved) {
    pane.classList.add("removed");
    pane.textContent = "removed";
    return pane;
  }
  const frame = document.createElement("iframe");
  frame.title = "What was saved and is not laid out yet";
  frame.setAttribute("sandbox", "allow-same-origin");
  const margin = Math.min(...Object.values(printed.places).map(([, left]) => left)) * CSS_PIXELS_A_POINT;
  frame.srcdoc = forFrame(fresh, margin);
  frame.style.width = `${page.width * CSS_PIXELS_A_POINT}px`;
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    const top = (segment) => inside.getElementById(segment.id).getBoundingClientRect().top;
    const start = first.id ? top(first) : 0;
    const end = last ? top(last) : inside.body.getBoundingClientRect().bottom;
    const scale = point() / CSS_PIXELS_A_POINT;
    frame.style.height = `${Math.ceil(end)}px`;
    frame.style.transform = `scale(${scale}) translateY(${-start}px)`;
    const place = placeAtTop();
    pane.style.height = `${Math.max(0, end - start) * scale}px`;
    backTo(place);
    inside.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      if (!link) return;
      event.preventDefault();
      desk.dispatchEvent(new CustomEvent("follow", { detail: { anchor: link.hash.slice(1), of: "saved" } }));
    });
  });
  pane.append(frame);
  return pane;
}

function spans(part, from, to) {
  part.style.setProperty("--from", from);
  part.style.setProperty("--to", to);
}

function forFrame(fresh, margin) {
  const copy = fresh.cloneNode(true);
  for (const style of copy.querySelectorAll('style[media="screen"]')) style.remove();
  for (const picture of copy.querySelectorAll('img[src^="picture:"]')) {
    picture.setAttribute("src", picture.getAttribute("src").replace("picture:", "image/"));
  }
  copy.head.insertAdjacentHTML("beforeend",
    `<link rel="stylesheet" href="fonts.css"><style>html { margin: 0; overflow: hidden; background: #fff }
    body { margin: 0; padding: 0 ${margin}px }</style>`);
  return `<!doctype html>${copy.documentElement.outerHTML}`;
}

const parsed = (html) => new DOMParser().parseFromString(html, "text/html");

// --- Size and place --------------------------------------------------------------------

let size = 1; // of what fits

function zoom() {
  const width = printed?.pages ? printed.pages[0].width : 612;
  const padding = parseFloat(getComputedStyle(desk).paddingLeft) * 2;
  const room = Math.min(desk.clientWidth - padding, 900);
  desk.style.setProperty("--pt", `${Math.max(room, 280) * size / width}px`);
  desk.querySelectorAll(".text").forEach((layer) => stretch(layer, point()));
}

/** Make the pages `factor` times as large; 0 fits them to the window. */
export function resize(factor) {
  const place = placeAtTop();
  size = factor ? Math.min(4, Math.max(0.4, size * factor)) : 1;
  zoom();
  backTo(place);
}

const point = () => parseFloat(desk.style.getPropertyValue("--pt"));
addEventListener("resize", zoom);
document.fonts?.ready.then(zoom);

// --- What the pages hold ---------------------------------------------------------------

/** The page at the upper edge of the desk, as `Page 3 of 15`. */
export function pageInView() {
  const middle = desk.scrollTop + desk.clientHeight / 3;
  const number = sheets.findLastIndex((sheet) => sheet.offsetTop <= middle);
  const page = printed?.pages[Math.max(number, 0)];
  return page ? `Page ${page.label} · ${Math.max(number, 0) + 1} of ${sheets.length}` : "No page yet";
}

/** The headings of the pages: level, words, page from 0 and height on it. */
export function headings() {
  return (printed?.pages ?? []).flatMap((page, number) => page.blocks
    .filter((block) => /^H[1-3]$/.test(block.kind))
    .map((block) => ({
      level: Number(block.kind[1]), page: number, top: block.lines[0].box[1],
      words: shortened(block.lines.map((line) => line.text).join(" ")),
    })));
}

const shortened = (words) => words.length > 72 ? `${words.slice(0, 70).trimEnd()}…` : words;

/** Bring a height of a page into view. */
export function goToHeight(page, top) {
  if (sheets[page]) desk.scrollTo({ top: heightOf(page, top) - 80 });
}

/** Where the words of a block were typed, `[path, line, column]`; null where nobody knows. */
export function typedAt(block) {
  const anchors = block.dataset.within.split(" ");
  const known = anchors.map((anchor) => printed?.typed?.[anchor]).find(Boolean);
  return known ?? null;
}

/** Show what was typed at or before a line of a file; false where that is not printed. */
export function goToLine(path, line) {
  const before = Object.entries(printed?.typed ?? {})
    .filter(([anchor, at]) => !anchor.startsWith("note-") && at[0] === path && at[1] <= line && (printed.places[anchor] || blockOf(anchor)))
    .sort(([, one], [, other]) => other[1] - one[1]);
  if (!before.length) return false;
  const [anchor] = before[0];
  const block = blockOf(anchor);
  if (block) {
    choose(block);
    return true;
  }
  return goTo(anchor);
}

const blockOf = (anchor) => [...desk.querySelectorAll(".text p")]
  .find((block) => block.dataset.within.split(" ")[0] === anchor && block.textContent.length > 4);

/** Make a block the chosen one, and bring it into view. */
export function choose(block) {
  desk.querySelector(".text .chosen")?.classList.remove("chosen");
  block.classList.add("chosen");
  const top = block.getBoundingClientRect().top - desk.getBoundingClientRect().top;
  if (top < 40 || top > desk.clientHeight - 120) desk.scrollTo({ top: desk.scrollTop + top - 120 });
}

/** Choose the block after (1) or before (-1) the chosen one. */
export function chooseNext(step) {
  // The number of a list's item is a block of its own.
  const blocks = [...desk.querySelectorAll(".text p")].filter((block) => block.textContent.length > 3);
  const at = blocks.findIndex((block) => block.classList.contains("chosen"));
  const inView = blocks.findIndex((block) => block.getBoundingClientRect().top > desk.getBoundingClientRect().top);
  const next = blocks[at < 0 ? Math.max(inView, 0) : at + step];
  if (next) choose(next);
  return next;
}

// How far below the upper end of the desk a point of a page is, changes included.
function heightOf(page, top) {
  const parts = [...sheets[page].children];
  const reach = (part, name) => Number(part.style.getPropertyValue(name));
  const part = parts.find((one) => top < reach(one, "--to")) ?? parts.at(-1);
  const within = part.className === "strip" ? (top - reach(part, "--from")) * point() : 0;
  return sheets[page].offsetTop + part.offsetTop + within;
}

// The first element below the upper edge of the desk, and how far below.
function placeAtTop() {
  let nearest = null;
  for (const [id, [page, , top]] of Object.entries(printed?.places ?? {})) {
    if (!sheets[page]) continue;
    const below = heightOf(page, top) - desk.scrollTop;
    if (below >= 0 && (!nearest || below < nearest.below)) nearest = { id, below };
  }
  return nearest;
}

function backTo(place) {
  const now = place && printed.places[place.id];
  if (now && sheets[now[0]]) desk.scrollTop = heightOf(now[0], now[2]) - place.below;
}
