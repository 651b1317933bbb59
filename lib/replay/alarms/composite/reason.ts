import type { AlarmState } from "../../../aws";

/** A child that decided a rule. */
export interface DecidingChild {
  /** `"errors-critical"`. */
  readonly label: string;
  readonly state: AlarmState | undefined;
  /** Its state was assumed: it was not evaluated. */
  readonly isAssumed: boolean;
  /** Milliseconds since 1970; undefined: since before the replay. */
  readonly since: number | undefined;
}

const mostNamed = 4;

/**
 * Why a composite alarm changed: the children that decided, those that changed at this instant first.
 *
 * `the rule is true: "errors" went ALARM at 2026-11-21T10:05:00Z; "latency" is in ALARM since 2026-11-21T10:01:00Z`
 */
export function reasonText(value: boolean, deciding: readonly DecidingChild[], at: number): string {
  if (deciding.length === 0) return `the rule is always ${value ? "true" : "false"}`;
  const changed = deciding.filter(({ since }) => since === at);
  const before = deciding.filter(({ since }) => since !== at).sort((a, b) => (b.since ?? 0) - (a.since ?? 0));
  const named = [...changed, ...before].slice(0, mostNamed).map((child) => childText(child, at));
  const more = deciding.length - named.length;
  return `the rule is ${value ? "true" : "false"}: ${named.join("; ")}${more > 0 ? `; and ${more} more` : ""}`;
}

/** `2026-11-21T10:05:00Z`; milliseconds only where there are some. */
function instant(at: number): string {
  return new Date(at).toISOString().replace(".000Z", "Z");
}

function childText({ isAssumed, label, since, state }: DecidingChild, at: number): string {
  if (isAssumed) return `${label}, which was not evaluated, is assumed to be in ${String(state)}`;
  const name = state ?? "an unknown state";
  if (since === undefined) return `${label} is in ${name} from the start`;
  return since === at ? `${label} went ${name} at ${instant(since)}` : `${label} is in ${name} since ${instant(since)}`;
}
