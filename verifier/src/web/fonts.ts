/** The fonts inside a web edition, against those of briefgen that have the usual characters. */

import { unzlibSync } from "fflate";
import { hex, sha256 } from "../pdf/canon";

/** The digests of these: a test compares them. */
const USUAL = new Set([
  "184c29a6549df91602d42d3bbad528db03958a16ee375edc8b815349a58a985d",
  "f84ec817a4d55c92d0fc1ef049f8bb1d565446717a82ae41cb6820479bf93074",
  "424e8407ac63127562f7fe2617801c5fa5d945a3bcc76048e8ebd72668899e47",
  "46b21e3429da17e10eeec8979b139438b0627078c170dad1163372b9bc9f4b14",
]);
const FONT = /url\(data:font\/woff;base64,([A-Za-z0-9+/=]*)\)/g;
const HEADER = 44;
const ENTRY = 20;
const CHECKSUM = [8, 12] as const; // in the table “head”: over all tables

/** How many fonts of a page are none of these, so that nobody here knows what their letters show. */
export async function unknownFonts(style: string): Promise<number> {
  const digests = await Promise.all([...style.matchAll(FONT)].map(([, data]) => digestOf(data!)));
  return digests.filter((one) => !USUAL.has(one)).length;
}

/** The SHA-256 of what a WOFF file holds, however it is packed; empty where it is damaged. */
async function digestOf(data: string): Promise<string> {
  try {
    const pieces = tablesOf(Uint8Array.from(atob(data), (one) => one.charCodeAt(0)));
    return hex(await sha256(new Uint8Array(await new Blob(pieces).arrayBuffer())));
  } catch {
    return "";
  }
}

/** The font's kind, then each table by its name, its length and its bytes. */
function tablesOf(font: Uint8Array): BlobPart[] {
  const view = new DataView(font.buffer);
  const tag = (at: number): string => String.fromCharCode(...font.subarray(at, at + 4));
  if (tag(0) !== "wOFF") throw new Error("no WOFF");
  const tables = new Map<string, Uint8Array>();
  for (let left = view.getUint16(12), at = HEADER; left; left--, at += ENTRY) {
    const [start, packed, size] = [view.getUint32(at + 4), view.getUint32(at + 8), view.getUint32(at + 12)];
    let content = font.subarray(start, start + packed);
    if (packed !== size) content = unzlibSync(content, { out: new Uint8Array(size) });
    if (tables.has(tag(at)) || content.length !== size) throw new Error("damaged");
    if (tag(at) === "head") content = joined(content.subarray(0, CHECKSUM[0]), content.subarray(CHECKSUM[1]));
    tables.set(tag(at), content);
  }
  const kind = font.subarray(4, 8);
  return ["", ...[...tables.keys()].sort()].flatMap((name) => {
    const content = tables.get(name) ?? kind;
    const size = new Uint8Array(4);
    new DataView(size.buffer).setUint32(0, content.length);
    return [name, size, content];
  }) as BlobPart[];
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
