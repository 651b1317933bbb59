import type { Span } from "../../base";

/** A parser of lezer, as far as it is used. By its shape: lezer declares its types twice, and grammars disagree on which they mean. */
export interface LezerParser {
  parse(text: string): LezerTree;
}

interface LezerTree {
  iterate(visit: { readonly enter: () => void; readonly leave: (node: LezerNode) => void }): void;
}

interface LezerNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean };
}

/** A node of a tree, with its named children. */
export interface SyntaxNode {
  readonly name: string;
  readonly span: Span;
  readonly children: readonly SyntaxNode[];
  readonly isError: boolean;
}

/** The nodes of a tree, children before parents; the last is the root. Trees of foreign texts are deep: nobody walks them by recursion. */
export function childrenFirst(tree: LezerTree): readonly SyntaxNode[] {
  const nodes: SyntaxNode[] = [];
  const open: SyntaxNode[][] = [[]];
  tree.iterate({
    enter: () => {
      open.push([]);
    },
    leave: (node) => {
      const children = open.pop() ?? [];
      const span = { start: node.from, end: node.to };
      const made: SyntaxNode = { name: node.name, span, children, isError: node.type.isError };
      nodes.push(made);
      open.at(-1)?.push(made);
    },
  });
  return nodes;
}

/** The first child with one of these names. */
export function child(node: SyntaxNode, ...names: readonly string[]): SyntaxNode | undefined {
  return node.children.find(({ name }) => names.includes(name));
}
