import { type AlarmState } from "../../../aws";
import { type CompositeAlarm, type AnyAlarm, isAlarm } from "../../../terraform";
import type { AlarmIndex, Missing } from "./alarm-index";
import { AlarmRuleError } from "./errors";
import { evaluateRule, spokenForBy } from "./evaluate";
import { limitsExceeded, type RuleLimit } from "./limits";
import { parseAlarmRule } from "./parse";
import { type RuleTree, referencesOf } from "./rule";
import type { RuleFault } from "../why-not";

/** A composite alarm with its rule parsed and its alarms resolved. */
export interface CompiledComposite {
  readonly alarm: CompositeAlarm;
  /** Undefined where the rule cannot be evaluated at all; `whyNot` says why. */
  readonly rule: RuleTree | undefined;
  /** What each name in the rule refers to. */
  readonly children: ReadonlyMap<string, AnyAlarm | Missing>;
  /** The alarms that can make the rule true by going to ALARM, each once. */
  readonly speaksFor: readonly AnyAlarm[];
  /** Limits that the rule may exceed. */
  readonly exceeded: readonly RuleLimit[];
  /** Whether the rule is true; undefined if the states that are known do not decide it, or if there is no rule. */
  readonly isTrue: (stateOf: (alarm: AnyAlarm) => AlarmState | undefined) => boolean | undefined;
  readonly whyNot: RuleFault | undefined;
}

/**
 * Every composite alarm of the template, children before parents. It has a reason in place of a rule if the rule is not known, does
 * not parse, exceeds a limit that the service enforces, or is part of a cycle, which CloudWatch stops evaluating.
 */
export function compileComposites(index: AlarmIndex): readonly CompiledComposite[] {
  const compiled = new Map<CompositeAlarm, CompiledComposite>();
  for (const alarm of index.alarms) if (alarm.kind === "composite") compiled.set(alarm, compileOne(alarm, index));
  for (const cycle of cyclesOf(compiled)) {
    const path = [...cycle, ...cycle.slice(0, 1)].map(({ name, address }) => ({ name, address }));
    const whyNot: RuleFault = { kind: "rule-in-a-cycle", cycle: path };
    for (const alarm of cycle) {
      const one = compiled.get(alarm);
      if (one !== undefined) compiled.set(alarm, { ...one, ...withoutRule, whyNot });
    }
  }
  return childrenFirst(compiled);
}

/** Composite alarms that depend on themselves; each cycle once, beginning with the alarm that is first in the template. */
function cyclesOf(compiled: ReadonlyMap<CompositeAlarm, CompiledComposite>): readonly (readonly CompositeAlarm[])[] {
  const cycles: CompositeAlarm[][] = [];
  const inCycle = new Set<CompositeAlarm>();
  for (const start of mayBeInCycles(compiled)) {
    if (inCycle.has(start)) continue;
    const path = pathBack(start, compiled);
    if (path === undefined) continue;
    cycles.push(path);
    for (const alarm of path) inCycle.add(alarm);
  }
  return cycles;
}

/** All but the alarms from which no chain of children leads into a cycle. */
function mayBeInCycles(compiled: ReadonlyMap<CompositeAlarm, CompiledComposite>): readonly CompositeAlarm[] {
  const open = new Map<CompositeAlarm, number>();
  const parents = new Map<CompositeAlarm, CompositeAlarm[]>();
  const free: CompositeAlarm[] = [];
  for (const [alarm, one] of compiled) {
    const below = compositesBelow(one);
    open.set(alarm, below.length);
    if (below.length === 0) free.push(alarm);
    for (const child of below) {
      const present = parents.get(child);
      if (present === undefined) parents.set(child, [alarm]);
      else present.push(alarm);
    }
  }
  // Grows while it is walked.
  for (const alarm of free) {
    for (const parent of parents.get(alarm) ?? []) {
      const left = (open.get(parent) ?? 0) - 1;
      open.set(parent, left);
      if (left === 0) free.push(parent);
    }
  }
  return [...open].filter(([, left]) => left > 0).map(([alarm]) => alarm);
}

