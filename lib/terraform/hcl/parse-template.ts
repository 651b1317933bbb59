import { own } from "../../base";
import type { Expression, TemplatePart } from "./ast";
import { readExpression, readLoopNames } from "./parse-expression";
import { Scanner } from "./scanner";

/**
 * Parses a text as one template, as every string of Terraform's JSON syntax is: no backslash escapes, `$${` for
 * `${` and `%%{` for `%{`. Throws SyntaxFault.
 */
export function parseTemplate(text: string): Expression {
  const scanner = new Scanner(text);
  return { at: 0, type: "template", parts: readParts(scanner, bareText, () => scanner.at >= text.length) };
}

/** Whether a text has something to evaluate; other texts are literal. */
export function isTemplate(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

/** A quoted template after its opening quote, up to and with the closing one. */
export function readQuoted(scanner: Scanner): readonly TemplatePart[] {
  const parts = readParts(scanner, quotedText, () => {
    if (scanner.at >= scanner.text.length) scanner.fail('expected " at the end of a string');
    return scanner.text.startsWith('"', scanner.at);
  });
  scanner.at++;
  return parts;
}

/** A heredoc after its `<<`, up to and with its closing word. */
export function readHeredoc(scanner: Scanner): readonly TemplatePart[] {
  const flush = scanner.match(/-/y) !== undefined;
  const word = scanner.match(/[\p{ID_Start}_][\p{ID_Continue}-]*/uy);
  if (word === undefined || scanner.match(/\r?\n/y) === undefined)
    scanner.fail("expected a word and a line break after <<");
  const start = scanner.at;
  const close = new RegExp(`^[ \\t]*${word}[ \\t]*\\r?$`, "mu");
  const end = closingLine(scanner.text, start, close);
  if (end === undefined) scanner.fail(`expected a line with only ${word} at the end of a heredoc`);
  const parts = readParts(scanner, bareText, () => scanner.at >= end.start, flush);
  scanner.at = end.end;
  return parts;
}

function closingLine(text: string, start: number, close: RegExp): { start: number; end: number } | undefined {
  const found = close.exec(text.slice(start));
  return found === null
    ? undefined
    : { start: start + found.index, end: start + found.index + found[0].replace(/\r$/, "").length };
}

type ReadText = (scanner: Scanner) => string;

type Mark =
  | { readonly type: "text" | "interpolation"; readonly part: TemplatePart }
  | { readonly type: "else" | "endif" | "endfor"; readonly at: number };

interface Piece {
  readonly mark: Mark;
  /** `~` at its beginning and at its end. */
  readonly stripBefore: boolean;
  readonly stripAfter: boolean;
  /** For parts with a body: what opens it. */
  readonly opens?: (body: readonly TemplatePart[], otherwise: readonly TemplatePart[]) => TemplatePart;
  readonly closedBy?: "endif" | "endfor";
}

/** Reads pieces until `ended`, takes away what `~` and `<<-` strip, and nests the directives. */
function readParts(scanner: Scanner, readText: ReadText, ended: () => boolean, flush = false): readonly TemplatePart[] {
  const pieces: Piece[] = [];
  while (!ended()) {
    const { text, at } = scanner;
    if (text.startsWith("${", at)) pieces.push(readInterpolation(scanner));
    else if (text.startsWith("%{", at)) pieces.push(readDirective(scanner));
    else {
      pieces.push(textPiece(readTextRun(scanner, readText, ended)));
    }
  }
  const stripped = flush ? withoutIndent(strip(pieces)) : strip(pieces);
  const [parts, next] = nest(scanner, stripped, 0);
  const rest = stripped[next];
  if (rest !== undefined && "at" in rest.mark)
    scanner.fail(`%{ ${rest.mark.type} } has no opening directive`, rest.mark.at);
  return parts;
}

function readTextRun(scanner: Scanner, readText: ReadText, ended: () => boolean): string {
  let literal = "";
  while (!ended()) {
    const { text, at } = scanner;
    if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
      literal += text.slice(at + 1, at + 3);
      scanner.at += 3;
    } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
      break;
    } else {
      literal += readText(scanner);
      // Outside quotes `~` strips no further than the line's end: each line is a text of its own.
      if (readText === bareText && literal.endsWith("\n")) break;
    }
  }
  return literal.normalize("NFC");
}

/** As much literal text as possible; at least one character. */
function bareText(scanner: Scanner): string {
  const run = scanner.match(/[^$%\n]+/y);
  if (run !== undefined) return run;
  return scanner.text.charAt(scanner.at++);
}

