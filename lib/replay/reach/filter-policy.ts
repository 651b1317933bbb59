import { isRecord, own } from "../../base";

/** Whether a message passes a filter policy; undefined: that is known only when it is sent. */
export type Passes = boolean | undefined;

/** A property of a message by its path; `known: false` for one whose value is only known when the message is sent. */
export type Lookup = (
  path: readonly string[],
) => { readonly known: false } | { readonly known: true; readonly values: readonly Scalar[] };

export type Scalar = string | number | boolean | null;

/**
 * Evaluates an Amazon SNS filter policy: every key must match, one of a key's values is enough, `$or` holds alternatives.
 *
 * @param lookup values of the message; no values: the message does not have the property
 * @returns undefined also for operators that are not evaluated here
 * @throws SyntaxError where the policy is not JSON, TypeError where it is not an object
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
 */
export function passesFilter(policy: string, lookup: Lookup): Passes {
  const parsed: unknown = JSON.parse(policy);
  if (!isRecord(parsed)) throw new TypeError("a filter policy is a JSON object");
  return passesAll(parsed, [], lookup);
}

/** Far deeper than any filter policy is nested; what is deeper is not evaluated. */
const DEEPEST = 100;

function passesAll(node: Record<string, unknown>, path: readonly string[], lookup: Lookup): Passes {
  if (path.length > DEEPEST) return undefined;
  return every(
    Object.entries(node).map(([key, value]) => {
      if (key === "$or" && Array.isArray(value)) {
        return some((value as unknown[]).map((part) => (isRecord(part) ? passesAll(part, path, lookup) : undefined)));
      }
      if (isRecord(value)) return passesAll(value, [...path, key], lookup);
      return Array.isArray(value) ? passesSome(value as unknown[], lookup([...path, key])) : undefined;
    }),
  );
}

function passesSome(conditions: readonly unknown[], found: ReturnType<Lookup>): Passes {
  return some(conditions.map((condition) => matches(condition, found)));
}

function matches(condition: unknown, found: ReturnType<Lookup>): Passes {
  if (isRecord(condition) && typeof condition.exists === "boolean") {
    return found.known ? condition.exists === found.values.length > 0 : condition.exists;
  }
  if (!found.known) return undefined;
  return some(found.values.map((value) => matchesValue(condition, value)));
}

function matchesValue(condition: unknown, value: Scalar): Passes {
  if (!isRecord(condition)) return condition === value;
  const tests = Object.entries(condition).map(([operator, operand]): Passes => {
    switch (operator) {
      case "prefix":
      case "suffix":
      case "equals-ignore-case":
        return typeof operand === "string" ? typeof value === "string" && affix[operator](value, operand) : undefined;
      case "anything-but":
        return not(
          some((Array.isArray(operand) ? (operand as unknown[]) : [operand]).map((one) => matchesValue(one, value))),
        );
      case "numeric":
        return Array.isArray(operand) && typeof value === "number" ? isInRange(operand, value) : undefined;
      default:
        return undefined;
    }
  });
  return every(tests);
}

const affix = {
  prefix: (value: string, text: string) => value.startsWith(text),
  suffix: (value: string, text: string) => value.endsWith(text),
  "equals-ignore-case": (value: string, text: string) => value.toLowerCase() === text.toLowerCase(),
};

function isInRange(operand: readonly unknown[], value: number): Passes {
  const tests: Passes[] = [];
  for (let at = 0; at < operand.length; at += 2) {
    const limit = operand[at + 1];
    const test = own(comparisons, String(operand[at]));
    tests.push(typeof limit === "number" && test !== undefined ? test(value, limit) : undefined);
  }
  return every(tests);
}

const comparisons: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  "=": (value, limit) => value === limit,
  "<": (value, limit) => value < limit,
  "<=": (value, limit) => value <= limit,
  ">": (value, limit) => value > limit,
  ">=": (value, limit) => value >= limit,
};

function some(results: readonly Passes[]): Passes {
  return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
}

function every(results: readonly Passes[]): Passes {
  return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
}

function not(result: Passes): Passes {
  return result === undefined ? undefined : !result;
}
