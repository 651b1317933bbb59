import type { RegexPattern, Term, TermsPattern } from "./ast";
import { after, BLANKS, endOfMatch, TERM } from "./chars";
import { badSyntax, invalidCharacter } from "./errors";
import { quotedAt, regexAt } from "./lexer";

/**
 * Reads unstructured terms: `ERROR -timeout ?maybe "two words"`.
 *
 * `-` and `?` begin a new term even inside a word: `a-b` means `a` and not `b`. Two plain terms need a blank between them.
 */
export function parseTerms(text: string): TermsPattern {
  const terms: Term[] = [];
  let at = endOfMatch(BLANKS, text, 0);
  while (at < text.length) {
    const term = readTerm(text, at);
    terms.push(term);
    const end = term.span.end;
    at = endOfMatch(BLANKS, text, end);
    const next = text.charAt(end);
    if (at === end && (next === '"' || text.charAt(end - 1) === '"') && next !== "" && !"-?".includes(next)) {
      // The missing blank is the fault only if the text after the quote is a term by itself.
      const glued = readTerm(text, end);
      throw badSyntax(text, { start: end, end: glued.span.end }, "Put a blank between the two terms.");
    }
  }
  return { kind: "terms", terms, span: { start: 0, end: text.length } };
}

/** Reads a whole pattern of `%...%`. */
export function parseStandaloneRegex(text: string): RegexPattern {
  const token = regexAt(text, 0);
  if (token.end < text.length) {
    const fix = "A regular expression must be the whole pattern: join several with '|', and leave out terms.";
    throw badSyntax(text, { start: token.end, end: text.length }, fix);
  }
  return { kind: "regex", source: text.slice(1, -1), span: { start: 0, end: text.length } };
}

type PlacedTerm = Term & { readonly span: { readonly start: number; readonly end: number } };

function readTerm(text: string, start: number): PlacedTerm {
  const sign = text.charAt(start);
  const mode = sign === "-" ? "exclude" : sign === "?" ? "optional" : "include";
  const from = mode === "include" ? start : start + 1;
  const char = text.charAt(from);
  if (char === '"') {
    if (text.charAt(from + 1) === '"') {
      throw invalidCharacter(text, { start: from, end: from + 2 }, "Write at least one character between the quotes.");
    }
    const { value, end } = quotedAt(text, from);
    return { mode, text: value?.kind === "text" ? value.text : "", span: { start, end } };
  }
  const end = endOfMatch(TERM, text, from);
  if (end > from) return { mode, text: text.slice(from, end), span: { start, end } };
  if (from > start && (char === "" || "-? \t\r\n".includes(char))) {
    throw badSyntax(
      text,
      { start, end: from },
      `Put a term right after the '${sign}', or put '${sign}' in double quotes.`,
    );
  }
  throw invalidCharacter(text, { start: from, end: after(text, from) }, fixFor(text, from));
}

function fixFor(text: string, at: number): string {
  if (text.charAt(at) === "%") return "A regular expression cannot be combined with terms: make it the whole pattern.";
  const before = /[^ \t\r\n"]*$/.exec(text.slice(0, at))?.[0] ?? "";
  const behind = /^[^ \t\r\n"]*/.exec(text.slice(at))?.[0] ?? "";
  const sign = /^[-?]/.exec(before)?.[0] ?? "";
  const word = (before + behind).slice(sign.length).replaceAll("\\", "\\\\");
  return `Put the term in double quotes: ${sign}"${word}"`;
}
