import { append, isRecord } from "../base";
import { type DocumentFault, readDocument } from "./document";
import { type Excess, excessOf } from "./limits";
import { ranges } from "./ranges";

/** What a filter policy is compared with. */
export const filterPolicyScopes = ["MessageAttributes", "MessageBody"] as const;

/** Comparisons other than with a value itself. */
const operators = ["prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "exists", "cidr", "wildcard"];

/** Why Amazon SNS refuses a filter policy. `key`: the property, with those around it: `order.price`. */
export type FilterPolicyFault =
  | DocumentFault
  /** Its value is neither a list nor an object. */
  | { readonly kind: "not-a-list"; readonly key: string }
  | { readonly kind: "empty-list"; readonly key: string }
  /** Properties within properties, where attributes of the message are compared. */
  | { readonly kind: "nested"; readonly key: string }
  /** A list within the list of values. */
  | { readonly kind: "value"; readonly key: string }
  | {
      readonly kind: "operator";
      readonly key: string;
      readonly operator: string;
      readonly operators: readonly string[];
    }
  /** `numeric` takes `["=", 5]` or `[">", 0, "<=", 100]`. */
  | { readonly kind: "numeric"; readonly key: string }
  | { readonly kind: "exists"; readonly key: string }
  | { readonly kind: "too-many-keys"; readonly count: number; readonly most: number }
  | { readonly kind: "too-complex"; readonly excess: Excess };

/**
 * What Subscribe refuses in a filter policy.
 *
 * @param isNestable whether the policy is compared with the message's body
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */
export function filterPolicyFaults(text: string, isNestable: boolean): readonly FilterPolicyFault[] {
  const read = readDocument(text);
  if ("fault" in read) return [read.fault];
  const { members: policy } = read;
  const faults: FilterPolicyFault[] = [];
  const count = Object.keys(policy).length;
  const { most } = ranges.filterPolicyKeys;
  if (count > most) faults.push({ kind: "too-many-keys", count, most });
  const combinations = checkAll(policy, "", 1, { isNestable, faults });
  const excess = excessOf("filterPolicyCombinations", combinations);
  if (excess !== undefined) faults.push({ kind: "too-complex", excess });
  return faults;
}

interface Checking {
  readonly isNestable: boolean;
  readonly faults: FilterPolicyFault[];
}

/** Far deeper than any filter policy is nested; what is deeper is not checked. */
const DEEPEST = 100;

/** Adds the faults of the properties, and returns how many combinations of values they have: each list counts times its depth. */
function checkAll(node: Record<string, unknown>, above: string, depth: number, checking: Checking): number {
  if (depth > DEEPEST) return 1;
  const { faults, isNestable } = checking;
  let combinations = 1;
  for (const [name, value] of Object.entries(node)) {
    const key = above === "" ? name : `${above}.${name}`;
    if (isRecord(value)) {
      if (!isNestable) faults.push({ kind: "nested", key });
      else combinations *= checkAll(value, key, depth + 1, checking);
    } else if (!Array.isArray(value)) faults.push({ kind: "not-a-list", key });
    else if (value.length === 0) faults.push({ kind: "empty-list", key });
    else if (name === "$or") {
      for (const part of value as unknown[]) if (isRecord(part)) checkAll(part, above, depth + 1, checking);
    } else {
      for (const one of value as unknown[]) append(faults, valueFaults(key, one));
      combinations *= value.length * depth;
    }
  }
  return combinations;
}

function valueFaults(key: string, value: unknown): readonly FilterPolicyFault[] {
  if (Array.isArray(value)) return [{ kind: "value", key }];
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([operator, operand]): readonly FilterPolicyFault[] => {
    if (!operators.includes(operator)) return [{ kind: "operator", key, operator, operators }];
    if (operator === "numeric" && !isNumeric(operand)) return [{ kind: "numeric", key }];
    return operator === "exists" && typeof operand !== "boolean" ? [{ kind: "exists", key }] : [];
  });
}

function isNumeric(operand: unknown): boolean {
  if (!Array.isArray(operand)) return false;
  const [first, low, second, high, ...others] = operand as unknown[];
  if (others.length > 0 || typeof low !== "number") return false;
  if (operand.length === 2) return ["=", "<", "<=", ">", ">="].some((each) => each === first);
  return (
    (first === ">" || first === ">=") && (second === "<" || second === "<=") && typeof high === "number" && low < high
  );
}
