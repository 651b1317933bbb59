// Goldens of environments other than prod contain the difference from prod. Two different values never have the same
// difference from a third (test/difference.test.ts), so such a golden fails for every change that prod's does not show.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** A value and its name in the text. */
export interface Named<T> {
  readonly name: string;
  readonly value: T;
}

/**
 * What differs between two Terraform configurations: a line for each argument, below its block. Blocks that differ in the same
 * way are listed together. `[3]` counts the elements of a list, or the words of a long text.
 */
export function terraformDifference(base: Named<Json>, other: Named<Json>): string {
  const blocks = new Map<string, string[]>();
  const whole: string[] = [];
  for (const { path, text } of differences(base.value, other.value, [])) {
    const depth = path[0] === "resource" || path[0] === "data" ? 3 : 2;
    const [label, detail] = text(base.name, other.name);
    if (path.length <= depth) whole.push(`${label}${placeOf(path)}${detail}`);
    else {
      const block = placeOf(path.slice(0, depth));
      blocks.set(block, [...(blocks.get(block) ?? []), `    ${label}${placeOf(path.slice(depth))}${detail}`]);
    }
  }
  const alike = new Map<string, string[]>();
  for (const [block, lines] of blocks) {
    const key = lines.join("\n");
    alike.set(key, [...(alike.get(key) ?? []), block]);
  }
  const groups = [...alike].map(([lines, names]) => `${names.join("\n")}\n${lines}`);
  return [...(whole.length === 0 ? [] : [whole.join("\n")]), ...groups].map((text) => `${text}\n`).join("\n");
}

/** What differs between two construct trees: the paths that only one has, each new one below the path that it follows. */
export function treeDifference(base: string, other: string): string {
  const [before, after] = [pathsOf(base), pathsOf(other)];
  const lines: string[] = [];
  for (const { at, removed, added } of hunks(before, after)) {
    const gone = new Set(removed.map(pathOf));
    for (const line of removed) {
      const path = pathOf(line);
      const below = before.map(pathOf).filter((found) => found.startsWith(`${path}/`));
      const isWhole = below.length > 0 && below.every((found) => gone.has(found));
      const isBelowWhole = lines.some((shown) => shown.endsWith("/**") && path.startsWith(shown.slice(2, -2)));
      if (!isBelowWhole) lines.push(isWhole ? `- ${path}/**` : `- ${line}`);
    }
    if (added.length > 0) lines.push(`  ${before[at - 1] ?? ""}`, ...added.map((line) => `+ ${line}`));
  }
  return lines.map((line) => `${line}\n`).join("");
}

interface Difference {
  readonly path: readonly (string | number)[];
  /** The text before the path and after it. */
  readonly text: (base: string, other: string) => readonly [label: string, detail: string];
}

function differences(a: Json, b: Json, path: readonly (string | number)[]): Difference[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (isList(a) && isList(b)) {
    if (a.length === b.length) return a.flatMap((item, index) => differences(item, b[index] ?? null, [...path, index]));
    const texts = (list: readonly Json[]): string[] => list.map((item) => JSON.stringify(item));
    return hunks(texts(a), texts(b)).map((hunk) => ofHunk(path, hunk, (items) => items.join(", ")));
  }
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort();
    return keys.flatMap((key) => ofKey(a[key], b[key], [...path, key]));
  }
  if (typeof a === "string" && typeof b === "string") {
    const [before, after] = [wordsOf(a), wordsOf(b)];
    const found = hunks(before, after);
    const changed = found.reduce((sum, { removed, added }) => sum + removed.length + added.length, 0);
    if (changed < (before.length + after.length) / 2)
      return found.map((hunk) => ofHunk(path, hunk, (words) => JSON.stringify(words.join(""))));
  }
  return [{ path, text: () => ["", `: ${JSON.stringify(a)} -> ${JSON.stringify(b)}`] }];
}

function ofKey(a: Json | undefined, b: Json | undefined, path: readonly (string | number)[]): Difference[] {
  if (a !== undefined && b !== undefined) return differences(a, b, path);
  if (a !== undefined) return [{ path, text: (base) => [`only in ${base}: `, ""] }];
  // An object is shown argument by argument.
  if (b !== undefined && isObject(b) && Object.keys(b).length > 0)
    return Object.keys(b)
      .sort()
      .flatMap((key) => ofKey(undefined, b[key], [...path, key]));
  return [{ path, text: (_, other) => [`only in ${other}: `, ` = ${JSON.stringify(b)}`] }];
}

function ofHunk(
  path: readonly (string | number)[],
  { at, removed, added }: Hunk,
  shown: (items: readonly string[]) => string,
): Difference {
  const place = [...path, at];
  if (added.length === 0) return { path: place, text: (base) => [`only in ${base}: `, ` = ${shown(removed)}`] };
  if (removed.length === 0) return { path: place, text: (_, other) => [`only in ${other}: `, ` = ${shown(added)}`] };
  return { path: place, text: () => ["", `: ${shown(removed)} -> ${shown(added)}`] };
}

interface Hunk {
  /** Index in the first list. */
  readonly at: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** What to replace in the first list to get the second, by their longest common subsequence. */
function hunks(a: readonly string[], b: readonly string[]): Hunk[] {
  const common = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const length = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const row = common[i];
      if (row !== undefined)
        row[j] = a[i] === b[j] ? length(i + 1, j + 1) + 1 : Math.max(length(i + 1, j), length(i, j + 1));
    }
  const found: Hunk[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i++;
      j++;
      continue;
    }
    const [fromA, fromB] = [i, j];
    while ((i < a.length || j < b.length) && (i === a.length || j === b.length || a[i] !== b[j]))
      if (j === b.length || (i < a.length && length(i + 1, j) >= length(i, j + 1))) i++;
      else j++;
    found.push({ at: fromA, removed: a.slice(fromA, i), added: b.slice(fromB, j) });
  }
  return found;
}

/** A word with the white space or the comma after it. */
function wordsOf(text: string): string[] {
  return text.split(/(?<=[\s,])/);
}

function placeOf(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      return `${index === 0 ? "" : "."}${/^[\w-]+$/.test(part) ? part : JSON.stringify(part)}`;
    })
    .join("");
}

/** Lines of a drawn tree as paths below its root, each with what is in brackets: `Key/Resource (KmsKey)`. */
function pathsOf(tree: string): string[] {
  const names: string[] = [];
  return tree
    .trimEnd()
    .split("\n")
    .map((line) => {
      const [, indent = "", name = "", type = ""] = /^([ │├└─]*)(.*?)( \([^()]*\))?$/.exec(line) ?? [];
      const depth = indent.length / 4;
      names.splice(depth, names.length, name);
      return `${names.slice(depth === 0 ? 0 : 1).join("/")}${type}`;
    });
}

function pathOf(line: string): string {
  return line.replace(/ \([^()]*\)$/, "");
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
