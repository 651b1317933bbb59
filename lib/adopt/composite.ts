import { type NamedRule, ruleText } from "../aws";
import type { CompiledComposite } from "../replay/alarms";
import { type AnyAlarm, isAlarm } from "../terraform";
import type { Change, LeftReason } from "./row";
import { unknownOf } from "./unknown";

/** A rule as a configuration writes it. */
export type WrittenRule =
  | string
  | { readonly any: readonly WrittenRule[] }
  | { readonly all: readonly WrittenRule[] }
  | { readonly not: WrittenRule }
  | { readonly atLeast: number | string; readonly of: readonly string[] };

export interface TakenComposite {
  readonly rule: WrittenRule;
  readonly suppressor?: { readonly alarm: string; readonly wait: number; readonly extension: number };

  /** The alarms that it names. */
  readonly children: readonly AnyAlarm[];
  readonly changes: readonly Change[];
}

type RuleTree = NonNullable<CompiledComposite["rule"]>;

/**
 * What a configuration says of a composite alarm, or why it cannot.
 *
 * @param referenceOf how the configuration refers to an alarm; undefined for one that is left
 */
export function takenComposite(
  { alarm, children, rule }: CompiledComposite,
  find: (nameOrArn: string) => AnyAlarm | undefined,
  referenceOf: (alarm: AnyAlarm) => string | undefined,
): TakenComposite | LeftReason {
  const open = unknownOf(alarm);
  if (open !== undefined) return open;
  if (rule === undefined) return { kind: "rule", why: "unreadable" };
  const names = new Map<string, AnyAlarm>();
  for (const [name, child] of children) {
    if (!isAlarm(child)) return { kind: "rule", why: "unknown-alarm", named: name };
    names.set(name, child);
  }
  const left = [...new Set(names.values())].filter((child) => referenceOf(child) === undefined);
  if (left.length > 0) return { kind: "names-left", alarms: left.map(({ name, address }) => name ?? address) };
  const refer = (name: string): string => {
    const child = names.get(name);
    return (child && referenceOf(child)) ?? name;
  };
  const written = writtenRule(rule, refer);
  if (typeof written === "object" && "kind" in written) return written;
  const suppressor = suppressorOf(alarm.actionsSuppressor, find, referenceOf);
  if (suppressor !== undefined && "kind" in suppressor) return suppressor;
  const named = namedRule(rule, (name) => names.get(name)?.name ?? name);
  return {
    rule: written,
    ...(suppressor === undefined ? {} : { suppressor }),
    children: [...new Set(names.values())],
    changes: named !== undefined && ruleText(named) === alarm.rule ? [] : [{ argument: "alarm_rule" }],
  };
}

function writtenRule(rule: RuleTree, refer: (name: string) => string): WrittenRule | LeftReason {
  switch (rule.kind) {
    case "always":
      return { kind: "rule", why: "constant" };
    case "state":
      return rule.state === "ALARM" ? refer(rule.alarm.name) : { kind: "rule", why: "state", named: rule.state };
    case "not": {
      const of = writtenRule(rule.of, refer);
      return isReason(of) ? of : { not: of };
    }
    case "at-least":
      if (rule.negated || rule.state !== "ALARM")
        return { kind: "rule", why: "state", named: `${rule.negated ? "NOT " : ""}${rule.state}` };
      return {
        atLeast: "count" in rule.least ? rule.least.count : `${rule.least.percent}%`,
        of: rule.alarms.map(({ name }) => refer(name)),
      };
    case "all":
    case "any": {
      const parts: WrittenRule[] = [];
      for (const part of rule.of) {
        const written = writtenRule(part, refer);
        if (isReason(written)) return written;
        parts.push(written);
      }
      return rule.kind === "all" ? { all: parts } : { any: parts };
    }
  }
}

function isReason(written: WrittenRule | LeftReason): written is LeftReason {
  return typeof written === "object" && "kind" in written;
}

/** The rule over the alarms' names, as it will be written in Terraform; undefined for one that is not taken over. */
function namedRule(rule: RuleTree, nameOf: (name: string) => string): NamedRule | undefined {
  switch (rule.kind) {
    case "always":
      return undefined;
    case "state":
      return { kind: "state", state: rule.state, alarm: nameOf(rule.alarm.name) };
    case "not": {
      const of = namedRule(rule.of, nameOf);
      return of && { kind: "not", of };
    }
    case "at-least":
      return {
        kind: "at-least",
        least: rule.least,
        state: rule.state,
        alarms: rule.alarms.map(({ name }) => nameOf(name)),
      };
    case "all":
    case "any": {
      const of = rule.of.flatMap((part) => namedRule(part, nameOf) ?? []);
      return of.length === rule.of.length ? { kind: rule.kind, of } : undefined;
    }
  }
}

function suppressorOf(
  suppressor: CompiledComposite["alarm"]["actionsSuppressor"],
  find: (nameOrArn: string) => AnyAlarm | undefined,
  referenceOf: (alarm: AnyAlarm) => string | undefined,
): TakenComposite["suppressor"] | LeftReason {
  if (suppressor === undefined) return undefined;
  const { alarm, extensionPeriod, waitPeriod } = suppressor;
  const found = alarm === undefined ? undefined : find(alarm);
  const reference = found && referenceOf(found);
  if (found !== undefined && reference === undefined)
    return { kind: "names-left", alarms: [found.name ?? found.address] };
  if (reference === undefined || waitPeriod === undefined || extensionPeriod === undefined)
    return { kind: "rule", why: "suppressor", ...(alarm === undefined ? {} : { named: alarm }) };
  return { alarm: reference, wait: waitPeriod, extension: extensionPeriod };
}
