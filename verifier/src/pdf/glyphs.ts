/** Where the glyphs of a TrueType program draw (OpenType: head, loca, glyf). */

import type { Box } from "./shapes";

export class Glyphs {
  private readonly tables = new Map<string, number>();

  private constructor(private readonly view: DataView) {
    for (let index = 0; index < view.getUint16(4); index++) {
      const at = 12 + 16 * index;
      const tag = String.fromCharCode(...[0, 1, 2, 3].map((one) => view.getUint8(at + one)));
      this.tables.set(tag, view.getUint32(at + 8));
    }
  }

  /** The glyphs of a font program; null where it has another form. */
  static of(program: Uint8Array): Glyphs | null {
    try {
      const found = new Glyphs(new DataView(program.buffer, program.byteOffset, program.byteLength));
      return ["head", "loca", "glyf"].every((one) => found.tables.has(one)) ? found : null;
    } catch {
      return null;
    }
  }

  /** How wide a glyph is, in thousandths of the size; null where the program does not tell. */
  advance(glyph: number): number | null {
    try {
      const [head, hhea, hmtx] = ["head", "hhea", "hmtx"].map((one) => this.tables.get(one));
      const unit = this.view.getUint16(head! + 18);
      if (hhea === undefined || hmtx === undefined || !unit || glyph >= this.view.getUint16(hhea + 34)) return null;
      return (this.view.getUint16(hmtx + 4 * glyph) * 1000) / unit;
    } catch {
      return null;
    }
  }

  /** What a glyph covers, for a size of 1; null where it draws nothing. */
  box(glyph: number): Box | null {
    try {
      const { view } = this;
      const [head, loca, glyf] = ["head", "loca", "glyf"].map((one) => this.tables.get(one)!) as [number, number, number];
      const isLong = view.getInt16(head + 50) === 1;
      const place = (index: number): number => (isLong ? view.getUint32(loca + 4 * index) : 2 * view.getUint16(loca + 2 * index));
      const [start, end] = [place(glyph), place(glyph + 1)];
      const unit = view.getUint16(head + 18);
      if (end <= start || !unit) return null;
      const [left, low, right, high] = [2, 4, 6, 8].map((one) => view.getInt16(glyf + start + one) / unit);
      return [left!, low!, right!, high!];
    } catch {
      return null;
    }
  }
}
