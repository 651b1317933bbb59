import { own } from "../base";

/** Whether two trees, or parts of trees, are the same except for their spans. */
export function equalTrees(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isComposite(a) || !isComposite(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  const keysA = keysOf(a);
  if (keysA.length !== keysOf(b).length) return false;
  return keysA.every((key) => equalTrees(own(a, key), own(b, key)));
}

/** A copy of a tree, or part of one, without spans. */
export function stripSpans<T>(node: T): T {
  if (Array.isArray(node)) return node.map(stripSpans) as T;
  if (!isComposite(node)) return node;
  return Object.fromEntries(keysOf(node).map((key) => [key, stripSpans(own(node, key))])) as T;
}

function keysOf(node: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(node).filter((key) => key !== "span" && own(node, key) !== undefined);
}

function isComposite(node: unknown): node is Readonly<Record<string, unknown>> {
  return typeof node === "object" && node !== null;
}