function quotedText(scanner: Scanner): string {
  const run = scanner.match(/[^$%"\\\n\r]+/y);
  if (run !== undefined) return run;
  const char = scanner.text.charAt(scanner.at);
  if (char === "\n" || char === "\r")
    scanner.fail("a quoted string cannot hold a line break: write \\n, or use a heredoc");
  scanner.at++;
  return char === "\\" ? readEscape(scanner) : char;
}

function readEscape(scanner: Scanner): string {
  const at = scanner.at - 1;
  const char = scanner.text.charAt(scanner.at++);
  const simple: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };
  const plain = own(simple, char);
  if (plain !== undefined) return plain;
  const digits =
    char === "u" ? scanner.match(/[0-9a-fA-F]{4}/y) : char === "U" ? scanner.match(/[0-9a-fA-F]{8}/y) : undefined;
  const code = digits === undefined ? Infinity : parseInt(digits, 16);
  if (code > 0x10ffff)
    scanner.fail(`\\${char} is not an escape: use one of \\n \\r \\t \\" \\\\ \\uXXXX \\UXXXXXXXX`, at);
  return String.fromCodePoint(code);
}

function readInterpolation(scanner: Scanner): Piece {
  scanner.at += 2;
  const stripBefore = scanner.match(/~/y) !== undefined;
  const of = scanner.within(true, () => readExpression(scanner));
  const stripAfter = closeBrace(scanner, "after an interpolation");
  return { mark: { type: "interpolation", part: { type: "interpolation", of } }, stripBefore, stripAfter };
}

function readDirective(scanner: Scanner): Piece {
  const { at } = scanner;
  scanner.at += 2;
  const stripBefore = scanner.match(/~/y) !== undefined;
  return scanner.within(true, () => {
    const word = scanner.identifier();
    if (word === "else" || word === "endif" || word === "endfor") {
      return { mark: { type: word, at }, stripBefore, stripAfter: closeBrace(scanner, `after ${word}`) };
    }
    if (word === "if") {
      const condition = readExpression(scanner);
      const stripAfter = closeBrace(scanner, "after a condition");
      const opens = (then: readonly TemplatePart[], otherwise: readonly TemplatePart[]): TemplatePart => ({
        type: "if",
        if: condition,
        then,
        else: otherwise,
      });
      return { mark: placeholder, stripBefore, stripAfter, opens, closedBy: "endif" };
    }
    if (word === "for") {
      const [keyName, valueName] = readLoopNames(scanner);
      const of = readExpression(scanner);
      const stripAfter = closeBrace(scanner, "after for");
      const opens = (body: readonly TemplatePart[]): TemplatePart => ({ type: "for", keyName, valueName, of, body });
      return { mark: placeholder, stripBefore, stripAfter, opens, closedBy: "endfor" };
    }
    return scanner.fail("expected if, else, endif, for or endfor after %{", at);
  });
}

const placeholder: Mark = { type: "text", part: { type: "text", text: "" } };

function closeBrace(scanner: Scanner, where: string): boolean {
  if (scanner.accept("~}")) return true;
  scanner.expect("}", where);
  return false;
}

function strip(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece, index) => {
    const literal = textOf(piece);
    if (literal === undefined) return piece;
    let text = literal;
    if (pieces[index - 1]?.stripAfter === true) text = text.trimStart();
    if (pieces[index + 1]?.stripBefore === true) text = text.trimEnd();
    return textPiece(text);
  });
}

function textPiece(text: string): Piece {
  return { mark: { type: "text", part: { type: "text", text } }, stripBefore: false, stripAfter: false };
}

function textOf({ opens, mark }: Piece): string | undefined {
  return opens === undefined && "part" in mark && mark.part.type === "text" ? mark.part.text : undefined;
}

/** Parts from `start` up to the end, or to a mark that belongs to the enclosing directive; and where that stands. */
function nest(scanner: Scanner, pieces: readonly Piece[], start: number): [readonly TemplatePart[], number] {
  const parts: TemplatePart[] = [];
  let index = start;
  for (let piece = pieces[index]; piece !== undefined; piece = pieces[++index]) {
    if (piece.opens === undefined) {
      if (!("part" in piece.mark)) break;
      addPart(parts, piece.mark.part);
      continue;
    }
    const [body, afterBody] = nest(scanner, pieces, index + 1);
    const hasElse = piece.closedBy === "endif" && pieces[afterBody]?.mark.type === "else";
    const [otherwise, end] = hasElse ? nest(scanner, pieces, afterBody + 1) : [[], afterBody];
    if (pieces[end]?.mark.type !== piece.closedBy)
      scanner.fail(`expected %{ ${piece.closedBy ?? ""} } to close a directive`);
    parts.push(piece.opens(body, otherwise));
    index = end;
  }
  return [parts, index];
}

/** Adds a part; adjacent texts become one. */
function addPart(parts: TemplatePart[], part: TemplatePart): void {
  const last = parts.at(-1);
  if (part.type !== "text") parts.push(part);
  else if (last?.type === "text") parts[parts.length - 1] = { type: "text", text: last.text + part.text };
  else if (part.text !== "") parts.push(part);
}

/** `<<-`: takes the smallest indentation of all lines from each line; lines of blanks have none. */
function withoutIndent(pieces: readonly Piece[]): readonly Piece[] {
  let smallest = Infinity;
  eachLine(pieces, (indent) => {
    smallest = Math.min(smallest, indent);
    return 0;
  });
  return smallest === Infinity ? pieces : eachLine(pieces, () => smallest);
}

/** Calls back with the indentation of every line, and takes as many blanks from it as the answer says. */
function eachLine(pieces: readonly Piece[], cut: (indent: number) => number): readonly Piece[] {
  let atLineStart = true;
  return pieces.map((piece) => {
    const literal = textOf(piece);
    if (literal === undefined) {
      if (atLineStart) cut(0);
      atLineStart = false;
      return piece;
    }
    const lines = literal.split(/(?<=\n)/).map((line) => {
      const begins = atLineStart;
      atLineStart = line.endsWith("\n");
      if (!begins || (atLineStart && line.trim() === "")) return line;
      const indent = line.length - line.trimStart().length;
      return line.slice(Math.min(indent, cut(indent)));
    });
    return textPiece(lines.join(""));
  });
}
