import { append, isRecord, type Path } from "../../base";

/** A place at which two values of JSON differ; undefined: there is nothing. */
export interface JsonDifference {
  readonly path: Path;
  readonly before: unknown;
  readonly after: unknown;
}

/** What is deeper differs as a whole. */
const DEEPEST = 12;

/**
 * Where two values of JSON differ: at the innermost members, and at lists of another length as a whole. What is empty (`null`, `""`, `[]`,
 * `{}`) is as good as not there. In the order of the second value, then what it lacks.
 *
 * @param isLeftOut places that are not looked at
 */
export function jsonDifferences(
  before: unknown,
  after: unknown,
  isLeftOut: (path: Path) => boolean = () => false,
): JsonDifference[] {
  const found: JsonDifference[] = [];
  const open: JsonDifference[] = [{ path: [], before, after }];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    const { path } = one;
    if (isLeftOut(path)) continue;
    const inner = path.length < DEEPEST ? members(one) : undefined;
    if (inner !== undefined) append(open, inner.reverse());
    else if (!isSameJson(one.before, one.after)) found.push(one);
  }
  return found;
}

/** Whether two values of JSON are the same, apart from what is empty. */
export function isSameJson(before: unknown, after: unknown): boolean {
  const open: [unknown, unknown][] = [[before, after]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const [was, is] = pair;
    if (was === is || (isEmpty(was) && isEmpty(is))) continue;
    const inner = members({ path: [], before: was, after: is });
    if (inner === undefined) return false;
    for (const each of inner) open.push([each.before, each.after]);
  }
  return true;
}

/** The members of two objects, or of two lists of one length; undefined for anything else. */
function members({ path, before, after }: JsonDifference): JsonDifference[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    const [was, is] = [before as unknown[], after as unknown[]];
    return was.length === is.length
      ? is.map((value, at) => ({ path: [...path, at], before: was[at], after: value }))
      : undefined;
  }
  const [was, is] = [asObject(before, after), asObject(after, before)];
  if (was === undefined || is === undefined) return undefined;
  const keys = new Set([...Object.keys(is), ...Object.keys(was)]);
  return [...keys].map((key) => ({ path: [...path, key], before: ownValue(was, key), after: ownValue(is, key) }));
}

/** An object; nothing is an object without members where the other one is an object. */
function asObject(value: unknown, other: unknown): Record<string, unknown> | undefined {
  if (isRecord(value)) return value;
  return (value === undefined || value === null) && isRecord(other) ? {} : undefined;
}

function ownValue(record: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
