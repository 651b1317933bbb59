import type { Spelling } from "../contract";
import { isLegible } from "./names";
import type { PathStats } from "./path-stats";
import { sensitiveIn } from "./sensitive";

/** Names of events that are remembered. */
const MOST_NAMES = 250;

/** Longest name of an event. */
const LONGEST_NAME = 80;

/** What was seen of the lines with one name. */
export interface NamedLines {
  lines: number;
  /** Lines by how they write the level; none for lines without one. */
  readonly levels: Map<Spelling, number>;
  /** Lines by the fields that they have. */
  readonly fields: Map<PathStats, number>;
}

/** Counts lines by the value of a field that may name their event. */
export class EventTally {
  readonly names = new Map<string, NamedLines>();

  /** Lines that have a text there. */
  named = 0;

  /** Lines whose text cannot be the name of an event, or came when there were too many others. */
  others = 0;

  add(value: unknown, level: unknown, fields: readonly PathStats[]): void {
    if (typeof value !== "string") return;
    this.named++;
    const known = this.names.get(value) ?? this.#begin(value);
    if (known === undefined) {
      this.others++;
      return;
    }
    known.lines++;
    if (typeof level === "string" || typeof level === "number")
      known.levels.set(level, (known.levels.get(level) ?? 0) + 1);
    for (const field of fields) known.fields.set(field, (known.fields.get(field) ?? 0) + 1);
  }

  #begin(name: string): NamedLines | undefined {
    if (this.names.size >= MOST_NAMES || name.length > LONGEST_NAME || !isEventName(name)) return undefined;
    const made = { lines: 0, levels: new Map<Spelling, number>(), fields: new Map<PathStats, number>() };
    this.names.set(name, made);
    return made;
  }
}

/** Whether a text may be the name of an event in a contract: one line, without `*`, and nothing that has to be hidden. */
function isEventName(text: string): boolean {
  return isLegible(text) && !text.includes("*") && sensitiveIn(text) === undefined;
}
