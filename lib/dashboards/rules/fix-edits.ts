import type { Path } from "../../base";
import { type JsonNode, nodeAt } from "./json-text";

/** A change of a text: what stands from `start` to `end` becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What one kind of fix does, and what it leaves, in clauses. */
export interface Step {
  readonly edits: readonly Edit[];
  readonly done: readonly string[];
  readonly left?: readonly string[];
}

/** A JSON text that is changed, its indentation and line ends kept. */
export interface JsonFile {
  readonly text: string;
  readonly root: JsonNode;
}

/** Edits must not overlap; of those at one place, the first comes first. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = "";
  let from = 0;
  for (const { end, start, text: instead } of edits.toSorted((a, b) => a.start - b.start)) {
    result += text.slice(from, start) + instead;
    from = end;
  }
  return result + text.slice(from);
}

/** By their order in the file: items of lists, in whichever list their paths part. */
export function inFile(a: Path, b: Path): number {
  const at = a.findIndex((key, index) => key !== b[index]);
  const [mine, other] = [a[at], b[at]];
  return typeof mine === "number" && typeof other === "number" ? mine - other : 0;
}

/** Another value in the place of one; none where nothing stands there. */
export function replaced({ root }: JsonFile, at: Path, value: unknown): Edit[] {
  const { isWhole, node } = nodeAt(root, at);
  return isWhole ? [{ start: node.start, end: node.end, text: JSON.stringify(value) }] : [];
}

/** A new first key of an object, with the blanks that the first one has; none where there is another thing, or the key. */
export function withKey(file: JsonFile, at: Path, key: string, value: unknown): Edit[] {
  const { isWhole, node } = nodeAt(file.root, at);
  if (!isWhole || node.members === undefined || node.members.has(key)) return [];
  const first = [...node.members.values()].reduce((least, { start }) => Math.min(least, start), Infinity);
  return inserted(
    file,
    node,
    Number.isFinite(first) ? first : undefined,
    (indent) => `${JSON.stringify(key)}: ${written(file, value, indent)}`,
  );
}

/** New first items of a list; none where there is another thing. */
export function withItems(file: JsonFile, at: Path, values: readonly unknown[]): Edit[] {
  const { isWhole, node } = nodeAt(file.root, at);
  if (!isWhole || node.items === undefined) return [];
  return inserted(file, node, node.items[0]?.start, (indent, between) =>
    values.map((value) => written(file, value, indent)).join(`,${between}`),
  );
}

/** @param first where the first thing in the node is; undefined: it is empty */
function inserted(
  { text }: JsonFile,
  node: JsonNode,
  first: number | undefined,
  write: (indent: string | undefined, between: string) => string,
): Edit[] {
  const at = first ?? node.start + 1;
  const blank = text.slice(node.start + 1, at);
  const indent = /\n([ \t]*)$/.exec(blank)?.[1];
  const between = blank === "" ? " " : blank;
  const own = write(indent, between);
  return [{ start: at, end: at, text: first === undefined ? own : `${own},${between}` }];
}

/** A value over several lines where its neighbours have lines of their own. */
function written({ text }: JsonFile, value: unknown, indent: string | undefined): string {
  if (indent === undefined || typeof value !== "object" || value === null) return JSON.stringify(value);
  const [, unit = "  "] = /^\ufeff?\s*\{\r?\n([ \t]+)/.exec(text) ?? [];
  const end = text.includes("\r\n") ? "\r\n" : "\n";
  return JSON.stringify(value, null, unit).replaceAll("\n", `${end}${indent}`);
}
