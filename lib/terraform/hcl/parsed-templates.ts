import type { Expression } from "./ast";
import { SyntaxFault } from "./errors";
import { parseTemplate } from "./parse-template";
import { Work } from "./work";

/** The templates of a document, each parsed once for all instances of its block. */
export class ParsedTemplates {
  /** What evaluating them may take. */
  readonly work = Work.ofDocument();
  readonly #parsed = new Map<string, Expression | SyntaxFault>();

  /** The expression of a text with `${` or `%{` in it; the fault, where it does not parse. */
  parsed(text: string): Expression | SyntaxFault {
    const known = this.#parsed.get(text);
    if (known !== undefined) return known;
    const result = parse(text);
    this.#parsed.set(text, result);
    return result;
  }
}

function parse(text: string): Expression | SyntaxFault {
  try {
    return parseTemplate(text);
  } catch (fault) {
    if (fault instanceof SyntaxFault) return fault;
    throw fault;
  }
}
