import type { Comparison, Condition, JsonPattern, Selector, StateTest, Step } from "./ast";
import { compileTest, type Place } from "./compare-node";
import type { JsonObject, LogEvent } from "./log-event";
import { neededTexts } from "./needed-texts";

type Check = (root: JsonObject, event: LogEvent) => boolean;

/** Reads one node; undefined when there is none, which no JSON value is. */
export type Read = (root: unknown) => unknown;

/** Compiles a JSON pattern. Only events that are one JSON object can match, whatever the condition. */
export function compileJson(pattern: JsonPattern): (event: LogEvent) => boolean {
  const check = compileCondition(pattern.where);
  const mayMatch = neededTexts(pattern.where);
  return (event) => {
    if (mayMatch !== undefined && !event.isParsed && !mayMatch(event)) return false;
    const root = event.json;
    return root !== null && check(root, event);
  };
}

/** Compiles steps without a wildcard. */
export function compileRead(steps: readonly Step[]): Read {
  const [first = ITSELF, second, ...more] = steps.map(compileStep);
  if (second === undefined) return first;
  if (more.length === 0) return (node) => second(first(node));
  const rest = more;
  return (root) => {
    let node = second(first(root));
    for (let i = 0; i < rest.length && node !== undefined; i++) node = rest[i]?.(node);
    return node;
  };
}

const ITSELF: Read = (node) => node;

function compileStep(step: Step): Read {
  if (step.kind === "each") throw new TypeError("a wildcard selects several nodes");
  if (step.kind === "index") {
    const { index } = step;
    return (node) => (Array.isArray(node) ? (node[index] as unknown) : undefined);
  }
  const { name } = step;
  if (name in Object.prototype) return (node) => (isObject(node) && Object.hasOwn(node, name) ? node[name] : undefined);
  return (node) => (isObject(node) ? node[name] : undefined);
}

function compileCondition(condition: Condition): Check {
  switch (condition.kind) {
    case "all":
      return every(condition.of.map(compileCondition));
    case "any":
      return some(condition.of.map(compileCondition));
    case "compare":
      return wildcardAt(condition.selector) < 0 ? compareOne(condition) : compareEach(condition);
    case "state":
      return stateOf(condition);
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

function compareOne(comparison: Comparison): Check {
  const { steps } = comparison.selector;
  const read = compileRead(steps);
  const test = compileTest(comparison);
  const wanted = comparison.operator !== "!=";
  return (root, event) => {
    const node = read(root);
    return node !== undefined && test(node, { event, steps }, "") === wanted;
  };
}

/** With a wildcard, any selected node may match; `!=` wants the node before the wildcard to be there and none to be equal. */
function compareEach(comparison: Comparison): Check {
  const { steps } = comparison.selector;
  const each = compileEach(comparison.selector);
  const test = compileTest(comparison);
  const isYes = (node: unknown, key: string | number, place: Place) => test(node, place, key) === true;
  if (comparison.operator !== "!=") return (root, event) => each.some(root, isYes, { event, steps });
  return (root, event) => each.before(root) !== undefined && !each.some(root, isYes, { event, steps });
}

function stateOf({ selector, state }: StateTest): Check {
  const isWanted = nodeTest(state);
  if (wildcardAt(selector) >= 0) {
    const each = compileEach(selector);
    if (state === "missing") return (root, event) => !each.some(root, isWanted, { event, steps: [] });
    return (root, event) => each.some(root, isWanted, { event, steps: [] });
  }
  const read = compileRead(selector.steps);
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
  readonly before: Read;
  /** Whether the test holds for one of the selected nodes. */
  some(root: unknown, test: (node: unknown, key: string | number, place: Place) => boolean, place: Place): boolean;
}

/** Compiles a selector with one wildcard, which selects the elements of an array and the members of an object alike. */
function compileEach({ steps }: Selector): Each {
  const at = steps.findIndex((step) => step.kind === "each");
  const before = compileRead(steps.slice(0, at));
  const after = compileRead(steps.slice(at + 1));
  return {
    before,
    some(root, test, place) {
      const parent = before(root);
      if (Array.isArray(parent)) {
        for (let i = 0; i < parent.length; i++) {
          const node = after(parent[i]);
          if (node !== undefined && test(node, i, place)) return true;
        }
      } else if (isObject(parent)) {
        for (const key of Object.keys(parent)) {
          const node = after(parent[key]);
          if (node !== undefined && test(node, key, place)) return true;
        }
      }
      return false;
    },
  };
}

function wildcardAt({ steps }: Selector): number {
  return steps.findIndex((step) => step.kind === "each");
}

function isObject(node: unknown): node is JsonObject {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}
