import { count, visible } from "../visible";

const most = 8;

/** The first names, and how many more there are. */
export function namesText(names: readonly string[]): string {
  const shown = names.slice(0, most).map(visible).join(", ");
  return names.length > most ? `${shown} and ${count(names.length - most)} more` : shown;
}
