import { parse, type SelectorStep } from "../../pattern";

/** A step of a selector that selects a single node. */
export type PlainStep = Exclude<SelectorStep, { readonly kind: "each" }>;

/** DuckDB's path of a node: `$.http.status`, `$."status-code"`. Undefined where a key cannot be written in one. */
export function jsonPath(steps: readonly PlainStep[]): string | undefined {
  if (steps.some((step) => step.kind === "key" && !isPlainKey(step.name))) return undefined;
  return `$${steps.map((step) => (step.kind === "key" ? memberOf(step.name) : `[${step.index}]`)).join("")}`;
}

/** The steps of a selector, for example a metric value; undefined where it does not select a single node. */
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

/** Quotes make reading a node a tenth slower, so only keys that need them get them. */
function memberOf(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `."${name}"`;
}

/** Keys with only one spelling in JSON (apart from `\uXXXX`), and without a special meaning in a path. */
function isPlainKey(name: string): boolean {
  // eslint-disable-next-line no-control-regex -- JSON escapes them
  return !/["\\/*\u0000-\u001f\p{Surrogate}]/u.test(name);
}
