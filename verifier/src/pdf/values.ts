/** The kinds of values that a PDF is made of (ISO 32000-1, 7.3). */

export class Name {
  constructor(readonly value: string) {}
}

export class Str {
  constructor(public bytes: Uint8Array) {}

  /** The text: UTF-16, UTF-8 or PDFDocEncoding; null where the bytes are no text. */
  get text(): string | null {
    return decodeText(this.bytes);
  }
}

export class Ref {
  constructor(readonly num: number, readonly gen: number) {}
}

export class Dict {
  readonly entries = new Map<string, Value>();
  /** Keys that were written twice. */
  readonly twice: string[] = [];
  /** Whether a NUL divides two of its values, which not every program takes for a space. */
  hasNul = false;

  raw(key: string): Value {
    return this.entries.get(key) ?? null;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  get keys(): string[] {
    return [...this.entries.keys()];
  }
}

export class Stream {
  constructor(readonly dict: Dict, public raw: Uint8Array) {}
}

/** An operator of a content stream, or a word such as `obj`. */
export class Keyword {
  constructor(readonly value: string) {}
}

export type Value = null | boolean | number | Name | Str | Ref | Dict | Stream | Value[];

/** What keeps a file from being read. */
export class PdfError extends Error {}

const LATIN: Record<number, number> = {
  0x18: 0x2d8, 0x19: 0x2c7, 0x1a: 0x2c6, 0x1b: 0x2d9, 0x1c: 0x2dd, 0x1d: 0x2db, 0x1e: 0x2da,
  0x1f: 0x2dc, 0x80: 0x2022, 0x81: 0x2020, 0x82: 0x2021, 0x83: 0x2026, 0x84: 0x2014,
  0x85: 0x2013, 0x86: 0x192, 0x87: 0x2044, 0x88: 0x2039, 0x89: 0x203a, 0x8a: 0x2212,
  0x8b: 0x2030, 0x8c: 0x201e, 0x8d: 0x201c, 0x8e: 0x201d, 0x8f: 0x2018, 0x90: 0x2019,
  0x91: 0x201a, 0x92: 0x2122, 0x93: 0xfb01, 0x94: 0xfb02, 0x95: 0x141, 0x96: 0x152,
  0x97: 0x160, 0x98: 0x178, 0x99: 0x17d, 0x9a: 0x131, 0x9b: 0x142, 0x9c: 0x153, 0x9d: 0x161,
  0x9e: 0x17e, 0xa0: 0x20ac,
};

export function utf16(bytes: Uint8Array, littleEndian = false): string {
  let text = "";
  for (let at = 0; at + 1 < bytes.length; at += 2) {
    const [first, second] = [bytes[at]!, bytes[at + 1]!];
    text += String.fromCharCode(littleEndian ? first | (second << 8) : (first << 8) | second);
  }
  return text;
}

/** A text string (7.9.2.2), read as docs/manifest.md says. */
export function decodeText(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) {
    try {
      return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(3));
    } catch {
      // Read on as PDFDocEncoding.
    }
  }
  if (a === 0xfe && b === 0xff) return well(utf16(bytes.subarray(2)), bytes);
  if (a === 0xff && b === 0xfe) return well(utf16(bytes.subarray(2), true), bytes);
  if (a === 0) return well(utf16(bytes), bytes);
  if (b === 0) return well(utf16(bytes, true), bytes);
  let text = "";
  for (const byte of bytes) {
    if (byte === 0 || byte === 0x16 || byte === 0x7f || byte === 0x9f || byte === 0xad) return null;
    text += String.fromCharCode(LATIN[byte] ?? byte);
  }
  return text;
}

function well(text: string, bytes: Uint8Array): string | null {
  const lone = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
  return bytes.length % 2 || lone.test(text) ? null : text;
}

export function latin1(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);
}
