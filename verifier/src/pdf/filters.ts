/** What streams are packed with (ISO 32000-1, 7.4); pictures' own formats stay as they are. */

import { Inflate } from "fflate";
import { Dict, Name, PdfError, type Value } from "./values";

// Formats of pictures, and what only encryption changes.
const KEPT = new Set(["DCTDecode", "DCT", "JPXDecode", "CCITTFaxDecode", "CCF", "JBIG2Decode", "Crypt"]);
const MOST_BYTES = 256 * 1024 * 1024;

type Resolve = (value: Value) => Value;

/** The data of a stream, without its filters. */
export function decoded(dict: Dict, raw: Uint8Array, resolve: Resolve): Uint8Array {
  const filters = listed(resolve(dict.raw("Filter") ?? dict.raw("F")), resolve);
  const parameters = listed(resolve(dict.raw("DecodeParms") ?? dict.raw("DP")), resolve);
  let data = raw;
  for (const [index, filter] of filters.entries()) {
    const given = parameters[index];
    const settings = given instanceof Dict ? given : new Dict();
    const number = (key: string, usual: number): number => {
      const value = resolve(settings.raw(key));
      return typeof value === "number" ? value : usual;
    };
    switch (filter instanceof Name ? filter.value : "") {
      case "FlateDecode": case "Fl":
        data = unpredicted(inflated(data), number);
        break;
      case "LZWDecode": case "LZW":
        data = unpredicted(lzw(data, number("EarlyChange", 1)), number);
        break;
      case "ASCIIHexDecode": case "AHx":
        data = asciiHex(data);
        break;
      case "ASCII85Decode": case "A85":
        data = ascii85(data);
        break;
      case "RunLengthDecode": case "RL":
        data = runLength(data);
        break;
      default:
        if (!(filter instanceof Name && KEPT.has(filter.value))) throw new PdfError("a stream is packed in an unknown way");
    }
    if (data.length > MOST_BYTES) throw new PdfError("a stream is too large");
  }
  return data;
}

function listed(value: Value, resolve: Resolve): Value[] {
  return value === null ? [] : Array.isArray(value) ? value.map(resolve) : [value];
}

/** Whatever can be unpacked: a file may be cut off, or have a line end after the data. */
function inflated(data: Uint8Array): Uint8Array {
  if (data.length < 2) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let size = 0;
  const inflate = new Inflate((piece) => {
    pieces.push(piece);
    size += piece.length;
    if (size > MOST_BYTES) throw new PdfError("a stream is too large");
  });
  const isZlib = (data[0]! & 15) === 8 && ((data[0]! << 8) | data[1]!) % 31 === 0;
  try {
    inflate.push(isZlib ? data.subarray(2) : data, true);
  } catch (error) {
    if (error instanceof PdfError) throw error;
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function unpredicted(data: Uint8Array, number: (key: string, usual: number) => number): Uint8Array {
  const predictor = number("Predictor", 1);
  if (predictor < 2) return data;
  const bits = number("BitsPerComponent", 8) * number("Colors", 1);
  const wide = Math.ceil((bits * number("Columns", 1)) / 8);
  const step = Math.max(1, bits >> 3);
  if (predictor === 2) {
    const whole = data.slice();
    for (let row = 0; row < whole.length; row += wide) {
      for (let x = step; x < wide && row + x < whole.length; x++) {
        whole[row + x] = whole[row + x]! + whole[row + x - step]!;
      }
    }
    return whole;
  }
  const rows = Math.ceil(data.length / (wide + 1));
  const whole = new Uint8Array(rows * wide);
  let kept = 0;
  for (let row = 0; row < rows; row++) {
    const from = row * (wide + 1);
    const kind = data[from]!;
    const to = row * wide;
    const length = Math.min(wide, data.length - from - 1);
    for (let x = 0; x < length; x++) {
      const left = x >= step ? whole[to + x - step]! : 0;
      const up = row ? whole[to + x - wide]! : 0;
      const corner = row && x >= step ? whole[to + x - wide - step]! : 0;
      const guess = kind === 1 ? left : kind === 2 ? up : kind === 3 ? (left + up) >> 1
        : kind === 4 ? paeth(left, up, corner) : 0;
      whole[to + x] = data[from + 1 + x]! + guess;
    }
    kept = to + length;
  }
  return whole.subarray(0, kept);
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}

function lzw(data: Uint8Array, early: number): Uint8Array {
  const found: number[] = [];
  let table: number[][] = [];
  let [bits, buffer, held] = [9, 0, 0];
  let before: number[] | null = null;
  const clear = (): void => {
    table = Array.from({ length: 258 }, (_, code) => (code < 256 ? [code] : []));
    bits = 9;
    before = null;
  };
  clear();
  for (const byte of data) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    held += 8;
    while (held >= bits) {
      const code = (buffer >> (held - bits)) & ((1 << bits) - 1);
      held -= bits;
      if (code === 257) return Uint8Array.from(found);
      if (code === 256) {
        clear();
        continue;
      }
      const entry: number[] | undefined = table[code] ?? (before ? [...before, before[0]!] : undefined);
      if (!entry) return Uint8Array.from(found);
      for (const one of entry) found.push(one);
      if (before && table.length < 4096) table.push([...before, entry[0]!]);
      before = entry;
      bits = table.length + early >= 2048 ? 12 : table.length + early >= 1024 ? 11
        : table.length + early >= 512 ? 10 : 9;
      if (found.length > MOST_BYTES) throw new PdfError("a stream is too large");
    }
  }
  return Uint8Array.from(found);
}

function asciiHex(data: Uint8Array): Uint8Array {
  const digits = String.fromCharCode(...data).split(">")[0]!.replace(/[^0-9a-fA-F]/g, "");
  const even = digits.length % 2 ? `${digits}0` : digits;
  return Uint8Array.from(even.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function ascii85(data: Uint8Array): Uint8Array {
  const found: number[] = [];
  let group: number[] = [];
  const flush = (count: number): void => {
    const whole = [...group, 84, 84, 84, 84].slice(0, 5);
    const value = whole.reduce((sum, digit) => sum * 85 + digit, 0);
    for (let index = 0; index < count; index++) {
      found.push(Math.floor(value / 256 ** (3 - index)) & 0xff);
    }
    group = [];
  };
  for (const byte of data) {
    if (byte === 0x7e) break;
    if (byte === 0x7a && !group.length) found.push(0, 0, 0, 0);
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21);
      if (group.length === 5) flush(4);
    }
  }
  if (group.length > 1) flush(group.length - 1);
  return Uint8Array.from(found);
}

function runLength(data: Uint8Array): Uint8Array {
  const found: number[] = [];
  for (let at = 0; at < data.length && data[at] !== 128;) {
    const length = data[at++]!;
    if (length < 128) {
      for (const byte of data.subarray(at, at + length + 1)) found.push(byte);
      at += length + 1;
    } else {
      for (let again = 257 - length; again > 0; again--) found.push(data[at]!);
      at++;
    }
    if (found.length > MOST_BYTES) throw new PdfError("a stream is too large");
  }
  return Uint8Array.from(found);
}
