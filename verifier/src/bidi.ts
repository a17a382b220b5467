/** The order in which a line shows its characters, from left to right, where some of them run from right
 * to left (Unicode Standard Annex 9): it tells what a reader reads from where they are. */

const DEEPEST = 125;
const MOST_BRACKETS = 63;
const NEUTRAL = new Set(["B", "S", "WS", "ON", "FSI", "LRI", "RLI", "PDI"]);
// What begins words of another way: the parity of their level, and what it makes of their characters.
const EMBEDDINGS: Record<string, [number, string]> = { LRE: [0, ""], RLE: [1, ""], LRO: [0, "L"], RLO: [1, "R"] };
const ISOLATES: Record<string, [number, string]> = { LRI: [0, ""], RLI: [1, ""] };
const REMOVED = new Set([...Object.keys(EMBEDDINGS), "PDF", "BN"]);
const WAYS: Record<string, string> = { L: "L", R: "R", AL: "R", EN: "R", AN: "R" };
// Brackets whose closing one is not the next character but the one after.
const APART = "[{\uff3b\uff5b";

/** The classes of characters, the first that fits. */
const KINDS: [string, RegExp][] = [
  ["LRE", /\u202a/], ["RLE", /\u202b/], ["PDF", /\u202c/], ["LRO", /\u202d/], ["RLO", /\u202e/],
  ["LRI", /\u2066/], ["RLI", /\u2067/], ["FSI", /\u2068/], ["PDI", /\u2069/],
  ["L", /\u200e/], ["R", /\u200f/], ["AL", /\u061c/],
  ["NSM", /\p{Mn}|\p{Me}/u],
  ["AN", /[\u0600-\u0605\u0660-\u0669\u066b\u066c\u06dd\u0890\u0891\u08e2\u{10d30}-\u{10d39}\u{10e60}-\u{10e7e}]/u],
  ["EN", /[0-9\u00b2\u00b3\u00b9\u06f0-\u06f9\u2070\u2074-\u2079\u2080-\u2089\u2488-\u249b\uff10-\uff19]/],
  ["ES", /[+\-\u207a\u207b\u208a\u208b\u2212\ufb29\ufe62\ufe63\uff0b\uff0d]/],
  ["ET", /[#%\u00b0\u00b1\u0609\u060a\u066a\u2030-\u2034\u212e\u2213\ufe5f\ufe6a\uff03\uff05]|(?![\u060b\u07fe\u07ff\ufdfc])\p{Sc}/u],
  ["CS", /[,./:\u00a0\u060c\u202f\u2044\ufe50\ufe52\ufe55\uff0c\uff0e\uff0f\uff1a]/],
  ["S", /[\t\v\x1f]/], ["B", /[\n\r\x1c-\x1e\x85\u2029]/], ["WS", /(?!\ufeff)[\s\f]/],
  ["BN", /[\x00-\x1f\x7f-\x9f\u00ad\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff]/],
  ["ON", /[\u02b9\u02ba\u02c2-\u02cf\u02d2-\u02df\u02e5-\u02ed\u02ef-\u02ff\u0374\u2e2f\ua700-\ua721\ua788\u0606\u0607\u060e\u060f\u06de\u06e9\u07f6-\u07f9\ufd3e-\ufd4f\ufdcf\ufdfd-\ufdff]/],
  ["AL", /[\u0600-\u07bf\u0860-\u08ff\ufb50-\ufdff\ufe70-\ufefe\u{1ec70}-\u{1ecbf}\u{1ed00}-\u{1ed4f}\u{1ee00}-\u{1eeff}]/u],
  ["R", /[\u0590-\u05ff\u07c0-\u085f\ufb1d-\ufb4f\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u],
  ["L", /\p{L}|\p{Mc}|\p{Nd}|\p{Nl}|(?!\p{Script=Common}|\p{Script=Inherited})\p{P}|[\u0964\u0965\u249c-\u24e9\u3200-\u321c\u3220-\u324f\u3260-\u327b\u327f-\u32b0\u32c0-\u32cb\u32d0-\u3376\u337b-\u33dd\u33e0-\u33fe]/u],
];

function kindOf(one: string): string {
  return KINDS.find(([, pattern]) => pattern.test(one))?.[0] ?? "ON";
}

const known = new Map<string, string>();

/** The class of a character (`Bidi_Class`). */
export function bidiClass(one: string): string {
  let kind = known.get(one);
  if (kind === undefined) known.set(one, kind = kindOf(one));
  return kind;
}

/** Whether the first letter of a text runs from right to left. */
export function beginsBackwards(text: string): boolean {
  for (const one of text) {
    const kind = bidiClass(one);
    if (kind === "L") return false;
    if (kind === "R" || kind === "AL") return true;
  }
  return false;
}

/** The characters of a line from left to right, in a paragraph that may run backwards: a piece each
 * that runs one way, spaces aside. */
export function visual(text: string, isBackwards: boolean): string[] {
  const base = Number(isBackwards);
  const all = [...text];
  const kinds = all.map(bidiClass);
  const explicit = explicitLevels(kinds, base);
  const kept = all.map((_, at) => at).filter((at) => !REMOVED.has(kinds[at]!));
  const own = kept.map((at) => kinds[at]!);
  const levels = kept.map((at) => explicit[at]!);
  const shown = kept.map((at) => all[at]!);
  for (const [sequence, ends] of [...sequencesOf(own, levels, base)]) resolve(shown, own, levels, sequence, ends);
  let order = shown.map((_, at) => at);
  for (let level = Math.max(0, ...levels); level > 0; level--) {
    order = stretches(order, (at) => levels[at]! >= level).flatMap(([turned, some]) => (turned ? some.reverse() : some));
  }
  const seen = order.filter((at) => /\S/.test(shown[at]!));
  return stretches(seen, (at) => levels[at]! % 2).map(([, run]) => run.map((at) => shown[at]).join(""));
}

/** `all` in stretches of which `is` says the same. */
function stretches<One, Said>(all: One[], is: (one: One) => Said): [Said, One[]][] {
  const found: [Said, One[]][] = [];
  for (const one of all) {
    const last = found.at(-1);
    const said = is(one);
    if (last && last[0] === said) last[1].push(one);
    else found.push([said, [one]]);
  }
  return found;
}

/** The levels that directional characters give (X1 to X8), which may change `kinds`. */
function explicitLevels(kinds: string[], base: number): number[] {
  const levels: number[] = [];
  const stack: [number, string, boolean][] = [[base, "", false]];
  for (const [at, kind] of kinds.entries()) {
    const begins = kind === "FSI" ? [firstStrong(kinds.slice(at + 1)), ""] as const : EMBEDDINGS[kind] ?? ISOLATES[kind];
    if (kind === "PDI" && stack.some(([, , isIsolate]) => isIsolate)) while (!stack.pop()![2]);
    else if (kind === "PDF" && !stack.at(-1)![2] && stack.length > 1) stack.pop();
    const [level, override] = stack.at(-1)!;
    levels.push(level);
    if (override && !REMOVED.has(kind)) kinds[at] = override;
    if (begins) {
      const deeper = level + 1 + ((level + begins[0] + 1) % 2);
      if (deeper <= DEEPEST) stack.push([deeper, begins[1], !(kind in EMBEDDINGS)]);
    }
  }
  return levels;
}

function firstStrong(kinds: string[]): number {
  let depth = 0;
  for (const kind of kinds) {
    if (kind in ISOLATES || kind === "FSI") depth++;
    if (kind === "PDI" && --depth < 0) break;
    if (!depth && (kind === "L" || kind === "R" || kind === "AL")) return Number(kind !== "L");
  }
  return 0;
}

/** The places of characters that are resolved together, and the ways around them (X10). */
function* sequencesOf(kinds: string[], levels: number[], base: number): Generator<[number[], [string, string]]> {
  const joined: number[][] = [];
  const waiting: number[][] = []; // for what is after their isolates
  for (const [, run] of stretches(kinds.map((_, at) => at), (at) => levels[at])) {
    let sequence = kinds[run[0]!] === "PDI" ? waiting.pop() : undefined;
    if (sequence) sequence.push(...run);
    else joined.push(sequence = run);
    if (["LRI", "RLI", "FSI"].includes(kinds[run.at(-1)!]!)) waiting.push(sequence);
  }
  for (const sequence of joined) {
    const [first, last] = [sequence[0]!, sequence.at(-1)!];
    const before = first ? levels[first - 1]! : base;
    const after = waiting.includes(sequence) || last + 1 === levels.length ? base : levels[last + 1]!;
    const own = levels[first]!;
    yield [sequence, ["LR"[Math.max(before, own) % 2]!, "LR"[Math.max(after, own) % 2]!]];
  }
}

/** Gives each character of a sequence its level (W1 to I2). */
function resolve(text: string[], kinds: string[], levels: number[], sequence: number[], ends: [string, string]): void {
  const own = weak(sequence.map((at) => kinds[at]!), ends[0]);
  const embedding = "LR"[levels[sequence[0]!]! % 2]!;
  brackets(sequence.map((at) => text[at]!), own, embedding, ends[0]);
  for (let start = 0; start < own.length;) {
    let stop = start + 1;
    if (NEUTRAL.has(own[start]!)) {
      while (stop < own.length && NEUTRAL.has(own[stop]!)) stop++;
      const before = start ? WAYS[own[start - 1]!] : ends[0];
      const after = stop < own.length ? WAYS[own[stop]!] : ends[1];
      own.fill(before === after ? before! : embedding, start, stop);
    }
    start = stop;
  }
  for (const [index, at] of sequence.entries()) {
    const kind = own[index]!;
    levels[at]! += levels[at]! % 2 ? Number(kind !== "R") : kind === "L" ? 0 : kind === "R" ? 1 : 2;
  }
}

/** Numbers and what is beside them (W1 to W7). */
function weak(kinds: string[], before: string): string[] {
  let [strong, last] = [before, before];
  const own = kinds.map((given) => {
    let kind = given;
    if (kind === "NSM") kind = ["LRI", "RLI", "FSI", "PDI"].includes(last) ? "ON" : last;
    if (kind === "L" || kind === "R" || kind === "AL") strong = kind;
    last = kind;
    return kind === "EN" && strong === "AL" ? "AN" : kind === "AL" ? "R" : kind;
  });
  for (let at = 1; at < own.length - 1; at++) {
    const around = `${own[at - 1]} ${own[at + 1]}`;
    if ((own[at] === "ES" || own[at] === "CS") && around === "EN EN") own[at] = "EN";
    else if (own[at] === "CS" && around === "AN AN") own[at] = "AN";
  }
  for (let start = 0; start < own.length;) {
    let stop = start + 1;
    if (own[start] === "ET") {
      while (own[stop] === "ET") stop++;
      if (own[start - 1] === "EN" || own[stop] === "EN") own.fill("EN", start, stop);
    }
    start = stop;
  }
  strong = before;
  for (const [at, kind] of own.entries()) {
    if (kind === "ES" || kind === "ET" || kind === "CS") own[at] = "ON";
    else if (kind === "L" || kind === "R") strong = kind;
    else if (kind === "EN" && strong === "L") own[at] = "L";
  }
  return own;
}

/** Gives pairs of brackets the way of what is in them, or around them (N0). */
function brackets(text: string[], kinds: string[], embedding: string, before: string): void {
  for (const [start, stop] of pairs(text, kinds).sort(([a], [b]) => a - b)) {
    const inside = kinds.slice(start + 1, stop).map((kind) => WAYS[kind]).filter(Boolean);
    if (!inside.length) continue;
    const around = kinds.slice(0, start).map((kind) => WAYS[kind]).filter(Boolean).at(-1) ?? before;
    kinds[start] = kinds[stop] = inside.includes(embedding) ? embedding : around;
  }
}

/** The places of brackets that belong together (BD16). */
function pairs(text: string[], kinds: string[]): [number, number][] {
  const found: [number, number][] = [];
  const waiting: [string, number][] = [];
  for (const [at, one] of text.entries()) {
    if (kinds[at] !== "ON" || !/\p{Bidi_M}/u.test(one)) continue;
    if (/\p{Ps}/u.test(one)) {
      if (waiting.length === MOST_BRACKETS) break;
      waiting.push([String.fromCodePoint(one.codePointAt(0)! + (APART.includes(one) ? 2 : 1)), at]);
    } else if (waiting.some(([closing]) => closing === one)) {
      while (waiting.at(-1)![0] !== one) waiting.pop();
      found.push([waiting.pop()![1], at]);
    }
  }
  return found;
}
