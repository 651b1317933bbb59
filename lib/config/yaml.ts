import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
  type Pair,
} from "yaml";
import type { Path } from "../base";
import { ConfigError, problem, type Position, placed } from "./errors";
import type { yamlRules } from "./rules/registry/reading";

/** The value of a YAML or JSON text, and where each part of it is written. */
export interface YamlText {
  /** Objects have no prototype. */
  readonly value: unknown;

  /** Where a value is written; for a value that is missing, where the nearest one around it is. */
  readonly place: (path: Path, about: "key" | "value") => Position;
}

/** Most levels of nesting: about twice what a configuration needs. */
const deepest = 64;

/** Most values once aliases are expanded: a few lines of nested aliases can stand for billions. */
const most = 200_000;

/** Most words and punctuation marks of a text. */
const mostParts = 500_000;

const refusedKeys: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Reads a text of YAML 1.2, of which JSON is a part.
 *
 * @throws {ConfigError} for text that is not YAML, keys that occur twice, aliases that never end, and keys that would change what objects are.
 */
export function readYaml(text: string, file: string): YamlText {
  const lines = new LineCounter();
  const document = parse(text, file, lines);
  const placeAt = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const failure = (offset: number, rule: keyof typeof yamlRules, message: string, fix: string): ConfigError =>
    new ConfigError([placed(problem(rule, [], `${message}\n${excerpt(text, placeAt(offset))}`, fix), placeAt(offset))]);

  const [first] = document.errors;
  if (first !== undefined) {
    // The library recurses, and reports a stack overflow as a syntax error.
    if (first.message.includes("call stack")) throw tooDeep(file);
    if (first.code === "MULTIPLE_DOCS") {
      throw failure(first.pos[0], "yaml-syntax", "a second document begins here", "Keep one, and remove the line ---.");
    }
    throw failure(first.pos[0], "yaml-syntax", sentence(first.message), "Fix the line, or put the value in quotes.");
  }
  const [warning] = document.warnings;
  if (warning !== undefined)
    throw failure(
      warning.pos[0],
      "yaml-syntax",
      sentence(warning.message),
      "Leave the tag out: values are text, numbers, true, false, lists and objects.",
    );

  const reader = new Reader(failure);
  const value = reader.read(document.contents, []);
  return {
    value,
    place: (path, about) => {
      for (let length = path.length; length >= 0; length--) {
        const found = reader.places.get(JSON.stringify(path.slice(0, length)));
        // A block begins below its key, and a reader looks for the key.
        if (found !== undefined) return placeAt(length === path.length && about === "value" ? found.value : found.key);
      }
      return { file };
    },
  };
}

function parse(text: string, file: string, lineCounter: LineCounter): Document.Parsed {
  checkSize(text, file);
  try {
    // Keys are compared below: the library's comparison is quadratic in their number.
    return parseDocument(text, { lineCounter, uniqueKeys: false, prettyErrors: false, logLevel: "error" });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(file);
    const message = `the file cannot be read: ${error instanceof Error ? error.message : String(error)}`;
    throw new ConfigError([placed(problem("yaml-syntax", [], message, "Write it as YAML 1.2 or JSON."), { file })]);
  }
}

// Before parsing: the tree takes some hundred bytes for each bracket.
function checkSize(text: string, file: string): void {
  let parts = 0;
  let depth = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === "[" || lexeme === "{") depth++;
    if (lexeme === "]" || lexeme === "}") depth--;
    if (depth > 2 * deepest) throw tooDeep(file);
    if (++parts > mostParts) {
      const message = `the file has more than ${mostParts} words and punctuation marks`;
      throw new ConfigError([
        placed(
          problem("file-size", [], message, "Check that it is the right file: a configuration has a few thousand."),
          { file },
        ),
      ]);
    }
  }
}

function tooDeep(file: string): ConfigError {
  return new ConfigError([
    placed(problem("yaml-depth", [], "the file is nested too deeply", "Nest it less deeply."), { file }),
  ]);
}

class Reader {
  /** Offsets by path. */
  readonly places = new Map<string, { key: number; value: number }>();
  private readonly anchors = new Map<string, Node>();
  private count = 0;

