/** Raised and lowered figures and signs, as Unicode has them. */

const TELLS = /[0-9+−=-]|^[ni]$/;
const RAISED: Record<string, string> = Object.fromEntries([..."0123456789+-−=()ni"].map((sign, index) => [sign, [..."⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ"][index]!]));
const LOWERED: Record<string, string> = Object.fromEntries([..."0123456789+-−=()"].map((sign, index) => [sign, [..."₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎"][index]!]));

/** A text as it looks raised; letters alone stay. */
export function raised(text: string): string {
  return TELLS.test(text) ? [...text].map((sign) => RAISED[sign] ?? sign).join("") : text;
}

/** A text as it looks lowered. */
export function lowered(text: string): string {
  return TELLS.test(text) ? [...text].map((sign) => LOWERED[sign] ?? sign).join("") : text;
}
