/** Values of YAML and JSON that may be anything, read as what is wanted of them. */

import { isObject } from "./manifest";

export function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

export function strings(value: unknown): string[] {
  return typeof value === "string" ? [value] : Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Every text in a value, however deep. */
export function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  const inner = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.flatMap(texts);
}

/** A date as the labels print it; empty where it is not one of a day. */
export function dateOf(labels: unknown, typed: string, language = ""): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(typed);
  const pattern = text(isObject(labels) ? labels["dates"] : "").split("|")[Number(found?.[2] ?? 0) - 1];
  if (!found || !pattern) return "";
  const day = Number(found[3]);
  const written = day === 1 && /^fr\b/i.test(language) ? "1er" : String(day);
  return pattern.replaceAll("{year}", found[1]!).replaceAll("{day}", written).replaceAll("{day_in_two}", found[3]!);
}
