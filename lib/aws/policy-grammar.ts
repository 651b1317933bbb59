import { isRecord, own } from "../base";
import { type DocumentFault, readDocument } from "./document";

/** Why a service refuses a resource policy, whatever it allows. `statement`: its `Sid`, or `statement 2`. */
export type PolicyGrammarFault =
  | DocumentFault
  | { readonly kind: "version"; readonly version: string }
  | { readonly kind: "no-statements" }
  | { readonly kind: "statement-not-an-object"; readonly statement: string }
  | { readonly kind: "effect"; readonly statement: string }
  /** The statement has none of these members, or two that exclude each other. */
  | {
      readonly kind: "member-missing" | "members-exclude";
      readonly statement: string;
      readonly members: readonly string[];
    }
  /** A member that the language does not have: `Principle`. */
  | { readonly kind: "member-unknown"; readonly statement: string; readonly member: string }
  | { readonly kind: "principal"; readonly statement: string; readonly principal: string }
  | { readonly kind: "operator"; readonly statement: string; readonly operator: string };

const versions = ["2012-10-17", "2008-10-17"];
/** A statement has one of each. */
const alternatives = [
  ["Principal", "NotPrincipal"],
  ["Action", "NotAction"],
  ["Resource", "NotResource"],
] as const;
const members: readonly string[] = ["Sid", "Effect", "Condition", ...alternatives.flat()];
const principals = ["AWS", "Service", "Federated", "CanonicalUser"];

/** Operators of conditions, without `ForAllValues:`, `ForAnyValue:` and `IfExists`. */
const operators = new Set(
  [
    ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
    ...["StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan"],
    ...["NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals"],
    ...["DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals", "Bool", "BinaryEquals"],
    ...["IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null"],
  ].map((name) => name.toLowerCase()),
);

/**
 * What is wrong with the grammar of a resource policy.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function policyGrammarFaults(text: string): readonly PolicyGrammarFault[] {
  const read = readDocument(text);
  if ("fault" in read) return [read.fault];
  const { Statement: given, Version: version } = read.members;
  const statements = listOf(given);
  return [
    ...(typeof version === "string" && !versions.includes(version) ? [{ kind: "version", version } as const] : []),
    ...(statements.length === 0 ? [{ kind: "no-statements" } as const] : []),
    ...statements.flatMap((statement, at) => statementFaults(statement, `statement ${at + 1}`)),
  ];
}

function statementFaults(given: unknown, place: string): readonly PolicyGrammarFault[] {
  if (!isRecord(given)) return [{ kind: "statement-not-an-object", statement: place }];
  const { Condition: condition, Effect: effect, Principal: principal, Sid: sid } = given;
  const statement = typeof sid === "string" && sid !== "" ? sid : place;
  return [
    ...Object.keys(given)
      .filter((member) => !members.includes(member))
      .map((member) => ({ kind: "member-unknown", statement, member }) as const),
    ...(effect === "Allow" || effect === "Deny" ? [] : [{ kind: "effect", statement } as const]),
    ...alternatives.flatMap((choices) => oneOf(given, choices, statement)),
    ...(isRecord(principal) ? Object.keys(principal) : [])
      .filter((name) => !principals.includes(name))
      .map((name) => ({ kind: "principal", statement, principal: name }) as const),
    ...(typeof principal === "string" && principal !== "*"
      ? [{ kind: "principal", statement, principal } as const]
      : []),
    ...(isRecord(condition) ? Object.keys(condition) : [])
      .filter(
        (operator) =>
          !operators.has(
            operator
              .toLowerCase()
              .replace(/^for(?:any|all)values?:/, "")
              .replace(/ifexists$/, ""),
          ),
      )
      .map((operator) => ({ kind: "operator", statement, operator }) as const),
  ];
}

function oneOf(
  given: Record<string, unknown>,
  choices: readonly string[],
  statement: string,
): readonly PolicyGrammarFault[] {
  const present = choices.filter((member) => isGiven(own(given, member)));
  if (present.length === 1) return [];
  return [{ kind: present.length === 0 ? "member-missing" : "members-exclude", statement, members: choices }];
}

/** An empty list names nothing. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
}

/** The actions of each statement of a policy that can be read. */
export function actionsOfPolicy(text: string): readonly string[] {
  const read = readDocument(text);
  if ("fault" in read) return [];
  return listOf(read.members.Statement).flatMap((statement) =>
    isRecord(statement) ? listOf(statement.Action).filter((action) => typeof action === "string") : [],
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : value === undefined || value === null ? [] : [value];
}

/**
 * Whether SNS refuses an action in a topic's policy: "Policy statement action out of service scope!". It refuses `sns:*`, because
 * that has actions that are not about one topic.
 *
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html
 */
export function isOutOfTopicScope(action: string): boolean {
  const [service = "", name = ""] = action.toLowerCase().split(":");
  if (action === "*") return false;
  return service !== "sns" || name === "*";
}
