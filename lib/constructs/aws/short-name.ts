import { createHash } from "node:crypto";
import { isKnown } from "./tokens";

/** A name that is not longer than `most`: a longer one is cut, and ends in a hash of the whole. A name with tokens stays as it is. */
export function shortName(name: string, most: number): string {
  if (!isKnown(name) || name.length <= most) return name;
  const hash = createHash("sha256").update(name).digest("hex").slice(0, 6);
  return `${name.slice(0, most - 7).replace(/-+$/, "")}-${hash}`;
}
