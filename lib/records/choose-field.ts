import { own } from "../base";
import { objectOf } from "./decode-container";
import type { LogOptions } from "./options";
import { defaultTimeFields, timePaths } from "./time-fields";
import { timeReader, type TimeReader } from "./time-text";

/** The field of JSON lines that was taken for their time. */
export interface ChosenField {
  readonly selector: string;
  /** How many lines have it, and of how many. */
  readonly lines: number;
  readonly of: number;
}

const DEEPEST = 3;
const MOST_FIELDS = 200;
const EARLIEST = Date.UTC(1990, 0);
const DAY = 86_400_000;

/** A field with another name is taken for a time where nearly all lines have it. */
const TIME_NAME = /time|date|stamp|^ts$|_ts$|_at$|[a-z]At$|^at$|^when$|instant|clock/i;
const SHARE = 0.9;

/**
 * Chooses the field of the time in lines of JSON that have none of the usual ones: one that nearly all of them have, with a value that
 * is a time. Among several: one that is named like a time, one that stands less deep, one that stands first.
 */
export function chooseField(lines: readonly string[], options: LogOptions): ChosenField | undefined {
  const objects = lines.map(objectOf).filter((object) => object !== undefined);
  if (objects.length === 0) return undefined;
  const reader = timeReader(options);
  const usual = timePaths(defaultTimeFields);
  const has = (object: unknown): boolean =>
    usual.some((path) => timeOf(path.reduce<unknown>(member, object), reader) !== undefined);
  const without = objects.filter((object) => !has(object));
  if (without.length * 2 <= objects.length) return undefined;
  const reference = options.referenceTime ?? Date.now();
  const counts = new Map<string, { count: number; depth: number; isNamed: boolean }>();
  for (const object of without)
    for (const { selector, name, value, depth } of fieldsOf(object)) {
      const isNamed = TIME_NAME.test(name);
      const at = typeof value === "string" || isNamed ? timeOf(value, reader) : undefined;
      if (at === undefined || at < EARLIEST || at > reference + DAY) continue;
      const known = counts.get(selector) ?? { count: 0, depth, isNamed };
      known.count++;
      counts.set(selector, known);
    }
  const [best] = [...counts]
    .filter(([, { count }]) => count >= without.length * SHARE)
    .sort(([, a], [, b]) => Number(b.isNamed) - Number(a.isNamed) || a.depth - b.depth);
  return best === undefined ? undefined : { selector: best[0], lines: best[1].count, of: objects.length };
}

function timeOf(value: unknown, reader: TimeReader): number | undefined {
  if (typeof value === "number") return reader.number(String(value));
  // Bare digits in a text may be an ID.
  return typeof value === "string" && value.length <= 64 ? reader.whole(value) : undefined;
}

function member(node: unknown, key: string): unknown {
  return typeof node === "object" && node !== null ? own(node as Record<string, unknown>, key) : undefined;
}

interface Leaf {
  readonly selector: string;
  readonly name: string;
  readonly value: unknown;
  readonly depth: number;
}

/** The values of an object and of those in it, of which a selector can name the field. */
function fieldsOf(object: object): Leaf[] {
  const found: Leaf[] = [];
  const enter = (node: object, selector: string, depth: number): void => {
    for (const [name, value] of Object.entries(node)) {
      if (found.length >= MOST_FIELDS || /['\n]/.test(name) || name === "") continue;
      const own = `${selector}${/^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name}']`}`;
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        if (depth < DEEPEST) enter(value as object, own, depth + 1);
      } else found.push({ selector: own, name, value, depth });
    }
  };
  enter(object, "$", 1);
  return found;
}
