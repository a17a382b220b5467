/** Whether a PDF was damaged: a stream that does not end where it says, or cannot be unpacked. */

import { latin1 } from "./pdf/values";

const STREAM = /(?<=[\s>])stream\r?\n/g;
const PACKED = /\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/;
const LENGTH = /\/Length\s+(\d+)(?!\d|\s+\d+\s+R)/;

/** Whether a stream that says its length does not end there, or, where it is packed by Flate alone,
 * cannot be unpacked; or what is before one is no dictionary. Of an encrypted file that is not
 * known. */
export async function isDamaged(bytes: Uint8Array): Promise<boolean> {
  const text = latin1(bytes);
  if (text.includes("/Encrypt")) return false;
  let before = 0;
  STREAM.lastIndex = 0;
  for (let found = STREAM.exec(text); found; found = STREAM.exec(text)) {
    const at = text.lastIndexOf(" obj", found.index);
    const said = at < before ? "" : text.slice(at, found.index);
    const start = before = STREAM.lastIndex;
    if (!/^ obj\s*<</.test(said)) continue; // the word is in other data
    if (!/>>\s*$/.test(said)) return true;
    const length = LENGTH.exec(said);
    if (!length) continue;
    const end = STREAM.lastIndex = before = start + Number(length[1]);
    const packed = bytes.subarray(start, end);
    if (!/^\s*endstream/.test(text.slice(end, end + 99))) return true;
    // Some programs count the line end after the data.
    if (PACKED.test(said) && !(await isWhole(packed)) && !(await isWhole(withoutLineEnd(packed)))) return true;
  }
  return false;
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let { length } = bytes;
  while (length && (bytes[length - 1] === 10 || bytes[length - 1] === 13)) length--;
  return bytes.subarray(0, length);
}

async function isWhole(packed: Uint8Array): Promise<boolean> {
  if (!packed.length) return true; // as qpdf writes what is empty
  try {
    const unpacked = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
    const reader = unpacked.getReader();
    while (!(await reader.read()).done);
    return true;
  } catch {
    return false;
  }
}
