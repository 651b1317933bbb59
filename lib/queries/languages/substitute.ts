import type { Span } from "../../base";

/** A text of which parts are replaced, as a grammar reads it. */
export interface Substituted {
  readonly text: string;

  /** A part of `text`, in the text as it was written: a replaced part counts as a whole. */
  readonly original: (span: Span) => Span;

  /** Whether a variable, or a part of one, stands there; of `text`. */
  readonly isVariable: (span: Span) => boolean;
}

export interface Replacement {
  readonly span: Span;
  readonly text: string;

  /** Whether a variable stood there; otherwise, what the grammar does not know. */
  readonly isVariable: boolean;
}

/** @param replacements they do not overlap */
export function substitute(written: string, replacements: readonly Replacement[]): Substituted {
  const pieces: Piece[] = [];
  let text = "";
  let from = 0;
  for (const { span, text: instead, isVariable } of [...replacements].sort((a, b) => a.span.start - b.span.start)) {
    text += written.slice(from, span.start);
    pieces.push({ start: text.length, end: text.length + instead.length, written: span, isVariable });
    text += instead;
    from = span.end;
  }
  text += written.slice(from);
  return {
    text,
    original: ({ start, end }) => ({ start: back(pieces, start, "start"), end: back(pieces, end, "end") }),
    isVariable: ({ start, end }) => {
      for (let at = lastBefore(pieces, end); at >= 0; at--) {
        const piece = pieces[at];
        if (piece === undefined || piece.end <= start) return false;
        if (piece.isVariable) return true;
      }
      return false;
    },
  };
}

interface Piece {
  /** In the text with stand-ins. */
  readonly start: number;
  readonly end: number;
  readonly written: Span;
  readonly isVariable: boolean;
}

function back(pieces: readonly Piece[], at: number, edge: keyof Span): number {
  const piece = pieces[lastBefore(pieces, edge === "start" ? at + 1 : at)];
  if (piece === undefined) return at;
  if (at < piece.end) return piece.written[edge];
  return at - piece.end + piece.written.end;
}

/** The last piece that starts before an offset, by its index; -1: there is none. */
function lastBefore(pieces: readonly Piece[], offset: number): number {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((pieces[middle]?.start ?? Infinity) < offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
