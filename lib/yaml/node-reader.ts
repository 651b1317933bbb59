import { isAlias, isMap, isScalar, isSeq, type Node, type Pair } from "yaml";
import type { Path } from "../base";
import type { YamlError, YamlMistake } from "./mistake";

/** The error for a mistake at an offset. */
export type Refuse = (offset: number, mistake: YamlMistake) => YamlError;

/** Most levels of nesting: about twice what a configuration needs. */
export const deepest = 64;

/** Most values once aliases are expanded: a few lines of nested aliases can stand for billions. */
export const mostValues = 200_000;

/** How many values may still be read. */
export interface Budget {
  left: number;
}

const refusedKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** What a value with a tag means, by the tag: `!Ref`. */
export type YamlTags = ReadonlyMap<string, (value: unknown) => unknown>;

/** Turns a document's nodes into values. */
export class NodeReader {
  /** Offsets of keys and values, by the path as JSON. */
  readonly places = new Map<string, { readonly key: number; readonly value: number }>();
  private readonly anchors = new Map<string, Node>();

  constructor(
    private readonly refuse: Refuse,
    private readonly tags: YamlTags,
    private readonly budget: Budget,
  ) {}

  /** The value of a node at a path; `key` is the offset of its key. Aliases and merges count towards `depth`, and not towards the path. */
  read(node: Node | null, path: Path, key?: number, depth = 0): unknown {
    const value = this.readUntagged(node, path, key, depth);
    const named = isAlias(node) || node?.tag === undefined ? undefined : this.tags.get(node.tag);
    return named === undefined ? value : named(value);
  }

  private readUntagged(node: Node | null, path: Path, key: number | undefined, depth: number): unknown {
    const offset = node?.range?.[0] ?? key ?? 0;
    if (depth > deepest) throw this.refuse(offset, { kind: "too-deep", most: deepest });
    if (this.budget.left-- <= 0) throw this.refuse(offset, { kind: "too-many-values", most: mostValues });
    if (isAlias(node)) return this.read(this.target(node.source, offset), path, key ?? offset, depth + 1);
    const isScalarOrNull = !isMap(node) && !isSeq(node);
    this.places.set(JSON.stringify(path), { key: key ?? offset, value: isScalarOrNull ? offset : (key ?? offset) });
    if (node === null) return null;
    if ("anchor" in node && typeof node.anchor === "string") this.anchors.set(node.anchor, node);
    if (isSeq(node))
      return (node.items as (Node | null)[]).map((item, index) =>
        this.read(item, [...path, index], item?.range?.[0], depth + 1),
      );
    if (isMap(node)) return this.readMap(node.items as Pair<Node, Node | null>[], path, depth);
    return isScalar(node) ? node.value : null;
  }

  private readMap(pairs: readonly Pair<Node, Node | null>[], path: Path, depth: number): Record<string, unknown> {
    const table = new Map<string, unknown>();
    const own = new Set<string>();
    for (const { key, value } of pairs) {
      const offset = key.range?.[0] ?? 0;
      if (!isScalar(key)) throw this.refuse(offset, { kind: "key-not-text" });
      const name = key.source ?? String(key.value);
      if (refusedKeys.has(name)) throw this.refuse(offset, { kind: "key-refused", name });
      if (name === "<<" && key.type === "PLAIN") {
        for (const inherited of this.inherited({ value, offset }, path, depth))
          for (const [other, entry] of Object.entries(inherited))
            if (!own.has(other) && !table.has(other)) table.set(other, entry);
        continue;
      }
      if (own.has(name)) throw this.refuse(offset, { kind: "key-twice", name });
      own.add(name);
      table.set(name, this.read(value, [...path, name], offset, depth + 1));
    }
    return Object.fromEntries(table);
  }

  // What `<<` names: keys beside it take precedence over these, and the first of several objects over the others.
  private inherited(
    { offset, value }: { readonly value: Node | null; readonly offset: number },
    path: Path,
    depth: number,
  ): object[] {
    return (isSeq(value) ? (value.items as Node[]) : [value]).map((source) => {
      const inherited = this.read(source, path, offset, depth + 1);
      if (typeof inherited === "object" && inherited !== null && !Array.isArray(inherited)) return inherited;
      throw this.refuse(offset, { kind: "merge-not-an-object" });
    });
  }

  private target(name: string, offset: number): Node {
    const target = this.anchors.get(name);
    if (target === undefined) throw this.refuse(offset, { kind: "anchor-unknown", name });
    return target;
  }
}
