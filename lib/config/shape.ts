import type { ZodType } from "zod";
import { append, isRecord, nearest, type Path, shapeFindings, valueAt } from "../base";
import { type ConfigFinding, findingKey, problem } from "./errors";
import { issueFindings } from "./issues";
import { removeAt, setAt } from "./salvage";
import { configSchema, type ParsedConfig } from "./schema";
import { alarmSchema, alarmTypes } from "./schema/alarm";
import { backendSchema, backendTypes } from "./schema/environment";

/** What is found in the shape of a value. */
export interface Shape {
  readonly findings: readonly ConfigFinding[];

  /** Undefined if something was found. */
  readonly config?: ParsedConfig;

  /** The value with the keys that were meant, and with a type for each alarm and backend whose own is not one. */
  readonly value: unknown;

  /** Findings on keys that have another name in `value`; their paths, as all others here, are those of `value`. */
  readonly renamed: readonly ConfigFinding[];

  /** The path, as it is written, of a part of `value`. */
  readonly writtenAt: (path: Path) => Path;
}

/** A key that has another name in the value. */
interface Rename {
  readonly written: Path;
  readonly meant: Path;
}

/** How many misspelt keys may be inside each other. */
const passes = 4;

/**
 * The findings on the shape of a value. What a misspelt key holds is read as what the nearest key holds, if that is missing. Of an alarm
 * or a backend whose type is not one, those are found that it has as the type that was meant, or, where that is not known, as any type.
 */
export function shapeOf(written: unknown): Shape {
  const { parsed, renamed, renames, value } = withKeysMeant(written);
  const names = { renamed, writtenAt: (path: Path) => renames.reduceRight(writtenIn, path) };
  if (parsed.success) return { findings: [], config: parsed.data, value, ...names };
  return { ...withTypesMeant(value, issueFindings(parsed.error.issues, value)), ...names };
}

/** The value with the keys that were meant, and what comes of it. */
function withKeysMeant(written: unknown) {
  let value = written;
  const renames: Rename[] = [];
  const renamed: ConfigFinding[] = [];
  let parsed = configSchema.safeParse(value);
  for (let pass = 0; pass < passes && !parsed.success; pass++) {
    const before = renames.length;
    for (const { fix, kind, message, near, path } of shapeFindings(parsed.error.issues, value)) {
      const holder = valueAt(value, path.slice(0, -1));
      if (kind !== "unknown-key" && kind !== "wrong-name") continue;
      const name = kind === "unknown-key" ? near : nameLike(String(path.at(-1)), holder);
      const meant = name === undefined ? undefined : [...path.slice(0, -1), name];
      // Another finding may have moved what this one is about.
      if (meant === undefined || valueAt(value, meant) !== undefined || valueAt(value, path) === undefined) continue;
      value = setAt(removeAt(value, path), meant, valueAt(value, path));
      renames.push({ written: path, meant });
      renamed.push(problem(kind, meant, message, fix));
    }
    if (renames.length === before) break;
    parsed = configSchema.safeParse(value);
  }
  return { parsed, renamed, renames, value };
}

/** A name like one that is not a name, so that what it holds can be read: `order_worker` for `Order Worker`. */
function nameLike(written: string, holder: unknown): string {
  const words = written.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = words
    .join("_")
    .replace(/^(?![a-z])/, "n")
    .slice(0, 100);
  const taken = (candidate: string): boolean => isRecord(holder) && Object.hasOwn(holder, candidate);
  let free = name;
  for (let number = 2; taken(free); number++) free = `${name}_${number}`;
  return free;
}

/** The value with a type for each part whose own is not one, and the findings with those that hold for the type. */
function withTypesMeant(value: unknown, inShape: readonly ConfigFinding[]): Pick<Shape, "findings" | "value"> {
  const findings = [...inShape];
  let typed = value;
  for (const { path } of inShape.map(({ at }) => at)) {
    const kind = kindAt(path);
    const holder = path.slice(0, -1);
    const entry = valueAt(value, holder);
    if (kind === undefined || typeof entry !== "object" || entry === null) continue;
    const written = valueAt(value, path);
    const near = typeof written === "string" ? nearest(written, kind.types) : undefined;
    const readings = (near === undefined ? kind.types : [near]).map((type) => {
      const as = { ...entry, type };
      return { type, found: issueFindings(kind.schema.safeParse(as).error?.issues ?? [], as) };
    });
    const [first, ...others] = readings.toSorted((a, b) => a.found.length - b.found.length);
    if (first === undefined) continue;
    const certain = first.found.filter((finding) => others.every(({ found }) => found.some(same(finding))));
    append(
      findings,
      certain.map((finding) => ({ ...finding, at: { ...finding.at, path: [...holder, ...finding.at.path] } })),
    );
    typed = setAt(typed, path, first.type);
  }
  return { findings, value: typed };
}

function writtenIn(path: Path, { meant, written }: Rename): Path {
  return meant.every((key, index) => key === path[index]) ? [...written, ...path.slice(meant.length)] : path;
}

function same(a: ConfigFinding): (b: ConfigFinding) => boolean {
  const key = findingKey(a);
  return (b) => findingKey(b) === key;
}

/** What has a type, and the types that there are. */
interface Kind {
  readonly types: readonly string[];
  readonly schema: ZodType;
}

/** What a path leads to the type of. */
function kindAt(path: Path): Kind | undefined {
  if (path.at(-1) !== "type") return undefined;
  if (path[0] === "services" && path[2] === "alarms" && path.length === 5)
    return { types: alarmTypes, schema: alarmSchema };
  return path[0] === "environments" && path[2] === "backend" && path.length === 4
    ? { types: backendTypes, schema: backendSchema }
    : undefined;
}
