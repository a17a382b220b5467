// Listens to the server and keeps the page as the brief is.

import { findingList, passageList } from "./findings.js";
import { goTo, showChanges, showPages } from "./sheets.js";

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
  if (!link) return;
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
