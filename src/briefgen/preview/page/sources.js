// The sources beside the pages: searched, read, and copied into the brief.

const at = (id) => document.getElementById(id);
// Quotation marks and apostrophes, which nobody types as the source has them.
const MARK = /["'\u2018-\u201f\u00ab\u00bb\u2039\u203a]/;
// More hits than this of a search are not listed.
const MOST = 60;

let sources = [];
let chosen = null; // {source, paragraph, words}

/** Ask for the sources again: the brief or one of them was saved. */
export async function readSources() {
  const answer = await fetch("sources");
  const fresh = await answer.json();
  if (JSON.stringify(fresh) === JSON.stringify(sources)) return;
  sources = fresh;
  list();
}

/** A text without marks, capitals and runs of space, and where each of its characters was. */
function fold(text) {
  let words = "";
  const places = [];
  for (let place = 0; place < text.length; place++) {
    const one = /\s/.test(text[place]) ? " " : text[place].toLowerCase();
    if (MARK.test(one) || (one === " " && words.endsWith(" "))) continue;
    words += one;
    for (let count = 0; count < one.length; count++) places.push(place);
  }
  return { words, places };
}

/** Where the folded words `wanted` are in a text, from and to; null where they are not. */
function find(text, wanted) {
  const { words, places } = fold(text);
  const start = words.indexOf(wanted);
  return start < 0 ? null : { from: places[start], to: places[start + wanted.length - 1] + 1 };
}

function list() {
  const wanted = fold(at("search").value).words.trim();
  const shown = sources.map((source) => {
    const found = source.paragraphs
      .map((text, index) => ({ text, number: index + 1, hit: wanted ? find(text, wanted) : null }))
      .filter(({ hit }) => !wanted || hit);
    if (wanted && !found.length) return null;
    const details = document.createElement("details");
    details.className = "source";
    details.open = Boolean(wanted);
    const summary = document.createElement("summary");
    summary.textContent = `${source.letter} · ${source.title}${wanted ? ` · ${found.length}` : ""}`;
    details.append(summary, ...found.slice(0, wanted ? MOST : undefined).map((one) => paragraph(source, one)));
    return details;
  });
  const kept = shown.filter(Boolean);
  at("sources").replaceChildren(...kept);
  if (wanted && !kept.length) at("sources").textContent = "These words are in no source of the brief.";
}

function paragraph(source, { text, number, hit }) {
  const element = document.createElement("p");
  element.className = "paragraph";
  element.dataset.source = source.id;
  element.dataset.paragraph = number;
  const label = document.createElement("b");
  label.textContent = `${source.letter}${number}`;
  const words = document.createElement("span");
  words.className = "words";
  if (hit) {
    const mark = document.createElement("mark");
    mark.textContent = text.slice(hit.from, hit.to);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Choose";
    button.setAttribute("aria-label", `Choose the words in ${source.letter}${number}`);
    button.addEventListener("click", () => choose({ source: source.id, paragraph: number, words: mark.textContent }));
    words.append(text.slice(0, hit.from), mark, text.slice(hit.to));
    element.append(label, words, " ", button);
  } else {
    words.textContent = text;
    element.append(label, words);
  }
  return element;
}

function choose(words) {
  chosen = words;
  at("copy-words").disabled = at("copy-passage").disabled = !words;
  at("copied").textContent = words ? `Chosen: “${words.words.length > 60 ? `${words.words.slice(0, 57)}…` : words.words}”` : "";
}

// What the eye selects in a paragraph of a source.
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  const inside = (node) => (node?.nodeType === Node.TEXT_NODE ? node.parentElement : node)?.closest?.("#sources .words");
  const words = selection.toString().replace(/\s+/g, " ").trim();
  const from = inside(selection.anchorNode);
  if (!words || !from || from !== inside(selection.focusNode)) return;
  const { source, paragraph } = from.closest(".paragraph").dataset;
  choose({ source, paragraph, words });
});

async function copy(kind) {
  const answer = await fetch(`snippet?${new URLSearchParams(chosen)}`);
  if (!answer.ok) {
    at("copied").textContent = "Choose whole words of one paragraph.";
    return;
  }
  const text = (await answer.json())[kind];
  await navigator.clipboard.writeText(text);
  at("copied").textContent = `Copied: ${text.trim()}`;
}

at("search").addEventListener("input", list);
at("copy-words").addEventListener("click", () => copy("citation"));
at("copy-passage").addEventListener("click", () => copy("passage"));

// --- Changes -----------------------------------------------------------------------

async function compare() {
  at("changes").textContent = "Comparing…";
  const { since, failure, changes } = await (await fetch("changes")).json();
  const title = document.createElement("p");
  title.textContent = failure
    ? `It cannot be compared with ${since}: ${failure}.`
    : changes.length ? `Since ${since}:` : `Nothing has changed in meaning since ${since}.`;
  at("changes").replaceChildren(title, ...changes.map((change) => {
    const item = document.createElement("div");
    item.className = "change";
    for (const [kind, text] of [["b", change.said], ["del", change.old], ["ins", change.new], ...change.lost.map((line) => ["strong", line])]) {
      if (!text) continue;
      const part = document.createElement(kind === "del" || kind === "ins" ? "p" : kind);
      part.className = kind;
      part.textContent = { del: "was: ", ins: "is: " }[kind] ? `${{ del: "was: ", ins: "is: " }[kind]}${text}` : text;
      item.append(part);
    }
    return item;
  }));
}
at("compare").addEventListener("click", compare);
