import type { Comparison, Condition, JsonPattern, Selector, StateTest } from "./ast";
import { compileTest, type Test } from "./compare-node";
import type { JsonObject, LogEvent } from "./log-event";
import { neededTexts } from "./needed-texts";
import { compileRead, type CompileReader, isJsonObject, type NodeReader } from "./read-node";

type Check = (root: JsonObject, event: LogEvent) => boolean;

/** A compiled JSON pattern, in two steps so that many patterns can share the first. */
export interface JsonCheck {
  /** Whether the event may match at all, before it is parsed; see {@link neededTexts}. */
  readonly mayMatch: ((event: LogEvent) => boolean) | undefined;
  /** Whether the parsed event matches. Events that are not JSON objects never do, whatever the condition. */
  readonly check: Check;
}

/** @param reads how to read nodes: {@link sharedReads} when several patterns are run together */
export function compileJson({ where }: JsonPattern, reads: CompileReader = compileRead): JsonCheck {
  return { mayMatch: neededTexts(where), check: compileCondition(where, reads) };
}

function compileCondition(condition: Condition, reads: CompileReader): Check {
  switch (condition.kind) {
    case "all":
      return every(condition.of.map((part) => compileCondition(part, reads)));
    case "any":
      return some(condition.of.map((part) => compileCondition(part, reads)));
    case "compare":
      return wildcardAt(condition.selector) < 0 ? compareOne(condition, reads) : compareEach(condition, reads);
    case "state":
      return stateOf(condition, reads);
  }
}

function every(checks: readonly Check[]): Check {
  const [first, second] = checks;
  if (checks.length === 2 && first && second) return (root, event) => first(root, event) && second(root, event);
  return (root, event) => {
    for (const check of checks) if (!check(root, event)) return false;
    return true;
  };
}

function some(checks: readonly Check[]): Check {
  return (root, event) => {
    for (const check of checks) if (check(root, event)) return true;
    return false;
  };
}

function compareOne(comparison: Comparison, reads: CompileReader): Check {
  const { steps } = comparison.selector;
  const read = reads(steps);
  const test = compileTest(comparison);
  const wanted = comparison.operator !== "!=";
  return (root, event) => {
    const node = read(root);
    return node !== undefined && test(node, event, steps, "") === wanted;
  };
}

/** With a wildcard, one matching node is enough; `!=` requires that the node before the wildcard exists and that no selected node is equal. */
function compareEach(comparison: Comparison, reads: CompileReader): Check {
  const each = compileEach(comparison.selector, reads);
  const test = compileTest(comparison);
  if (comparison.operator !== "!=") return (root, event) => each.some(root, test, event);
  return (root, event) => each.before(root) !== undefined && !each.some(root, test, event);
}

function stateOf({ selector, state }: StateTest, reads: CompileReader): Check {
  const isWanted = nodeTest(state);
  if (wildcardAt(selector) >= 0) {
    const each = compileEach(selector, reads);
    if (state === "missing") return (root, event) => !each.some(root, isWanted, event);
    return (root, event) => each.some(root, isWanted, event);
  }
  const read = reads(selector.steps);
  if (state === "missing") return (root) => read(root) === undefined;
  if (state !== "null") return (root) => isWanted(read(root));
  return (root) => {
    const node = read(root);
    return node === null || (Array.isArray(node) && node.includes(null));
  };
}

function nodeTest(state: StateTest["state"]): (node: unknown) => boolean {
  if (state === "missing") return () => true;
  const wanted = state === "null" ? null : state === "true";
  return (node) => node === wanted;
}

interface Each {
  /** The node that the wildcard is applied to. */
  readonly before: NodeReader;
  /** Whether the test holds for one of the selected nodes. */
  some(root: unknown, test: Test, event: LogEvent): boolean;
}

/** Compiles a selector with one wildcard, which selects the elements of an array and the members of an object alike. */
function compileEach({ steps }: Selector, reads: CompileReader): Each {
  const at = steps.findIndex((step) => step.kind === "each");
  const before = reads(steps.slice(0, at));
  const after = compileRead(steps.slice(at + 1));
  return {
    before,
    some(root, test, event) {
      const parent = before(root);
      if (Array.isArray(parent)) {
        for (let i = 0; i < parent.length; i++) {
          const node = after(parent[i]);
          if (node !== undefined && test(node, event, steps, i) === true) return true;
        }
      } else if (isJsonObject(parent)) {
        for (const key of Object.keys(parent)) {
          // eslint-disable-next-line sightline/no-inherited-key -- the key is the object's own; in a hot loop
          const node = after(parent[key]);
          if (node !== undefined && test(node, event, steps, key) === true) return true;
        }
      }
      return false;
    },
  };
}

function wildcardAt({ steps }: Selector): number {
  return steps.findIndex((step) => step.kind === "each");
}