  constructor(
    private readonly failure: (
      offset: number,
      rule: keyof typeof yamlRules,
      message: string,
      fix: string,
    ) => ConfigError,
  ) {}

  read(node: Node | null, path: Path, key?: number, depth = 0): unknown {
    const offset = node?.range?.[0] ?? key ?? 0;
    if (depth > deepest)
      throw this.failure(
        offset,
        "yaml-depth",
        `more than ${deepest} levels of nesting`,
        "Nest it less deeply; an alias must not be inside its own anchor.",
      );
    if (++this.count > most)
      throw this.failure(offset, "yaml-aliases", `aliases stand for more than ${most} values`, "Write the values out.");
    if (isAlias(node)) return this.read(this.target(node.source, offset), path, key ?? offset, depth + 1);
    const scalar = !isMap(node) && !isSeq(node);
    this.places.set(JSON.stringify(path), { key: key ?? offset, value: scalar ? offset : (key ?? offset) });
    if (node === null) return null;
    if ("anchor" in node && typeof node.anchor === "string") this.anchors.set(node.anchor, node);
    if (isSeq(node))
      return node.items.map((item, index) =>
        this.read(item as Node | null, [...path, index], (item as Node | null)?.range?.[0], depth + 1),
      );
    if (isMap(node)) return this.readMap(node.items as Pair<Node, Node | null>[], path, depth);
    return isScalar(node) ? node.value : null;
  }

  private readMap(pairs: readonly Pair<Node, Node | null>[], path: Path, depth: number): Record<string, unknown> {
    const table = Object.create(null) as Record<string, unknown>;
    const own = new Set<string>();
    for (const { key, value } of pairs) {
      const offset = key.range?.[0] ?? 0;
      if (!isScalar(key)) throw this.failure(offset, "yaml-key", "a key is a list or an object", "Use text as a key.");
      const name = key.source ?? String(key.value);
      if (refusedKeys.has(name))
        throw this.failure(offset, "yaml-key", `"${name}" cannot be a key`, "Use another name.");
      if (name === "<<" && key.type === "PLAIN") {
        for (const inherited of this.inherited(value, path, offset, depth))
          for (const [other, entry] of Object.entries(inherited))
            if (!own.has(other) && !(other in table)) table[other] = entry;
        continue;
      }
      if (own.has(name))
        throw this.failure(
          offset,
          "yaml-duplicate-key",
          `the key "${name}" occurs twice`,
          "Remove one of them, or combine them.",
        );
      own.add(name);
      table[name] = this.read(value, [...path, name], offset, depth + 1);
    }
    return table;
  }

  // What `<<` names: keys beside it take precedence over these, and the first of several objects over the others.
  private inherited(value: Node | null, path: Path, offset: number, depth: number): object[] {
    return (isSeq(value) ? (value.items as Node[]) : [value]).map((source) => {
      const inherited = this.read(source, path, offset, depth + 1);
      if (typeof inherited === "object" && inherited !== null && !Array.isArray(inherited)) return inherited;
      throw this.failure(
        offset,
        "yaml-key",
        "<< merges an object, or a list of objects",
        "Name an anchor of an object: <<: *defaults.",
      );
    });
  }

  private target(name: string, offset: number): Node {
    const target = this.anchors.get(name);
    if (target === undefined)
      throw this.failure(
        offset,
        "yaml-syntax",
        `there is no anchor "${name}" before this`,
        `Write &${name} where the value first occurs.`,
      );
    return target;
  }
}

/** The line of a place, with a caret below the column. */
function excerpt(text: string, { line = 1, column = 1 }: Position): string {
  const source = (text.split(/\r?\n/, line)[line - 1] ?? "").replaceAll("\t", " ");
  const from = Math.max(0, column - 60);
  const gutter = `${line} | `;
  return `  ${gutter}${source.slice(from, from + 100)}\n  ${" ".repeat(gutter.length + column - 1 - from)}^`;
}

function sentence(message: string): string {
  const [first = ""] = message.split("\n");
  return first.charAt(0).toLowerCase() + first.slice(1);
}
