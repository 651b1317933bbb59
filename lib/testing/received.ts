import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** A Terraform file. */
export interface ReceivedDocument {
  readonly file: string;
  readonly text: string;
}

/**
 * What the matchers take: a cdktf stack (anything with `toTerraform()`), Terraform's JSON as a text or as an object,
 * or the path of such a file or of a folder with files `*.tf.json`.
 */
export type Received = string | object;

/**
 * The Terraform of what was received.
 *
 * @throws Error for anything that is not {@link Received}
 */
export function documentsOf(received: unknown): readonly ReceivedDocument[] {
  if (typeof received === "string")
    return received.trimStart().startsWith("{") ? [inline(received)] : filesAt(received);
  if (isStack(received)) return [inline(JSON.stringify(synthesized(received)))];
  if (typeof received === "object" && received !== null && !Array.isArray(received)) {
    const prototype: unknown = Object.getPrototypeOf(received);
    if (prototype === Object.prototype || prototype === null) return [inline(JSON.stringify(received))];
  }
  throw new Error(
    "expected a cdktf stack, Terraform's JSON as a text or an object, or the path of a .json file or of a folder with *.tf.json files; " +
      `got ${kindOf(received)}`,
  );
}

function inline(text: string): ReceivedDocument {
  return { file: "stack", text };
}

function filesAt(path: string): ReceivedDocument[] {
  const read = (file: string): ReceivedDocument => ({ file, text: readFileSync(file, "utf8") });
  if (!statSync(path).isDirectory()) return [read(path)];
  const files = readdirSync(path).filter((name) => name.endsWith(".tf.json"));
  if (files.length === 0) throw new Error(`the folder ${path} holds no *.tf.json`);
  return files.sort().map((name) => read(join(path, name)));
}

interface Stack {
  toTerraform(): unknown;
}

function isStack(value: unknown): value is Stack {
  return (
    typeof value === "object" && value !== null && "toTerraform" in value && typeof value.toTerraform === "function"
  );
}

// As `Testing.synth` of cdktf 0.21 does it, without importing cdktf: a test may use its own copy or a fork.
function synthesized(stack: Stack): unknown {
  visitAspects(stack, [], new Map());
  return stack.toTerraform();
}

interface Aspect {
  visit(construct: object): void;
}

// Each construct is visited once by its own aspects and by those of the constructs above it.
function visitAspects(construct: object, inherited: readonly Aspect[], visited: Map<object, Set<Aspect>>): void {
  const aspects = [...inherited, ...aspectsOf(construct)];
  const seen = visited.get(construct) ?? new Set();
  visited.set(construct, seen);
  for (const aspect of aspects) {
    if (seen.has(aspect)) continue;
    seen.add(aspect);
    aspect.visit(construct);
  }
  for (const child of childrenOf(construct)) visitAspects(child, aspects, visited);
}

// cdktf keeps them under a private symbol, which only its description identifies.
function aspectsOf(construct: object): readonly Aspect[] {
  for (const symbol of Object.getOwnPropertySymbols(construct)) {
    if (symbol.description?.endsWith("-aspects") !== true) continue;
    const { all } = (construct as Record<symbol, { readonly all?: unknown }>)[symbol] ?? {};
    if (Array.isArray(all)) return all as readonly Aspect[];
  }
  return [];
}

function childrenOf(construct: object): readonly object[] {
  const { node } = construct as { readonly node?: { readonly children?: unknown } };
  return Array.isArray(node?.children) ? (node.children as readonly object[]) : [];
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value !== "object" || value === null) return String(value);
  const { name } = value.constructor;
  return name === "App" ? "an App: give one of its stacks" : `a value of class ${name}`;
}
