import { isRecord } from "../../../base";
import type { PolicyText } from "../../../terraform";

/** A statement of a resource policy; what it does not have is undefined. */
export interface Statement {
  /** Its `Sid`, else its place: `statement 2`. */
  readonly label: string;
  readonly effect: "Allow" | "Deny";
  readonly principal: Principals | undefined;
  readonly notPrincipal: Principals | undefined;
  readonly action: readonly string[] | undefined;
  readonly notAction: readonly string[] | undefined;
  readonly resource: readonly string[] | undefined;
  readonly notResource: readonly string[] | undefined;
  /** Operator to key to values. */
  readonly condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** Type (`AWS`, `Service`, `*` for everyone) to names. */
export type Principals = Readonly<Record<string, readonly string[]>>;

/** What is wrong with a policy document. `statement` is a statement's label. */
export type PolicyFault =
  /** `said`: the parser's own words. */
  | { readonly kind: "not-json"; readonly said: string }
  | { readonly kind: "not-an-object" }
  | { readonly kind: "statement-not-an-object"; readonly statement: string }
  | { readonly kind: "effect"; readonly statement: string };

/** The statements of a policy document, or what is wrong with it. */
export function readPolicy(text: PolicyText): readonly Statement[] | PolicyFault {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: "not-json", said: error.message };
    throw error;
  }
  if (!isRecord(document)) return { kind: "not-an-object" };
  const statements = Array.isArray(document.Statement) ? (document.Statement as unknown[]) : [document.Statement];
  const read: Statement[] = [];
  for (const [at, statement] of statements.entries()) {
    const label = `statement ${at + 1}`;
    if (!isRecord(statement)) return { kind: "statement-not-an-object", statement: label };
    const { Effect: effect } = statement;
    if (effect !== "Allow" && effect !== "Deny") return { kind: "effect", statement: label };
    read.push({
      label: typeof statement.Sid === "string" && statement.Sid !== "" ? `statement "${statement.Sid}"` : label,
      effect,
      principal: principals(statement.Principal),
      notPrincipal: principals(statement.NotPrincipal),
      action: texts(statement.Action),
      notAction: texts(statement.NotAction),
      resource: texts(statement.Resource),
      notResource: texts(statement.NotResource),
      condition: conditions(statement.Condition),
    });
  }
  return read;
}

function principals(value: unknown): Principals | undefined {
  if (value === undefined) return undefined;
  if (!isRecord(value)) return { "*": texts(value) ?? [] };
  return Object.fromEntries(Object.entries(value).map(([type, names]) => [type, texts(names) ?? []]));
}

function conditions(value: unknown): Statement["condition"] {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(isRecord(keys) ? keys : {}).map(([key, values]) => [key, texts(values) ?? []])),
    ]),
  );
}

// A single value may stand for a list of one, and numbers and booleans for their text.
function texts(value: unknown): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined;
  return (Array.isArray(value) ? (value as unknown[]) : [value]).map((one) =>
    typeof one === "string" ? one : JSON.stringify(one),
  );
}
