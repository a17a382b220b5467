/** Reads values from bytes (ISO 32000-1, 7.2 and 7.3), in files and in content streams. */

import { Dict, Keyword, Name, PdfError, Ref, Str, type Value } from "./values";

const SPACE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITER = new Set([..."()<>[]{}/%"].map((sign) => sign.charCodeAt(0)));
const MOST_LEVELS = 200;
const ESCAPES: Record<number, number> = { 110: 10, 114: 13, 116: 9, 98: 8, 102: 12 };
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class Parser {
  private hasNul = false;

  constructor(readonly bytes: Uint8Array, public at = 0, readonly end = bytes.length) {}

  /** Each operator with the values before it; whoever reads on behind one moves the parser. */
  *operations(): Generator<[string, Value[]]> {
    let given: Value[] = [];
    for (let token = this.token(); token !== undefined; token = this.token()) {
      if (token instanceof Keyword) {
        yield [token.value, given];
        given = [];
      } else given.push(token);
    }
  }

  /** Passes over white space and comments. */
  skip(): void {
    while (this.at < this.end) {
      const byte = this.bytes[this.at]!;
      if (byte === 0x25) {
        while (this.at < this.end && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) {
          this.at++;
        }
      } else if (SPACE.has(byte)) {
        if (byte === 0) this.hasNul = true;
        this.at++;
      }
      else return;
    }
  }

  /** The next value or word; undefined at the end. `refs`: whether `1 0 R` is a reference. */
  next(refs = true, levels = MOST_LEVELS): Value | Keyword | undefined {
    if (levels === 0) throw new PdfError("the objects are nested too deep");
    this.skip();
    if (this.at >= this.end) return undefined;
    const byte = this.bytes[this.at]!;
    switch (byte) {
      case 0x2f:
        return this.name();
      case 0x28:
        return this.literal();
      case 0x5b:
        this.at++;
        return this.array(refs, levels);
      case 0x3c:
        return this.bytes[this.at + 1] === 0x3c ? this.dict(refs, levels) : this.hex();
      case 0x5d: case 0x7b: case 0x7d: case 0x29:
        this.at++;
        return new Keyword(String.fromCharCode(byte));
      case 0x3e:
        this.at += this.bytes[this.at + 1] === 0x3e ? 2 : 1;
        return new Keyword(">>");
    }
    const word = this.word();
    if (/^[+-]*(\d|\.\d)/.test(word)) return this.number(word, refs);
    return word === "true" ? true : word === "false" ? false : word === "null" ? null
      : new Keyword(word);
  }

  /** The next value or word of a content stream, which ends where it cannot be read. */
  token(): Value | Keyword | undefined {
    try {
      return this.next(false);
    } catch (error) {
      if (error instanceof PdfError) return undefined;
      throw error;
    }
  }

  private word(): string {
    const start = this.at;
    while (
      this.at < this.end && !SPACE.has(this.bytes[this.at]!) && !DELIMITER.has(this.bytes[this.at]!)
    ) {
      this.at++;
    }
    if (this.at === start) this.at++;
    return String.fromCharCode(...this.bytes.subarray(start, Math.min(this.at, start + 128)));
  }

  private number(word: string, refs: boolean): number | Ref {
    const value = Number.parseFloat(word.replace(/^[+-]*(?=[+-])/, "").replace(/^\+/, ""));
    if (!refs || !/^\d+$/.test(word)) return Number.isFinite(value) ? value : 0;
    const before = this.at;
    this.skip();
    const generation = this.word();
    if (/^\d+$/.test(generation)) {
      this.skip();
      if (this.at < this.end && this.word() === "R") return new Ref(value, Number(generation));
    }
    this.at = before;
    return value;
  }

  private name(): Name {
    this.at++;
    const found: number[] = [];
    while (this.at < this.end) {
      const byte = this.bytes[this.at]!;
      if (SPACE.has(byte) || DELIMITER.has(byte)) break;
      const code = byte === 0x23 ? hexOf(this.bytes[this.at + 1], this.bytes[this.at + 2]) : -1;
      found.push(code >= 0 ? code : byte);
      this.at += code >= 0 ? 3 : 1;
    }
    const raw = Uint8Array.from(found);
    try {
      return new Name(utf8.decode(raw));
    } catch {
      return new Name(String.fromCharCode(...raw));
    }
  }

  private literal(): Str {
    const found: number[] = [];
    let depth = 1;
    this.at++;
    while (this.at < this.end) {
      let byte = this.bytes[this.at++]!;
      if (byte === 0x28) depth++;
      else if (byte === 0x29 && --depth === 0) return new Str(Uint8Array.from(found));
      else if (byte === 13) {
        if (this.bytes[this.at] === 10) this.at++;
        byte = 10;
      } else if (byte === 0x5c) {
        byte = this.bytes[this.at++] ?? 0;
        if (byte >= 0x30 && byte <= 0x37) {
          let code = byte - 0x30;
          for (let more = 0; more < 2; more++) {
            const digit = this.bytes[this.at]!;
            if (!(digit >= 0x30 && digit <= 0x37)) break;
            code = code * 8 + digit - 0x30;
            this.at++;
          }
          byte = code & 0xff;
        } else if (byte === 13 || byte === 10) {
          if (byte === 13 && this.bytes[this.at] === 10) this.at++;
          continue;
        } else byte = ESCAPES[byte] ?? byte;
      }
      found.push(byte);
    }
    throw new PdfError("a string has no end");
  }

  private hex(): Str {
    const found: number[] = [];
    let high = -1;
    this.at++;
    while (this.at < this.end) {
      const byte = this.bytes[this.at++]!;
      if (byte === 0x3e) {
        if (high >= 0) found.push(high << 4);
        return new Str(Uint8Array.from(found));
      }
      const digit = digitOf(byte);
      if (digit < 0 && !SPACE.has(byte)) throw new PdfError("a string is not well-formed");
      if (digit < 0) continue;
      if (high < 0) high = digit;
      else {
        found.push((high << 4) | digit);
        high = -1;
      }
    }
    throw new PdfError("a string has no end");
  }

  private array(refs: boolean, levels: number): Value[] {
    const found: Value[] = [];
    for (;;) {
      const value = this.next(refs, levels - 1);
      if (value === undefined) throw new PdfError("an array has no end");
      if (value instanceof Keyword) {
        if (value.value === "]") return found;
        if (value.value === ">>" || value.value === "endobj") {
          throw new PdfError("an array has no end");
        }
        if (refs) throw new PdfError("an array is not well-formed");
      } else found.push(value);
    }
  }

  private dict(refs: boolean, levels: number): Dict {
    const found = new Dict();
    this.hasNul = false;
    this.at += 2;
    for (;;) {
      const key = this.next(refs, levels - 1);
      if (this.hasNul) found.hasNul = true;
      if (key instanceof Keyword && key.value === ">>") return found;
      if (key === undefined || (key instanceof Keyword && key.value === "endobj")) {
        throw new PdfError("a dictionary has no end");
      }
      const value = this.next(refs, levels - 1);
      if (!(key instanceof Name) || value === undefined || value instanceof Keyword) throw new PdfError("a dictionary is not well-formed");
      if (found.entries.has(key.value)) found.twice.push(key.value);
      else found.entries.set(key.value, value);
    }
  }
}

function digitOf(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}

function hexOf(first: number | undefined, second: number | undefined): number {
  const [high, low] = [digitOf(first), digitOf(second)];
  return high < 0 || low < 0 ? -1 : (high << 4) | low;
}
