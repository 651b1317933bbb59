import { append, greatest } from "../../base";

/** A block of Alloy's syntax: `loki.write "loki" { ... }`. */
export interface AlloyBlock {
  readonly kind: "block";
  /** `loki.write`, `rule`. */
  readonly name: string;
  /** Of a component: lower-case letters, digits and `_`. */
  readonly label?: string;
  readonly body: readonly AlloyStatement[];
  /** Why it is there. */
  readonly why?: string;
}

/** An argument: `url = "http://loki:3100"`. */
export interface AlloyArgument {
  readonly kind: "argument";
  readonly name: string;
  readonly value: AlloyValue;
  readonly why?: string;
}

export type AlloyStatement = AlloyBlock | AlloyArgument;

export type AlloyValue =
  string | number | boolean | readonly AlloyValue[] | AlloyReference | { readonly [key: string]: AlloyValue };

/** What another component exports, `loki.write.loki.receiver`, or a variable of Alloy's environment. */
export class AlloyReference {
  private constructor(readonly text: string) {}

  /** @throws RangeError for what is not a path of identifiers */
  static to(path: string): AlloyReference {
    if (!/^[A-Za-z_]\w*(?:[.][A-Za-z_]\w*)+$/.test(path))
      throw new RangeError(`${JSON.stringify(path)} refers to nothing`);
    return new AlloyReference(path);
  }

  /** A variable of Alloy's environment, behind a text. */
  static environment(variable: string, behind = ""): AlloyReference {
    return new AlloyReference(`${behind === "" ? "" : `${quoted(behind)} + `}sys.env(${quoted(variable)})`);
  }
}

export function block(
  name: string,
  label: string | undefined,
  body: readonly AlloyStatement[],
  why?: string,
): AlloyBlock {
  return {
    kind: "block",
    name,
    body,
    ...(label === undefined ? {} : { label }),
    ...(why === undefined ? {} : { why }),
  };
}

export function argument(name: string, value: AlloyValue, why?: string): AlloyArgument {
  return { kind: "argument", name, value, ...(why === undefined ? {} : { why }) };
}

/**
 * Blocks as Alloy reads them, and as `alloy fmt` writes them. The same blocks give the same text.
 *
 * @see https://grafana.com/docs/alloy/latest/get-started/configuration-syntax/
 */
export function printAlloy(blocks: readonly AlloyBlock[]): string {
  return blocks.map((each) => printed(each, "").join("\n")).join("\n\n") + "\n";
}

// Nested as deeply as what makes the blocks, which is a few levels.
function printed({ body, label, name, why }: AlloyBlock, indent: string): string[] {
  const head = `${indent}${name}${label === undefined ? "" : ` ${quoted(label)}`} {`;
  if (body.length === 0) return [...comment(why, indent), `${head} }`];
  const inner = `${indent}\t`;
  const lines: string[] = [];
  for (let at = 0; at < body.length;) {
    const run = runOf(body, at);
    if (run.length === 0) {
      if (at > 0) lines.push("");
      append(lines, printed(body[at] as AlloyBlock, inner));
      at += 1;
      continue;
    }
    // Arguments behind a block stand apart from it.
    if (body[at - 1]?.kind === "block") lines.push("");
    const width = greatest(run.map((each) => each.name.length));
    for (const each of run)
      append(lines, [
        ...comment(each.why, inner),
        `${inner}${each.name.padEnd(width)} = ${valueText(each.value, inner)}`,
      ]);
    at += run.length;
  }
  return [...comment(why, indent), head, ...lines, `${indent}}`];
}

/** The arguments from here on whose `=` are in one column: up to one with several lines, or before one with a comment. */
function runOf(body: readonly AlloyStatement[], from: number): AlloyArgument[] {
  const run: AlloyArgument[] = [];
  for (let at = from; at < body.length; at++) {
    const statement = body[at];
    if (statement?.kind !== "argument" || (run.length > 0 && statement.why !== undefined)) break;
    run.push(statement);
    if (valueText(statement.value, "").includes("\n")) break;
  }
  return run;
}

function comment(why: string | undefined, indent: string): string[] {
  return why === undefined ? [] : why.split("\n").map((line) => `${indent}// ${line}`);
}

const longestLine = 100;

function valueText(value: AlloyValue, indent: string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof AlloyReference) return value.text;
  if (isList(value)) {
    const inner = `${indent}\t`;
    const items = value.map((item) => valueText(item, inner));
    const line = `[${items.join(", ")}]`;
    if (line.length <= longestLine && !line.includes("\n")) return line;
    return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
  }
  const entries = Object.entries(value);
  if (entries.length === 0) return "{ }";
  const inner = `${indent}\t`;
  const names = entries.map(([key]) => (/^[A-Za-z_]\w*$/.test(key) ? key : quoted(key)));
  const width = greatest(names.map((name) => name.length));
  const lines = entries.map(
    ([, item], index) => `${inner}${(names[index] ?? "").padEnd(width)} = ${valueText(item, inner)},\n`,
  );
  return `{\n${lines.join("")}${indent}}`;
}

function isList(value: AlloyValue): value is readonly AlloyValue[] {
  return Array.isArray(value);
}

// Alloy reads texts as Go does: what JSON escapes is read, but for half of a pair of surrogates.
function quoted(text: string): string {
  return JSON.stringify(text.replaceAll(/[\ud800-\udfff]/gu, "\ufffd"));
}
