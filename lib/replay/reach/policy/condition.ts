import { own } from "../../../base";
import type { ConditionUnknown } from "./decision";
import { matchesArn, matchesWildcard } from "./wildcard";

/** The condition keys of a request that are known, by their names in lower case. */
export type RequestContext = ReadonlyMap<string, ContextValue>;

/** `absent`: the request does not have the key. */
export type ContextValue = "absent" | KnownValue;

export interface KnownValue {
  readonly values: readonly string[];
  /** False: a part of the value is made up (an account that the template does not have), so a different text proves nothing. */
  readonly isCertain: boolean;
}

/** Whether a condition holds; undefined: that is not known, because of `unknown`. */
export type ConditionResult =
  { readonly holds: boolean } | { readonly holds: undefined; readonly unknown: ConditionUnknown };

/**
 * Evaluates one line of a Condition block: an operator, a key and values. One of the values must match; for a negated operator none may.
 * A key that the request does not have fails every operator except negated ones, `...IfExists`, `ForAllValues:` and `Null`.
 *
 * Numbers, dates and addresses are not compared, because no request here has such keys; the result is undefined.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function conditionHolds(
  operatorText: string,
  key: string,
  wanted: readonly string[],
  context: RequestContext,
): ConditionResult {
  const { ifExists, name, set } = readOperator(operatorText);
  const value =
    context.get(key.toLowerCase()) ?? (absentPrefixes.some((prefix) => startsWith(key, prefix)) ? "absent" : undefined);
  if (value === undefined) return notKnown({ kind: "key-not-known", key });
  if (name === "null") {
    const isAbsent = value === "absent";
    return { holds: wanted.some((text) => text.toLowerCase() === String(isAbsent)) };
  }
  const operator = own(operators, name);
  if (operator === undefined) return notKnown({ kind: "operator-not-evaluated", operator: operatorText });
  if (value === "absent")
    return { holds: ifExists || set === "forallvalues" || (operator.isNegated && set !== "foranyvalue") };

  const single = (text: string) => matchesAny(text, wanted, operator, context);
  const results = value.values.map(single);
  const matches =
    set === "forallvalues"
      ? every(results.map((result) => (operator.isNegated ? not(result) : result)))
      : some(results.map((result) => (operator.isNegated && set === "foranyvalue" ? not(result) : result)));
  const holds = set === "" && operator.isNegated ? not(matches) : matches;
  if (holds === undefined) return notKnown({ kind: "value-not-evaluated", key, wanted });
  // A made-up value that is equal has the same origin; one that differs proves nothing.
  if (!value.isCertain && holds === operator.isNegated) return notKnown({ kind: "place-not-known", key, wanted });
  return { holds };
}

const absentPrefixes = ["aws:PrincipalTag/", "aws:RequestTag/"];

interface Operator {
  readonly isNegated: boolean;
  readonly test: (pattern: string, text: string) => boolean | undefined;
}

const equal = (pattern: string, text: string) => pattern === text;
const equalIgnoringCase = (pattern: string, text: string) => pattern.toLowerCase() === text.toLowerCase();

const operators: Readonly<Record<string, Operator>> = {
  stringequals: { isNegated: false, test: equal },
  stringnotequals: { isNegated: true, test: equal },
  stringequalsignorecase: { isNegated: false, test: equalIgnoringCase },
  stringnotequalsignorecase: { isNegated: true, test: equalIgnoringCase },
  stringlike: { isNegated: false, test: matchesWildcard },
  stringnotlike: { isNegated: true, test: matchesWildcard },
  arnequals: { isNegated: false, test: matchesArn },
  arnlike: { isNegated: false, test: matchesArn },
  arnnotequals: { isNegated: true, test: matchesArn },
  arnnotlike: { isNegated: true, test: matchesArn },
  bool: { isNegated: false, test: equalIgnoringCase },
};

function readOperator(text: string) {
  const [, set = "", name = "", exists = ""] = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(text) ?? [];
  return { set: set.toLowerCase(), name: name.toLowerCase(), ifExists: exists !== "" };
}

function matchesAny(text: string, wanted: readonly string[], { test }: Operator, context: RequestContext) {
  return some(
    wanted.map((pattern) => {
      const filled = fillVariables(pattern, context);
      return filled === undefined ? undefined : test(filled, text);
    }),
  );
}

/** Policy variables: `${aws:SourceAccount}`. Undefined where one is not known. */
function fillVariables(pattern: string, context: RequestContext): string | undefined {
  const parts = pattern.split(/\$\{([^}]*)\}/).map((part, n) => {
    if (n % 2 === 0) return part;
    const value = context.get(part.toLowerCase());
    return value === undefined || value === "absent" ? undefined : value.values[0];
  });
  return parts.includes(undefined) ? undefined : parts.join("");
}

function notKnown(unknown: ConditionUnknown): ConditionResult {
  return { holds: undefined, unknown };
}

function some(results: readonly (boolean | undefined)[]): boolean | undefined {
  return results.includes(true) ? true : results.includes(undefined) ? undefined : false;
}

function every(results: readonly (boolean | undefined)[]): boolean | undefined {
  return results.includes(false) ? false : results.includes(undefined) ? undefined : true;
}

function not(result: boolean | undefined): boolean | undefined {
  return result === undefined ? undefined : !result;
}

function startsWith(key: string, prefix: string): boolean {
  return key.toLowerCase().startsWith(prefix.toLowerCase());
}
