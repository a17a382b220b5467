// Listens to the server and keeps the page as the brief is.

import { findingList, lineList, passageList } from "./findings.js";
import {
  choose, chooseNext, goTo, goToHeight, goToLine, headings, pageInView, resize, showChanges, showPages, typedAt,
} from "./sheets.js";
import { readSources } from "./sources.js";

const at = (id) => document.getElementById(id);
const desk = at("pages"), status = at("status"), passage = at("passage");
let saved = null, printed = null, opener = null;
// Pages are drawn one after the other: an older message must not overtake a newer one.
let drawing = Promise.resolve();

const events = new EventSource("events");
events.addEventListener("saved", (event) => {
  saved = JSON.parse(event.data);
  if (saved.title) {
    at("title").textContent = saved.title;
    document.title = `${saved.title} · preview`;
  }
  tell();
  readSources();
  if (saved.html) drawing = drawing.then(() => showChanges(saved.html)).catch(report);
});
events.addEventListener("printed", (event) => {
  const message = JSON.parse(event.data);
  drawing = drawing.then(async () => {
    printed = message;
    if (message.pages) await showPages(message);
    if (saved?.html && saved.number !== message.number) showChanges(saved.html);
    desk.dataset.printed = message.number;
    tell();
    showOutline();
  }).catch(report);
});
events.addEventListener("error", () => say("The preview has ended. Start it again to go on.", true));

function tell() {
  if (!saved) return;
  const isLaidOut = printed && (printed.number === saved.number || printed.html === saved.html);
  const found = [...saved.findings, ...(isLaidOut ? printed.findings : [])];
  const open = new Set([...at("findings").querySelectorAll("details[open]")].map((item) => item.dataset.key));
  const list = findingList(found);
  for (const item of list.querySelectorAll("details")) item.open = open.has(item.dataset.key);
  at("findings").replaceChildren(list);
  desk.dataset.saved = saved.number;
  const counts = counted(found);
  const isOld = Boolean(desk.firstElementChild) && !isLaidOut;
  desk.classList.toggle("old", isOld);
  at("old").hidden = !isOld;
  at("old").textContent = saved.html
    ? "These pages are being laid out again; what changed is set into them."
    : "These pages are old: they show the last save without errors.";
  if (!saved.html) {
    const pages = desk.firstElementChild ? "the pages show the last save without errors." : "nothing can be printed yet.";
    say(`${counts}: ${pages}`, true);
  } else if (!isLaidOut) say(`${counts}. Laying out the pages…`);
  else if (!printed.pages) say("This cannot be printed: see the findings.", true);
  else say(`${counts}. The pages are as saved.`);
}

/** `2 errors, 1 note`. */
function counted(findings) {
  const counts = ["error", "warning", "note"].map((severity) => {
    const number = findings.filter((finding) => finding.severity === severity).length;
    return number && `${number} ${severity}${number === 1 ? "" : "s"}`;
  });
  return counts.filter(Boolean).join(", ") || "Nothing found";
}

function say(words, isBroken = false) {
  status.textContent = words;
  status.classList.toggle("broken", isBroken);
}

function report(error) {
  say(`The page could not be drawn: ${error.message}`, true);
  throw error;
}

// --- Following links ----------------------------------------------------------------------

desk.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#"]');
  if (!link) {
    const block = event.target.closest(".text p");
    // A click that ends a selection is none.
    if (block && getSelection().isCollapsed) {
      choose(block);
      showLine(block);
    }
    return;
  }
  event.preventDefault();
  opener = link;
  follow(link.hash.slice(1), "printed");
});
desk.addEventListener("follow", (event) => follow(event.detail.anchor, event.detail.of));

/** A note or a place shows its passage; any other link leads to its element. */
async function follow(anchor, of) {
  const isPassage = /^note-\d+$|^[A-Z]+(\d+(-q\d+)?)?$/.test(anchor);
  if (!isPassage) return goTo(anchor);
  const answer = await fetch(`passage?${new URLSearchParams({ anchor, of })}`);
  at("passage-title").textContent = anchor.startsWith("note-") ? `Note ${anchor.slice(5)}` : anchor.replace(/-q\d+$/, "");
  at("passage-text").replaceChildren(passageList(await answer.json()));
  passage.hidden = false;
  at("passage-title").focus();
  passage.scrollIntoView({ block: "nearest" });
}

function closePassage() {
  if (passage.hidden) return;
  passage.hidden = true;
  opener?.focus({ preventScroll: true });
}
at("close").addEventListener("click", closePassage);
addEventListener("keydown", (event) => { if (event.key === "Escape") closePassage(); });

// --- From the page to the line, and back ----------------------------------------------------

async function showLine(block) {
  const typed = typedAt(block);
  if (!typed) return;
  const [path, line, column] = typed;
  const answer = await fetch(`lines?${new URLSearchParams({ path, line, column })}`);
  const lines = await answer.json();
  if (!lines) return;
  opener = desk;
  at("passage-title").textContent = `${path}:${line}`;
  at("passage-text").replaceChildren(lineList(lines));
  passage.hidden = false;
  at("passage-title").focus({ preventScroll: true });
  passage.scrollIntoView({ block: "nearest" });
}

at("findings").addEventListener("click", (event) => {
  const button = event.target.closest("button.show");
  if (!button) return;
  if (goToLine(button.dataset.path, Number(button.dataset.line))) desk.focus({ preventScroll: true });
  else button.textContent = "Not on a page";
});
addEventListener("click", async (event) => {
  const button = event.target.closest("button.copy");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.textContent = "Copied";
});
desk.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const chosen = desk.querySelector(".text .chosen");
  if (event.key === "j") chooseNext(1);
  else if (event.key === "k") chooseNext(-1);
  else if (event.key === "Enter" && chosen && event.target === desk) showLine(chosen);
  else if (event.key === "+") resize(1.2);
  else if (event.key === "-") resize(1 / 1.2);
  else if (event.key === "0") resize(0);
  else return;
  at("to-line").hidden = !desk.querySelector(".text .chosen");
  event.preventDefault();
});
at("to-line").addEventListener("click", () => showLine(desk.querySelector(".text .chosen")));
at("larger").addEventListener("click", () => resize(1.2));
at("smaller").addEventListener("click", () => resize(1 / 1.2));
at("fit").addEventListener("click", () => resize(0));
const showNumber = () => { at("page-number").textContent = pageInView(); };
desk.addEventListener("scroll", showNumber);
addEventListener("resize", () => requestAnimationFrame(showNumber));

function showOutline() {
  at("page-number").textContent = pageInView();
  at("outline").replaceChildren(new Option("…", ""), ...headings().map((one) =>
    new Option(`${"\u2003".repeat(one.level - 1)}${one.words}`, `${one.page} ${one.top}`)));
}
at("outline").addEventListener("change", (event) => {
  const [page, top] = event.target.value.split(" ").map(Number);
  if (event.target.value) goToHeight(page, top);
});
at("download").addEventListener("click", async (event) => {
  event.preventDefault();
  say("Building the PDF…");
  const answer = await fetch("brief.pdf");
  if (!answer.ok) return say(await answer.text(), true);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await answer.blob());
  link.download = decodeURIComponent(answer.headers.get("content-disposition").split("''")[1]);
  link.click();
  say("The PDF was built.");
});
