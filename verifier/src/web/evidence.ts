/** The evidence inside a web edition: docs/manifest.md, “Web edition”. */

import { isObject } from "../manifest";

const START = '<script type="application/json" id="evidence">\n';
const STOP = "\n</script>\n</body>\n</html>\n";

export interface Parts {
  /** The file without the evidence. */
  page: string;
  files: Map<string, Uint8Array>;
}

/** Whether a file is a web page: by its name, or because it begins as one. */
export function isWeb(bytes: Uint8Array, name: string): boolean {
  if (/\.x?html?$/i.test(name)) return true;
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024)).replace(/^[\u00ef\u00bb\u00bf\s\0]+/, "");
  return head.startsWith("<");
}

/** The parts of a page; null where there is no evidence at its end, or why it cannot be read. */
export function takenApart(text: string): Parts | string | null {
  const start = text.indexOf(START);
  if (start < 0 || !text.endsWith(STOP)) {
    return text.includes('id="evidence"') ? "the evidence is not where briefgen puts it, at the end of the page" : null;
  }
  const data = text.slice(start + START.length, -STOP.length);
  const page = `${text.slice(0, start)}</body>\n</html>\n`;
  try {
    const read: unknown = JSON.parse(data);
    if (data.includes("<") || !isObject(read)) return "the evidence cannot be read";
    const names = Object.keys(read).sort(byCodePoint);
    const files = new Map(names.map((name) => [name, decoded(read[name])]));
    const made = names.map((name) => `${ascii(name)}: "${String(read[name])}"`).join(",\n");
    return `{${made}}` === data ? { page, files } : "the evidence is not written as briefgen writes it";
  } catch {
    return "the evidence cannot be read";
  }
}

function decoded(value: unknown): Uint8Array {
  const text = String(value);
  const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
  let again = "";
  for (let at = 0; at < bytes.length; at += 0x8000) again += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  if (typeof value !== "string" || btoa(again) !== text) throw new Error("not base 64");
  return bytes;
}

function ascii(name: string): string {
  return JSON.stringify(name).replace(/[\u007f-\uffff<]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

function byCodePoint(a: string, b: string): number {
  const [one, other] = [[...a], [...b]];
  const at = one.findIndex((sign, index) => sign !== other[index]);
  if (at < 0) return one.length - other.length;
  return (one[at]!.codePointAt(0) ?? 0) - (other[at]?.codePointAt(0) ?? -1);
}
