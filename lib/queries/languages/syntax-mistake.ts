import { excerpt, type Span } from "../../base";
import type { Misplaced } from "./mistake";
import type { SyntaxNode } from "./syntax-tree";

/**
 * The first place where a grammar could not go on; undefined: it read everything. What follows it is a guess of the grammar's, so only
 * the first is told.
 */
export function syntaxMistake(text: string, nodes: readonly SyntaxNode[]): Misplaced | undefined {
  let first: Span | undefined;
  for (const { isError, span } of nodes) if (isError && (first === undefined || span.start < first.start)) first = span;
  if (first === undefined) return undefined;
  const start = first.start + text.slice(first.start).search(/\S|$/);
  const token = tokenAt(text, start);
  if (token === "")
    return {
      kind: "syntax",
      span: { start: text.length, end: text.length },
      message: "The query ends too early",
      fix: "Write what is missing at the end.",
    };
  return {
    kind: "syntax",
    span: { start, end: start + token.length },
    message: `${excerpt(token)} cannot stand here`,
    fix: `Look at what stands before it${before(text, start)}.`,
  };
}

function tokenAt(text: string, at: number): string {
  return (
    /^(?:"(?:[^"\\]|\\.){0,100}"?|[\p{L}\p{N}_@.:$]{1,100}|[=!<>|&~+]{1,2}|[^])/u.exec(text.slice(at, at + 300))?.[0] ??
    ""
  );
}

function before(text: string, at: number): string {
  const near = text.slice(Math.max(0, at - 25), at).trim();
  return near === "" ? ": the query begins with it" : `: ${excerpt(near)}`;
}