function compileOne(alarm: CompositeAlarm, index: AlarmIndex): CompiledComposite {
  const without = (whyNot: RuleFault): CompiledComposite => ({ ...withoutRule, alarm, children: new Map(), whyNot });
  if (alarm.rule === undefined) {
    const open = alarm.unresolved.find(({ attribute }) => attribute === "alarm_rule");
    return without({ kind: "rule-not-known", because: open?.reason });
  }
  let rule: RuleTree;
  try {
    rule = parseAlarmRule(alarm.rule);
  } catch (error) {
    if (!(error instanceof AlarmRuleError)) throw error;
    const { fix, message } = error;
    const whyNot: RuleFault = { kind: "rule-unreadable", message, position: error.position(), fix };
    return { ...without(whyNot), speaksFor: alarmsNamed(alarm, index) };
  }
  const exceeded = limitsExceeded(alarm.rule, rule);
  const limit = exceeded.find(({ certain }) => certain);
  if (limit !== undefined) return without({ kind: "rule-too-large", excess: limit });
  const names = new Set(referencesOf(rule).map(({ name }) => name));
  const children = new Map([...names].map((name) => [name, index.find(name, alarm)] as const));
  const alarmOf = (name: string): AnyAlarm | undefined => {
    const child = children.get(name);
    return child === undefined || !isAlarm(child) ? undefined : child;
  };
  return {
    alarm,
    rule,
    children,
    speaksFor: [...new Set(spokenForBy(rule).flatMap(({ name }) => alarmOf(name) ?? []))],
    exceeded,
    isTrue: (stateOf) =>
      evaluateRule(rule, ({ name }) => {
        const child = alarmOf(name);
        return child === undefined ? undefined : stateOf(child);
      }),
    whyNot: undefined,
  };
}

// Of a rule that cannot be read: the alarms that it seems to name, so that its fault is not reported once more for each of them.
function alarmsNamed(alarm: CompositeAlarm, index: AlarmIndex): AnyAlarm[] {
  const named = /\bALARM\s*\(\s*(?:"([^"]+)"|([^\s"()]+))/gi;
  const names = new Set(Array.from((alarm.rule ?? "").matchAll(named), ([, quoted, bare]) => quoted ?? bare ?? ""));
  return [...names].map((name) => index.find(name, alarm)).filter((found) => isAlarm(found));
}

const withoutRule = { rule: undefined, speaksFor: [], exceeded: [], isTrue: () => undefined } as const;

function compositesBelow({ children }: CompiledComposite): readonly CompositeAlarm[] {
  return [...children.values()].filter((child): child is CompositeAlarm => child.kind === "composite");
}

/** The shortest path from an alarm through its children back to itself. */
function pathBack(
  start: CompositeAlarm,
  compiled: ReadonlyMap<CompositeAlarm, CompiledComposite>,
): CompositeAlarm[] | undefined {
  const cameFrom = new Map<CompositeAlarm, CompositeAlarm>();
  const queue = [start];
  // Grows while it is walked.
  for (const alarm of queue) {
    const one = compiled.get(alarm);
    for (const child of one === undefined ? [] : compositesBelow(one)) {
      if (child === start) {
        const path = [alarm];
        for (let at = alarm; at !== start;) {
          at = cameFrom.get(at) ?? start;
          path.unshift(at);
        }
        return path;
      }
      if (cameFrom.has(child)) continue;
      cameFrom.set(child, alarm);
      queue.push(child);
    }
  }
  return undefined;
}

function childrenFirst(compiled: ReadonlyMap<CompositeAlarm, CompiledComposite>): readonly CompiledComposite[] {
  const ordered = new Set<CompiledComposite>();
  // Not recursive, because a chain of composite alarms may contain every alarm of an account.
  for (const top of compiled.values()) {
    const stack = [{ one: top, entered: false }];
    const open = new Set<CompiledComposite>();
    for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
      const { entered, one } = item;
      if (entered) {
        ordered.add(one);
        continue;
      }
      if (ordered.has(one) || open.has(one)) continue;
      open.add(one);
      stack.push({ one, entered: true });
      for (const child of compositesBelow(one)) {
        const below = compiled.get(child);
        if (below !== undefined) stack.push({ one: below, entered: false });
      }
    }
  }
  return [...ordered];
}
