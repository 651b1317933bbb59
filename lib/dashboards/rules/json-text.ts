import type { Path } from "../../base";

/** A value of a JSON text, and where it stands. Offsets count UTF-16 units. */
export interface JsonNode {
  readonly start: number;
  readonly end: number;

  /** By their keys: of two with one key, the last, as JSON.parse has it. */
  readonly members?: ReadonlyMap<string, JsonMember>;
  readonly items?: readonly JsonNode[];
}

export interface JsonMember {
  /** Of the key's quote. */
  readonly start: number;
  readonly node: JsonNode;
}

/** Deeper values are not told apart from those around them. */
const DEEPEST = 200;

/** The places in a text that JSON.parse accepts. */
export function jsonText(text: string): JsonNode {
  let at = 0;
  const blank = (): void => {
    while (" \t\r\n\ufeff".includes(text.charAt(at)) && at < text.length) at++;
  };
  const skipString = (): void => {
    for (at++; at < text.length && text.charAt(at) !== '"'; at++) if (text.charAt(at) === "\\") at++;
    at++;
  };
  const value = (depth: number): JsonNode => {
    blank();
    const start = at;
    const first = text.charAt(at);
    if (first === '"') skipString();
    else if ((first === "{" || first === "[") && depth > DEEPEST) skipNested();
    else if (first === "{") return { start, members: members(depth), end: at };
    else if (first === "[") return { start, items: items(depth), end: at };
    else while (at < text.length && !",]} \t\r\n".includes(text.charAt(at))) at++;
    return { start, end: at };
  };
  const skipNested = (): void => {
    let open = 0;
    do {
      const char = text.charAt(at);
      if (char === '"') {
        skipString();
        continue;
      }
      if (char === "{" || char === "[") open++;
      else if (char === "}" || char === "]") open--;
      at++;
    } while (open > 0 && at < text.length);
  };
  const members = (depth: number): Map<string, JsonMember> => {
    const found = new Map<string, JsonMember>();
    at++;
    blank();
    while (at < text.length && text.charAt(at) !== "}") {
      const start = at;
      skipString();
      const key = JSON.parse(text.slice(start, at)) as string;
      blank();
      at++;
      found.set(key, { start, node: value(depth + 1) });
      blank();
      if (text.charAt(at) === ",") at++;
      blank();
    }
    at++;
    return found;
  };
  const items = (depth: number): JsonNode[] => {
    const found: JsonNode[] = [];
    at++;
    blank();
    while (at < text.length && text.charAt(at) !== "]") {
      found.push(value(depth + 1));
      blank();
      if (text.charAt(at) === ",") at++;
      blank();
    }
    at++;
    return found;
  };
  return value(0);
}

/** What stands at a path, or the nearest thing around it. */
export function nodeAt(
  root: JsonNode,
  path: Path,
): { readonly start: number; readonly node: JsonNode; readonly isWhole: boolean } {
  let [start, node] = [root.start, root];
  for (const key of path) {
    const member = typeof key === "string" ? node.members?.get(key) : undefined;
    const item = typeof key === "number" ? node.items?.[key] : undefined;
    const next = member?.node ?? item;
    if (next === undefined) return { start, node, isWhole: false };
    [start, node] = [member?.start ?? next.start, next];
  }
  return { start, node, isWhole: true };
}

/** Line and column of offsets, each from 1. */
export function linesOf(text: string): (offset: number) => { readonly line: number; readonly column: number } {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
  };
}
