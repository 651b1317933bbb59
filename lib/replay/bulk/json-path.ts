import { parse, type SelectorStep } from "../../pattern";

/** A step of a selector of one node. */
export type PlainStep = Exclude<SelectorStep, { readonly kind: "each" }>;

/** DuckDB's path of a node: `$.http.status`, `$."status-code"`. Undefined where a key cannot stand in one. */
export function jsonPath(steps: readonly PlainStep[]): string | undefined {
  if (steps.some((step) => step.kind === "key" && !isPlainKey(step.name))) return undefined;
  return `$${steps.map((step) => (step.kind === "key" ? memberOf(step.name) : `[${step.index}]`)).join("")}`;
}

/** The steps of a selector's text, as of a metric value; undefined for what selects no single node. */
export function stepsOf(selector: string): readonly PlainStep[] | undefined {
  if (!selector.startsWith("$.")) return undefined;
  const pattern = parse(`{ ${selector} = 0 }`);
  if (pattern.kind !== "json" || pattern.where.kind !== "compare") return undefined;
  return plainSteps(pattern.where.selector.steps);
}

/** Undefined where a step is a wildcard. */
export function plainSteps(steps: readonly SelectorStep[]): readonly PlainStep[] | undefined {
  const plain = steps.filter((step): step is PlainStep => step.kind !== "each");
  return plain.length === steps.length ? plain : undefined;
}

/** Quotes cost a tenth of reading a node, so only keys that need them have them. */
function memberOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `."${name}"`;
}

/** Keys that JSON spells in one way only, but for `\uXXXX`, and that mean nothing else in a path. */
function isPlainKey(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- JSON escapes them
  return !/["\\/*\u0000-\u001f\p{Surrogate}]/u.test(name);
}
