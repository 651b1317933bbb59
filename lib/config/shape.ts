import type { ZodType } from "zod";
import { append, nearest, type Path, valueAt } from "../base";
import { type ConfigFinding, findingKey } from "./errors";
import { issueFindings } from "./issues";
import { setAt } from "./salvage";
import { configSchema, type ParsedConfig } from "./schema";
import { alarmSchema, alarmTypes } from "./schema/alarm";
import { backendSchema, backendTypes } from "./schema/environment";

/** What is found in the shape of a value. */
export interface Shape {
  readonly findings: readonly ConfigFinding[];

  /** Undefined if something was found. */
  readonly config?: ParsedConfig;

  /** The value with a type for each alarm and backend whose own is not one, so that the rest of them can be read. */
  readonly value: unknown;
}

/**
 * The findings on the shape of a value. Of an alarm or a backend whose type is not one, those that it has as the type that was meant, or,
 * where that is not known, as any type.
 */
export function shapeOf(value: unknown): Shape {
  const parsed = configSchema.safeParse(value);
  if (parsed.success) return { findings: [], config: parsed.data, value };
  const findings = [...issueFindings(parsed.error.issues, value)];
  let typed = value;
  for (const { path } of [...findings].map(({ at }) => at)) {
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
