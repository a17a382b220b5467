/** Where the letters of a shown text are. */

import type { Start } from "./content";
import type { Box } from "./shapes";

const LOW = /[gjpqyQç,;()[\]{}|_@§¶/ĢģŅņŞş]/u;
const HIGH = /[\p{Lu}\p{Nd}bdfhkltß“”‘’'"!?()[\]{}|/§¶%&$#@]/u;

/** Where the letters of a text are; where the font does not tell, about, by their forms. */
export function boxOf({ text, x, y, reach, size, extent }: Start): Box {
  if (extent) return [Math.min(x, reach), y + size * extent[0], Math.max(x, reach), y + size * extent[1]];
  const own = text.trim();
  const isWord = /[\p{L}\p{N}]/u.test(own);
  const [low, high] = isWord ? [0, 0.48] : /^[-–—·−]+$/u.test(own) ? [0.2, 0.32] : [0, 0.12];
  return [Math.min(x, reach), y + size * (LOW.test(own) ? -0.2 : low), Math.max(x, reach), y + size * (HIGH.test(own) ? 0.69 : high)];
}
