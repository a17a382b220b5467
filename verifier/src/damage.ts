/** Whether a PDF was damaged: a packed stream whose check value is wrong, or that is cut off. */

import { latin1 } from "./pdf/values";

const STREAM = /(?<!end)stream\r?\n/g;
const PACKED = /\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/;
const LENGTH = /\/Length\s+(\d+)(?!\d|\s+\d+\s+R)/;

/** Whether a stream that says its length and is packed by Flate alone cannot be unpacked. Of an
 * encrypted file that is not known. */
export async function isDamaged(bytes: Uint8Array): Promise<boolean> {
  const text = latin1(bytes);
  if (text.includes("/Encrypt")) return false;
  for (const found of text.matchAll(STREAM)) {
    const said = text.slice(Math.max(0, text.lastIndexOf(" obj", found.index)), found.index);
    const length = LENGTH.exec(said);
    if (!length || !PACKED.test(said)) continue;
    const start = found.index + found[0].length;
    const packed = bytes.subarray(start, start + Number(length[1]));
    // Some programs count the line end after the data.
    if (!(await isWhole(packed)) && !(await isWhole(withoutLineEnd(packed)))) return true;
  }
  return false;
}

function withoutLineEnd(bytes: Uint8Array): Uint8Array {
  let { length } = bytes;
  while (length && (bytes[length - 1] === 10 || bytes[length - 1] === 13)) length--;
  return bytes.subarray(0, length);
}

async function isWhole(packed: Uint8Array): Promise<boolean> {
  try {
    const unpacked = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream("deflate"));
    const reader = unpacked.getReader();
    while (!(await reader.read()).done);
    return true;
  } catch {
    return false;
  }
}
