/** The claims of a brief: their numbers, and the status that follows from who is listed
 * (docs/brief-format.md, “Claims”). */

import { objects, text } from "./loose";
import { isObject } from "./manifest";
import { plainOf } from "./prose";
import { bare } from "./words";

export interface Claim {
  number: number;
  wording: string;
  status: string;
}

/** The claims of a brief by their IDs. */
export function claimsOf(brief: unknown): Map<string, Claim> {
  const typed = objects(isObject(brief) ? brief["claims"] : []);
  return new Map(typed.map((claim, index) => [text(claim["id"]), {
    number: index + 1,
    wording: bare(plainOf(text(claim["claim"] ?? claim["question"]))),
    status: "question" in claim ? "answers differ" : statusOf(objects(claim["positions"]).map((one) => text(one["stance"]))),
  }]));
}

function statusOf(stances: string[]): string {
  const isThere = (stance: string): boolean => stances.includes(stance);
  const against = isThere("denies") ? "denied" : isThere("questions") ? "questioned" : "qualified";
  if (!isThere("asserts")) return against;
  if (against === "denied") return "disputed";
  return isThere("questions") || isThere("qualifies") ? against : "asserted only";
}
