import { Composer, type Document, Lexer, LineCounter, Parser, type Tags } from "yaml";
import type { Path } from "../base";
import { YamlError, type YamlMistake, type YamlPosition } from "./mistake";
import { type Budget, deepest, mostValues, NodeReader, type Refuse, type YamlTags } from "./node-reader";

/** The value of a text, and where each part of it is written. */
export interface YamlText {
  /** Objects have no prototype. A text without a value (comments, or nothing) is null. */
  readonly value: unknown;

  /** Where a value, or its key, is written; for a value that is missing, where the nearest one around it is. */
  readonly place: (path: Path, about: "key" | "value") => YamlPosition;
}

type Tag = Exclude<Tags[number], string>;

/** Most words and punctuation marks of a text. */
const mostTokens = 500_000;

/** Most documents of a text that {@link readYamlDocuments} reads. */
const mostDocuments = 1000;

/**
 * Reads a text of YAML 1.2, of which JSON is a part. Aliases and merge keys (`<<`) are followed. Time and memory are bounded whatever the
 * text is: nesting, tokens and the values that aliases stand for have limits.
 *
 * @param tags the tags that are accepted; none by default
 * @throws {YamlError} for text that is not YAML, a second document, a tag, keys that occur twice, aliases that never end, and keys that
 * would change what objects are.
 */
export function readYaml(text: string, tags: YamlTags = new Map()): YamlText {
  const composing = composingOf(text, tags);
  const [document] = documents(text, composing, 1);
  if (document === undefined) throw new Error("the composer gave no document");
  return textOf(document, composing, { left: mostValues });
}

/**
 * Reads all documents of a text, as manifests of Kubernetes have them. The limits are for all of them together.
 *
 * @throws {YamlError} as {@link readYaml}, but for a second document only where there are more than a thousand
 */
export function readYamlDocuments(text: string): readonly YamlText[] {
  const composing = composingOf(text, new Map());
  const budget: Budget = { left: mostValues };
  return documents(text, composing, mostDocuments).map((document) => textOf(document, composing, budget));
}

interface Composing {
  readonly lines: LineCounter;
  readonly positionOf: (offset: number) => YamlPosition;
  readonly refuse: Refuse;
  readonly tags: YamlTags;
}

function composingOf(text: string, tags: YamlTags): Composing {
  const lines = new LineCounter();
  const positionOf = (offset: number): YamlPosition => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const refuse: Refuse = (offset, mistake) => {
    const at = positionOf(offset);
    return new YamlError(mistake, at, excerpt(text, at));
  };
  return { lines, positionOf, refuse, tags };
}

function textOf(document: Document.Parsed, { positionOf, refuse, tags }: Composing, budget: Budget): YamlText {
  const [mistake] = document.errors;
  if (mistake !== undefined) throw refuse(mistake.pos[0], mistakeOf(mistake));
  const [warning] = document.warnings;
  if (warning !== undefined) throw refuse(warning.pos[0], { kind: "tag", said: warning.message });

  const reader = new NodeReader(refuse, tags, budget);
  const value = reader.read(document.contents, []);
  return {
    value,
    place: (path, about) => {
      for (let length = path.length; length > 0; length--) {
        const found = reader.places.get(JSON.stringify(path.slice(0, length)));
        // A block begins below its key, and a reader looks for the key.
        if (found !== undefined)
          return positionOf(length === path.length && about === "value" ? found.value : found.key);
      }
      return positionOf(document.contents?.range[0] ?? 0);
    },
  };
}

function mistakeOf({ code, message }: Document.Parsed["errors"][number]): YamlMistake {
  return code === "RESOURCE_EXHAUSTION"
    ? { kind: "too-deep", most: deepest }
    : { kind: "syntax", said: message, about: code };
}

/** Up to `most` documents, the last of which may have a mistake. @throws {YamlError} if there are more */
function documents(text: string, { lines, refuse, tags }: Composing, most: number): readonly Document.Parsed[] {
  // Keys are compared by the reader: the library's comparison is quadratic in their number.
  const composer = new Composer({
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    customTags: [...tags.keys()].flatMap((tag): readonly Tag[] => [
      { tag, resolve: (written: string) => written },
      { tag, collection: "map" },
      { tag, collection: "seq" },
    ]),
  });
  const all: Document.Parsed[] = [];
  for (const next of composer.compose(tokens(text, lines, refuse), true, text.length)) {
    if ((all.at(-1)?.errors.length ?? 0) > 0) break;
    if (all.length === most) throw refuse(next.range[0], { kind: "second-document", most });
    all.push(next);
  }
  return all;
}

// The composer recurses, so what it is given has its limits: near the end of its stack, V8 stops the process rather than throw.
function* tokens(text: string, lines: LineCounter, refuse: Refuse) {
  const parser = new Parser(lines.addNewLine);
  lines.addNewLine(0);
  let count = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++count > mostTokens) throw refuse(parser.offset, { kind: "too-many-tokens", most: mostTokens });
    yield* parser.next(lexeme);
    if (parser.stack.length > 2 * deepest) throw refuse(parser.offset, { kind: "too-deep", most: deepest });
  }
  yield* parser.end();
}

/** The line of a place, with a caret below the column. */
function excerpt(text: string, { column, line }: YamlPosition): string {
  const source = (text.split(/\r?\n/, line)[line - 1] ?? "").replaceAll("\t", " ");
  const from = Math.max(0, column - 60);
  const gutter = `${line} | `;
  return `  ${gutter}${source.slice(from, from + 100)}\n  ${" ".repeat(gutter.length + column - 1 - from)}^`;
}
