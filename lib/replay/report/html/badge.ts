import { clip } from "../visible";
import { markup, none, type Markup } from "./markup";

/** A severity as a coloured label. */
export function badge(severity: string | null): Markup {
  return severity === null ? none : markup`<span class="badge ${severityClass(severity)}">${clip(severity, 24)}</span>`;
}

/** CSS class of a severity's colours; `other` for other names. */
export function severityClass(severity: string | null): string {
  const name = severity?.toLowerCase() ?? "";
  return ["critical", "error", "warning", "info"].includes(name) ? name : "other";
}
