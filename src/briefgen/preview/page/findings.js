// The findings, each with its lines, and the passages of notes.

/** An element `<name class=…>` with children, texts among them. */
function make(name, kind, ...children) {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** The findings as a list that opens; those that are open stay so. */
export function findingList(findings) {
  if (!findings.length) return make("p", "clean", "Nothing is wrong that a machine can see.");
  return make("div", "", ...findings.map((finding) => {
    const { at } = finding;
    const item = make("details", finding.severity,
      make("summary", "",
        make("span", "what", make("b", "", finding.severity), ` · ${finding.rule}`, at ? ` · ${at.path}:${at.line}` : ""),
        finding.message),
      make("div", "more",
        at && place(at), at && lines(at), at && shower(at),
        finding.difference && make("pre", "", ...finding.difference.map((line, n) =>
          make("span", "", make("i", "", ["brief", "source"][n]), line))),
        finding.hint && make("p", "", finding.hint),
        finding.source && place(finding.source), finding.source && lines(finding.source)));
    item.dataset.key = `${finding.rule} ${finding.message}`;
    return item;
  }));
}

/** A button that shows on the pages what a finding is about. */
function shower(at) {
  const button = make("button", "show", "Show on the page");
  button.type = "button";
  button.dataset.path = at.path;
  button.dataset.line = at.line;
  return button;
}

/** A place in a file: its lines, how to open it, and what to copy. */
export function lineList(at) {
  const copy = make("button", "copy", `Copy ${at.path}:${at.line}:${at.column}`);
  copy.type = "button";
  copy.dataset.copy = `${at.path}:${at.line}:${at.column}`;
  const open = at.open ? make("a", "", "Open in VS Code") : null;
  if (open) open.href = at.open;
  return make("div", "", lines(at), make("p", "", copy, open && " ", open));
}

const place = ({ path, line, column }) => make("p", "place", `${path}:${line}:${column}`);

function lines({ first, line, lines: texts }) {
  return make("pre", "", ...texts.map((text, n) =>
    make("span", first + n === line ? "here" : "", make("i", "", String(first + n)), text)));
}

/** Passages of sources, their quoted words marked. */
export function passageList(passages) {
  if (!passages.length) return make("p", "clean", "This note cites no source.");
  return make("div", "", ...passages.map((passage) => make("div", "quotation",
    make("h3", "", `${passage.place} · ${passage.title}`),
    make("p", "place", `${passage.path}:${passage.line}`),
    ...passage.paragraphs.map((paragraph) => make("p", paragraph.cited ? "paragraph" : "paragraph beside",
      make("b", "", paragraph.label),
      ...paragraph.runs.map(([text, quoted]) => quoted && paragraph.cited ? make("mark", "", text) : text))))));
}
