/** Whether the words that tell who asserts and who denies are those that the theme has: the labels of sides,
 * stances and statuses in the manifest could be another's, and the pages follow them. */

import { isObject, type Manifest } from "./manifest";
import { readYaml } from "./sources";
import { SIDES, STATUSES } from "./telling_words";

const OWN = "theme/labels.yaml";

/** A line for each label that has the words of another, and for each with words of which that is not
 * known. */
export function tellingWords(manifest: Manifest, files: Map<string, Uint8Array>): { differs: string[]; marks: string[] } {
  const found = { differs: [] as string[], marks: [] as string[] };
  const { labels } = manifest.inputs;
  if (!isObject(labels)) return found;
  const { language } = manifest.document;
  const [first = ""] = language.toLowerCase().split("-");
  const statuses = STATUSES[first] ?? STATUSES["en"]!;
  const raw = files.get(OWN);
  const own = raw && readYaml(raw);
  if (raw && !own) return { differs: ["the theme's labels.yaml cannot be read"], marks: [] };
  const tags = own ? ["en", first, language].map((tag) => own[tag]).filter(isObject) : [{ ...SIDES["en"], ...SIDES[first] }];
  const known: Record<string, unknown> = Object.assign({}, statuses, ...tags);
  const telling = [...Object.keys(SIDES["en"]!), ...Object.keys(STATUSES["en"]!)];
  for (const name of telling) {
    const words = labels[name] ?? known[name];
    if (words === known[name]) continue;
    if (own) found.differs.push(`the word for “${name}” is “${String(words)}”, which the theme does not have`);
    else if (telling.some((other) => known[other] === words)) found.differs.push(`the word for “${name}” is “${String(words)}”, which means something else`);
    else found.marks.push(`the word for “${name}” is “${String(words)}”, where this version has “${String(known[name])}”`);
  }
  return found;
}
