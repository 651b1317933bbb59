import { count } from "../visible";

const most = 5;

/** The first five, and how many more there are. */
export function listedShort(all: readonly string[]): string {
  const more = all.length - most;
  return `${all.slice(0, most).join(", ")}${more > 0 ? ` and ${count(more)} more` : ""}`;
}
