import { itemsOf } from "../hcl/convert";
import { jsonText } from "../hcl/functions/encodings";
import {
  compareTexts,
  isMapping,
  isSequence,
  isUnknown,
  kindOf,
  unknownIn,
  type Mapping,
  type Value,
} from "../hcl/value";
import { refuse } from "../hcl/errors";

interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement?: readonly Statement[];
}

type Statement = Readonly<Record<string, unknown>>;

/**
 * The JSON that the data source `aws_iam_policy_document` renders, or what is unknown in it: members in the provider's order,
 * a single value as a text, several in descending order, `&{...}` for `${...}`.
 * Source: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document, and the provider's output.
 */
export function policyDocument(given: (name: string) => Value, indent: number): Value {
  const names = ["source_policy_documents", "override_policy_documents", "statement", "policy_id", "version"];
  for (const name of [...names, "source_json", "override_json"]) {
    const open = unknownIn(given(name));
    if (open !== undefined) return open;
  }
  const version = textIn(given("version")) ?? "2012-10-17";
  const id = textIn(given("policy_id"));
  const own: PolicyDocument = {
    Version: version,
    ...(id === undefined ? {} : { Id: id }),
    Statement: blocksIn(given("statement")).map((block) => statement(block, version)),
  };
  const sources = documentsIn(given("source_json"), given("source_policy_documents"));
  const overrides = documentsIn(given("override_json"), given("override_policy_documents"));
  return print([...sources, own, ...overrides].reduce(merge, {}), indent);
}

function documentsIn(single: Value, several: Value): PolicyDocument[] {
  const texts = [single, ...(several === null ? [] : itemsOf(several))].map(textIn);
  return texts.filter((text) => text !== undefined).map(parseDocument);
}

function parseDocument(text: string): PolicyDocument {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return refuse(`a source policy document is not JSON: ${JSON.stringify(text.slice(0, 40))}`);
  }
  if (typeof parsed !== "object" || parsed === null) return refuse("a source policy document is not a JSON object");
  const document = parsed as { Version?: string; Id?: string; Statement?: unknown };
  const statements = document.Statement ?? [];
  if (!Array.isArray(statements))
    return refuse("the provider refuses a source policy document whose Statement is not a list");
  return {
    ...(document.Version === undefined ? {} : { Version: document.Version }),
    ...(document.Id === undefined ? {} : { Id: document.Id }),
    Statement: (statements as readonly Statement[]).map((given) => normalized(withSortedPrincipals(given))),
  };
}

/** The provider sorts the principals of source documents and leaves their other lists as they are. */
function withSortedPrincipals(given: Statement): Statement {
  const sortedOf = (principals: unknown): unknown =>
    typeof principals === "object" && principals !== null
      ? Object.fromEntries(
          Object.entries(principals as Record<string, unknown>).map(([type, identifiers]) => [
            type,
            Array.isArray(identifiers) ? oneOrSorted(identifiers as readonly string[]) : identifiers,
          ]),
        )
      : principals;
  return { ...given, Principal: sortedOf(given.Principal), NotPrincipal: sortedOf(given.NotPrincipal) };
}

const MEMBERS = [
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "NotPrincipal",
  "Condition",
] as const;

/** Members in the provider's order; members of nested objects by name. */
function normalized(given: Statement): Statement {
  return Object.fromEntries(
    MEMBERS.filter((name) => given[name] !== undefined && given[name] !== "").map((name) => [
      name,
      sorted(given[name]),
    ]),
  );
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareTexts(a, b));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}

/** Merges the later document over the earlier: a statement replaces one with the same Sid. */
function merge(into: PolicyDocument, from: PolicyDocument): PolicyDocument {
  const statements = [...(into.Statement ?? [])];
  for (const added of from.Statement ?? []) {
    const same = added.Sid === undefined ? -1 : statements.findIndex(({ Sid }) => Sid === added.Sid);
    if (same < 0) statements.push(added);
    else statements[same] = added;
  }
  return { ...into, ...from, Statement: statements };
}

