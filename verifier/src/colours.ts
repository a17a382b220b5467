/** Colours that a reader's mark may have, as light, and what lets words show through. */

/** The blend modes with which what is below stays legible (ISO 32000-1, 11.3.5). */
export const THROUGH = new Set(["Multiply", "Darken"]);
/** Points: a mark up to this size hides at most a word. */
export const ICON = 40;
const LIGHT = [0.2126, 0.7152, 0.0722]; // how light red, green and blue are (ITU-R BT.709)

/** A colour of a device space as red, green and blue: one part is a grey, three are light, four are ink. */
export function asLight(parts: number[]): number[] {
  const [first = 0, , , black = 0] = parts;
  if (parts.length === 4) return parts.slice(0, 3).map((ink) => (1 - ink) * (1 - black));
  return parts.length === 3 ? parts : [first, first, first];
}

/** How light red, green and blue are together, of full light. */
export function lightness(colour: readonly number[]): number {
  return LIGHT.reduce((sum, weight, at) => sum + weight * colour[at]!, 0);
}
