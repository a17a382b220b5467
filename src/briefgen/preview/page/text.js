// The words of a page over its picture: to select, to find, to copy, to be read aloud.

// Headings by their type in the PDF's structure.
const HEADING = /^H([1-6])$/;

/** The blocks of a page as elements; each line is as wide and as high as it was printed. */
export function textLayer(page, shift) {
  const layer = document.createElement("div");
  layer.className = "text";
  for (const block of page.blocks) {
    const lines = block.lines;
    const tops = lines.map((line) => line.box[1]);
    const left = Math.min(...lines.map((line) => line.box[0]));
    const right = Math.max(...lines.map((line) => line.box[0] + line.box[2]));
    const height = Math.max(...lines.map((line) => line.box[3]));
    // From one line to the next, so that the browser's lines are those that were printed.
    const pitch = lines.length > 1 ? (tops.at(-1) - tops[0]) / (lines.length - 1) : height * 1.2;
    const element = document.createElement("p");
    const level = HEADING.exec(block.kind);
    if (level) {
      element.setAttribute("role", "heading");
      element.setAttribute("aria-level", level[1]);
    }
    element.dataset.within = block.within.join(" ");
    const values = { left, top: tops[0] - (pitch - height) / 2, across: right - left + 1, pitch, size: height };
    for (const [name, value] of Object.entries(values)) element.style.setProperty(`--${name}`, value);
    lines.forEach((line, number) => {
      const span = document.createElement("span");
      span.textContent = line.text;
      span.dataset.width = line.box[2];
      span.dataset.left = line.box[0] - left;
      span.dataset.rest = right - line.box[0] - line.box[2];
      if (number) element.append(" ");
      element.append(span);
    });
    layer.append(element);
  }
  return layer;
}

/** Stretch the lines of a layer that is shown to the width that they have in print. */
export function stretch(layer, point) {
  const spans = [...layer.querySelectorAll("span")];
  for (const span of spans) {
    span.style.letterSpacing = "0";
    span.style.margin = "0";
  }
  const widths = spans.map((span) => span.getBoundingClientRect().width);
  spans.forEach((span, index) => {
    const { width, left, rest } = span.dataset;
    const count = [...span.textContent].length;
    span.style.letterSpacing = `${(width * point - widths[index]) / count}px`;
    span.style.marginLeft = `${left * point}px`;
    // What follows must not come up to this line.
    span.style.marginRight = `${Math.max(0, rest) * point}px`;
  });
}
