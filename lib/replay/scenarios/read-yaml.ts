import { isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, type Pair, parseAllDocuments } from "yaml";
import type { FilePlace, Finding, Path } from "../../base";
import { type ScenarioRuleId, scenarioRules } from "./rules";
import { ScenarioError } from "./scenario";

/** What the text of a scenario's file says. */
export interface ScenarioText {
  readonly value: unknown;
  /** The line of a part of the value, counted from 1, or of the nearest part around it that is there. */
  readonly lineAt: (path: Path) => number | undefined;
}

/** Levels of nesting, more than anybody needs. */
const deepest = 64;

/** Values after aliases were followed: a few lines of aliases of aliases can stand for billions. */
const mostValues = 200_000;

/** Words and signs of a text. */
const mostParts = 500_000;

/**
 * Reads a scenario's file: YAML 1.2, of which JSON is a part.
 *
 * @throws ScenarioError with the first mistake: the others often follow from it
 */
export function readScenarioText(text: string, file: string): ScenarioText {
  const lines = new LineCounter();
  const lineOf = (offset: number): number => Math.max(lines.linePos(offset).line, 1);
  const refuse: Refuse = (offset, message, fix) =>
    new ScenarioError([
      unreadable({ kind: "file", file, ...(offset === undefined ? {} : { line: lineOf(offset) }) }, message, fix),
    ]);

  const reader = new Reader(refuse);
  const value = reader.read(contents(text, lines, refuse), [], 0, 0);
  return {
    value,
    lineAt(path) {
      for (let length = path.length; length >= 0; length--) {
        const offset = reader.offsets.get(JSON.stringify(path.slice(0, length)));
        if (offset !== undefined) return length === 0 ? undefined : lineOf(offset);
      }
      return undefined;
    },
  };
}

type Refuse = (offset: number | undefined, message: string, fix?: string) => ScenarioError;

function unreadable(place: FilePlace, message: string, fix: string | undefined): Finding<ScenarioRuleId, FilePlace> {
  return scenarioRules.finding("scenario-unreadable", place, { message, fix });
}

function contents(text: string, lineCounter: LineCounter, refuse: Refuse): Node | null {
  if (text.includes("\0")) throw refuse(undefined, "this is not text", "A scenario is a file of YAML.");
  checkSize(text, refuse);
  try {
    // Keys are compared by the reader: the library's own comparison takes the square of their number.
    const documents = parseAllDocuments(text, {
      lineCounter,
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: "error",
    });
    const [document, next] = documents;
    if (document === undefined || !("errors" in document)) return null;
    const mistake = document.errors[0] ?? document.warnings[0];
    if (mistake !== undefined) throw refuse(mistake.pos[0], `this is not YAML: ${mistake.message}`);
    if (next !== undefined)
      throw refuse(next.range[0], "a second document begins here", "Put each scenario into its own file.");
    return document.contents;
  } catch (error) {
    // The library reads recursively.
    if (error instanceof RangeError) throw refuse(undefined, "the file is nested too deeply", "Nest it less deeply.");
    throw error;
  }
}

// Before there is a tree: it takes some hundred bytes for each bracket.
function checkSize(text: string, refuse: Refuse): void {
  let parts = 0;
  let depth = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (lexeme === "[" || lexeme === "{") depth++;
    if (lexeme === "]" || lexeme === "}") depth--;
    if (depth > 2 * deepest) throw refuse(undefined, "the file is nested too deeply", "Nest it less deeply.");
    if (++parts > mostParts)
      throw refuse(
        undefined,
        `the file has more than ${mostParts} tokens`,
        "Put the lines into a separate file, and name it under `logs`.",
      );
  }
}

/** Values of nodes, and where they stand. */
class Reader {
  /** By the path as JSON: where the key begins, or the entry of a list. */
  readonly offsets = new Map<string, number>();
  private readonly anchors = new Map<string, Node>();
  private count = 0;

  constructor(private readonly refuse: Refuse) {}

  read(node: Node | null, path: Path, offset: number, depth: number): unknown {
    if (depth > deepest)
      throw this.refuse(
        offset,
        `more than ${deepest} levels of nesting`,
        "Nest it less deeply; an alias must not be inside its own anchor.",
      );
    if (++this.count > mostValues)
      throw this.refuse(offset, `aliases stand for more than ${mostValues} values`, "Write the values out.");
    this.offsets.set(JSON.stringify(path), offset);
    if (isAlias(node)) return this.read(this.target(node.source, offset), path, offset, depth + 1);
    if (node !== null && "anchor" in node && typeof node.anchor === "string") this.anchors.set(node.anchor, node);
    if (isSeq(node))
      return (node.items as (Node | null)[]).map((item, i) =>
        this.read(item, [...path, i], item?.range?.[0] ?? offset, depth + 1),
      );
    if (isMap(node)) return this.readMap(node.items as Pair<Node, Node | null>[], path, depth);
    return isScalar(node) ? node.value : null;
  }

  private readMap(pairs: readonly Pair<Node, Node | null>[], path: Path, depth: number): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      const offset = key.range?.[0] ?? 0;
      if (!isScalar(key)) throw this.refuse(offset, "a key is a list or an object", "Use text as a key.");
      const name = key.source ?? String(key.value);
      if (entries.has(name)) throw this.refuse(offset, `"${name}" is there twice`, "Remove one, or merge both.");
      if (name === "__proto__") throw this.refuse(offset, `"${name}" cannot be a key`, "Use another name.");
      entries.set(name, this.read(value, [...path, name], offset, depth + 1));
    }
    return Object.fromEntries(entries);
  }

  private target(name: string, offset: number): Node {
    const target = this.anchors.get(name);
    if (target !== undefined) return target;
    throw this.refuse(
      offset,
      `there is no anchor "${name}" before this`,
      `Write &${name} where the value occurs first.`,
    );
  }
}
