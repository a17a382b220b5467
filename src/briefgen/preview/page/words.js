// The words of a brief, cut where its elements begin, and what of them a save has changed.

// Numbers of notes, pages and paragraphs move with every change; the first two are links within
// the brief.
const LEFT_OUT = 'style, script, svg, a[href^="#"], .number';

/** The body cut at its block elements with an id: `{id, element, text}`, in order. */
export function segments(body) {
  const found = [{ id: "", element: body, text: "" }];
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node.nodeType === Node.ELEMENT_NODE && node.matches(LEFT_OUT)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.TEXT_NODE) found.at(-1).text += node.data;
    else if (node.id && node.localName !== "span") found.push({ id: node.id, element: node, text: "" });
  }
  for (const segment of found) segment.text = segment.text.replace(/\s+/g, " ").trim();
  return found;
}

/** The runs in which two lists of segments differ, each `[from, to, newFrom, newTo]`. */
export function changes(old, fresh) {
  const same = (i, j) => old[i].text === fresh[j].text;
  // length[i][j]: of the longest list that both have in common after i and j.
  const length = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      length[i][j] = same(i, j) ? length[i + 1][j + 1] + 1 : Math.max(length[i + 1][j], length[i][j + 1]);
    }
  }
  const runs = [];
  let i = 0, j = 0;
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && same(i, j)) { i++; j++; continue; }
    const run = [i, i, j, j];
    while ((i < old.length || j < fresh.length) && !(i < old.length && j < fresh.length && same(i, j))) {
      if (j >= fresh.length || (i < old.length && length[i + 1][j] >= length[i][j + 1])) i++; else j++;
    }
    run[1] = i;
    run[3] = j;
    runs.push(run);
  }
  return runs;
}
