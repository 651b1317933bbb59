import type { TermsPattern } from "./ast";

/**
 * Compiles terms to a test of an event's text. A term is a substring. Optional terms are ignored if there is any other kind
 * of term, as the service does.
 */
export function compileTerms({ terms }: TermsPattern): (text: string) => boolean {
  const texts = (mode: string) => terms.filter((term) => term.mode === mode).map((term) => term.text);
  const included = texts("include");
  const excluded = texts("exclude");
  if (included.length + excluded.length > 0) {
    return (text) => included.every((term) => text.includes(term)) && !excluded.some((term) => text.includes(term));
  }
  const optional = texts("optional");
  return (text) => optional.some((term) => text.includes(term));
}