function statement(block: Mapping, version: string): Statement {
  const get = (name: string): Value => block.entries.get(name) ?? null;
  const texts = (name: string): unknown => listText(get(name), version);
  return normalized({
    Sid: textIn(get("sid")),
    Effect: textIn(get("effect")) ?? "Allow",
    Action: listText(get("actions"), ""),
    NotAction: listText(get("not_actions"), ""),
    Resource: texts("resources"),
    NotResource: texts("not_resources"),
    Principal: principals(blocksIn(get("principals")), version),
    NotPrincipal: principals(blocksIn(get("not_principals")), version),
    Condition: conditions(blocksIn(get("condition")), version),
  });
}

/** Blocks of one type keep the order in which they are written; the provider orders them by their hashes. */
function principals(blocks: readonly Mapping[], version: string): unknown {
  const byType = new Map<string, string[]>();
  for (const { entries } of blocks) {
    const type = textIn(entries.get("type") ?? null) ?? "";
    const identifiers = textsIn(entries.get("identifiers") ?? null, version);
    if (type === "*" && identifiers.includes("*")) return "*";
    const sortedHere = [oneOrSorted(identifiers)].flat();
    byType.set(type, [...(byType.get(type) ?? []), ...sortedHere]);
  }
  if (byType.size === 0) return undefined;
  return Object.fromEntries(
    [...byType].map(([type, identifiers]) => [type, identifiers.length === 1 ? identifiers[0] : identifiers]),
  );
}

function conditions(blocks: readonly Mapping[], version: string): unknown {
  const tests = new Map<string, Map<string, string[]>>();
  for (const { entries } of blocks) {
    const test = textIn(entries.get("test") ?? null) ?? "";
    const variable = textIn(entries.get("variable") ?? null) ?? "";
    const variables = tests.get(test) ?? new Map<string, string[]>();
    tests.set(test, variables);
    variables.set(variable, [...(variables.get(variable) ?? []), ...textsIn(entries.get("values") ?? null, version)]);
  }
  if (blocks.length === 0) return undefined;
  const printed = (variables: ReadonlyMap<string, string[]>): unknown =>
    Object.fromEntries([...variables].map(([variable, values]) => [variable, oneOrSorted(values)]));
  return Object.fromEntries([...tests].map(([test, variables]) => [test, printed(variables)]));
}

function listText(value: Value, version: string): unknown {
  const texts = textsIn(value, version);
  return texts.length === 0 ? undefined : oneOrSorted(texts);
}

function oneOrSorted(texts: readonly string[]): string | string[] {
  const [only] = texts;
  return texts.length === 1 && only !== undefined ? only : [...texts].sort((a, b) => compareTexts(b, a));
}

/** Texts of a list; with a version that has policy variables, `&{...}` becomes `${...}`. */
function textsIn(value: Value, version: string): string[] {
  if (value === null) return [];
  const texts = itemsOf(value).map((item) => textIn(item) ?? "");
  return version === "2012-10-17" ? texts.map((text) => text.replaceAll("&{", "${")) : texts;
}

function textIn(value: Value): string | undefined {
  if (value === null || value === "") return undefined;
  if (typeof value === "object") return refuse(`a text is required in a policy document, not ${kindOf(value)}`);
  return String(value);
}

/** A block, or several: an object, or a list of them. */
function blocksIn(value: Value): readonly Mapping[] {
  if (value === null || isUnknown(value)) return [];
  if (isMapping(value)) return [value];
  return isSequence(value) ? value.items.filter(isMapping) : [];
}

function print(document: PolicyDocument, indent: number): string {
  const { Version, Id, Statement } = document;
  const ordered = {
    ...(Version === undefined ? {} : { Version }),
    ...(Id === undefined ? {} : { Id }),
    ...(Statement === undefined || Statement.length === 0 ? {} : { Statement }),
  };
  return escapeMarks(JSON.stringify(ordered, null, indent));
}

/** Escapes as Go's encoder does; these characters occur in JSON only inside strings. */
function escapeMarks(text: string): string {
  return text.replace(/[<>&\u2028\u2029]/g, (char) => jsonText(char).slice(1, -1));
}
