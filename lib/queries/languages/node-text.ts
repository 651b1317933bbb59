import type { Span } from "../../base";
import type { Grouping } from "./fact";
import type { Substituted } from "./substitute";
import type { SyntaxNode } from "./syntax-tree";
import { unquoted } from "./written-text";

/** What nodes of a tree say in the text as it was written. */
export class NodeText {
  constructor(
    private readonly written: string,
    private readonly source: Substituted,
  ) {}

  span(node: SyntaxNode): Span {
    return this.source.original(node.span);
  }

  /** Of the first and the last node, and what is between them. */
  across(first: SyntaxNode, last: SyntaxNode): Span {
    return this.source.original({ start: first.span.start, end: last.span.end });
  }

  text(node: SyntaxNode | undefined): string {
    if (node === undefined) return "";
    const { start, end } = this.span(node);
    return this.written.slice(start, end);
  }

  unquoted(node: SyntaxNode | undefined): string {
    return unquoted(this.text(node));
  }

  isVariable(node: SyntaxNode): boolean {
    return this.source.isVariable(node.span);
  }

  /**
   * Groupings among the children of a node: a keyword, and the labels that follow it.
   *
   * @param labelsOf the labels, if the node is a list of them
   */
  groupings(
    children: readonly SyntaxNode[],
    labelsOf: (node: SyntaxNode) => readonly string[] | undefined,
  ): readonly Grouping[] {
    const groupings: Grouping[] = [];
    let open: { readonly kind: Grouping["kind"]; readonly node: SyntaxNode } | undefined;
    const close = (labels: readonly string[], last: SyntaxNode): void => {
      if (open !== undefined) groupings.push({ kind: open.kind, labels, span: this.across(open.node, last) });
      open = undefined;
    };
    for (const node of children) {
      const kind = GROUPINGS.get(node.name);
      const labels = labelsOf(node);
      if (kind !== undefined) {
        if (open !== undefined) close([], open.node);
        open = { kind, node };
      } else if (labels !== undefined) close(labels, node);
    }
    if (open !== undefined) close([], open.node);
    return groupings;
  }
}

const GROUPINGS: ReadonlyMap<string, Grouping["kind"]> = new Map([
  ["By", "by"],
  ["Without", "without"],
  ["On", "on"],
  ["Ignoring", "ignoring"],
  ["GroupLeft", "group_left"],
  ["GroupRight", "group_right"],
]);
