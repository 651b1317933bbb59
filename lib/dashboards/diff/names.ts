import type { Dashboard, Panel, Section } from "../read";

/** A panel by its title; one without, by what it is and where it stands. */
export function panelName({ id, key, title, type }: Panel): string {
  if (title !== undefined && title.trim() !== "") return title;
  const number = id === undefined ? (key ?? "") : String(id);
  return `(untitled ${type ?? "panel"}${number === "" ? "" : ` ${number}`})`;
}

/** The row or tab that a panel is in; undefined: none. */
export function sectionOf({ sections }: Dashboard, panel: Panel | undefined): Section | undefined {
  return panel?.section === undefined ? undefined : sections[panel.section];
}

export function sectionName({ kind, title }: Section): string {
  return title === undefined || title.trim() === "" ? `(untitled ${kind})` : title;
}
