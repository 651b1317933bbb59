/** Where something is written. Both are counted from 1. */
export interface YamlPosition {
  readonly line: number;
  readonly column: number;
}

/** Why a text is not read. */
export type YamlMistake =
  /** `said`: the parser's own words; `about`: its code. */
  | { readonly kind: "syntax"; readonly said: string; readonly about: string }
  | { readonly kind: "tag"; readonly said: string }
  /** Or one more than as many as are read. */
  | { readonly kind: "second-document"; readonly most: number }
  | { readonly kind: "too-many-tokens"; readonly most: number }
  | { readonly kind: "too-deep"; readonly most: number }
  | { readonly kind: "too-many-values"; readonly most: number }
  | { readonly kind: "anchor-unknown"; readonly name: string }
  | { readonly kind: "key-not-text" }
  | { readonly kind: "key-refused"; readonly name: string }
  | { readonly kind: "key-twice"; readonly name: string }
  | { readonly kind: "merge-not-an-object" };

/** A text that is not read, with its first mistake: later ones often follow from it. */
export class YamlError extends Error {
  override readonly name = "YamlError";
  /** What to do, a sentence. */
  readonly fix: string;

  constructor(
    readonly mistake: YamlMistake,
    readonly at: YamlPosition,
    /** The line, and a caret below the column. */
    readonly excerpt: string,
  ) {
    const { fix, message } = mistakeText(mistake);
    super(message);
    this.fix = fix;
  }
}

function fixOf(about: string): string {
  switch (about) {
    case "TAB_AS_INDENT":
      return "Indent with spaces.";
    case "BAD_INDENT":
      return "Indent it exactly as far as the entries beside it, and close every bracket.";
    default:
      return "Fix the line, or put the value in quotes.";
  }
}

function mistakeText(mistake: YamlMistake): { readonly message: string; readonly fix: string } {
  switch (mistake.kind) {
    case "syntax":
      return { message: clause(mistake.said), fix: fixOf(mistake.about) };
    case "tag":
      return {
        message: clause(mistake.said),
        fix: "Leave the tag out: values are text, numbers, true, false, lists and objects.",
      };
    case "second-document":
      return mistake.most === 1
        ? { message: "a second document begins here", fix: "Keep one per file, and remove the line ---." }
        : { message: `more than ${mistake.most} documents`, fix: "Split the file." };
    case "too-many-tokens":
      return {
        message: `the file has more than ${mistake.most} words and punctuation marks`,
        fix: "Check that it is the right file, and move recorded data to files of its own.",
      };
    case "too-deep":
      return {
        message: `more than ${mistake.most} levels of nesting`,
        fix: "Nest it less deeply; an alias must not be inside its own anchor.",
      };
    case "too-many-values":
      return { message: `aliases stand for more than ${mistake.most} values`, fix: "Write the values out." };
    case "anchor-unknown":
      return {
        message: `there is no anchor "${mistake.name}" before this`,
        fix: `Write &${mistake.name} where the value first occurs.`,
      };
    case "key-not-text":
      return { message: "a key is a list or an object", fix: "Use text as a key." };
    case "key-refused":
      return { message: `"${mistake.name}" cannot be a key`, fix: "Use another name." };
    case "key-twice":
      return { message: `the key "${mistake.name}" occurs twice`, fix: "Remove one of them, or combine them." };
    case "merge-not-an-object":
      return {
        message: "<< merges an object, or a list of objects",
        fix: "Name an anchor of an object: <<: *defaults.",
      };
  }
}

function clause(said: string): string {
  const [first = ""] = said.split("\n");
  return first.charAt(0).toLowerCase() + first.slice(1);
}
