import { excerpt, meant, nearest } from "../../../base";
import type { Misplaced } from "../mistake";
import type { UsedVariable } from "../variables";
import type { InsightsCommand, InsightsExpression, InsightsQuery, Name, NamedExpression } from "./ast";
import { readExpression, readField, readName, readRegex, readText } from "./expression";
import { InsightsFault, Reader } from "./reader";
import { INSIGHTS_COMMANDS } from "./vocabulary";

/** Reads a query, command by command. After a mistake, it goes on at the next command. */
export function readInsights(
  text: string,
  variables: readonly UsedVariable[],
): { readonly query: InsightsQuery; readonly mistakes: readonly Misplaced[] } {
  const reader = new Reader(text, variables);
  const commands: InsightsCommand[] = [];
  const mistakes: Misplaced[] = [];
  while (!reader.isAtEnd() && mistakes.length < MOST_MISTAKES) {
    const start = reader.at;
    try {
      const command = readCommand(reader);
      if (command !== undefined) commands.push(command);
      if (!reader.isAtEnd() && !reader.takeMark("|")) reader.fail(["|", "the end of the query"]);
      else if (reader.isAtEnd() && text.charAt(reader.lastEnd - 1) === "|") reader.fail(["a command"]);
    } catch (error) {
      if (!(error instanceof InsightsFault)) throw error;
      mistakes.push(error.mistake);
      skipCommand(reader, start);
    }
  }
  return { query: { commands }, mistakes };
}

/** Whoever wrote as many mistakes wrote another language. */
const MOST_MISTAKES = 20;

function readCommand(reader: Reader): InsightsCommand | undefined {
  const start = reader.at;
  const variable = reader.variable();
  if (variable !== undefined) {
    // Whole commands in a variable: nothing is known of them.
    reader.moveTo(variable.span.end);
    return { kind: "other", name: "", text: reader.text.slice(start, variable.span.end), span: variable.span };
  }
  const word = reader.take(/[A-Za-z]\w*/y)?.[0];
  if (word === undefined) reader.fail(["a command"]);
  // Not documented, and widely written.
  const isOrder = word.toLowerCase() === "order" && reader.sees(/by(?!\w)/iy);
  const name = isOrder ? "sort" : INSIGHTS_COMMANDS.get(word.toLowerCase());
  if (name === undefined) throw new InsightsFault(unknownCommand(word, start));
  switch (name) {
    case "fields":
    case "display":
    case "unmask":
    case "pattern":
    case "expand": {
      const items = readNamed(reader);
      return { kind: "fields", name, items, span: reader.spanFrom(start) };
    }
    case "filter":
    case "where":
    case "filterIndex": {
      const condition = readExpression(reader);
      return { kind: "filter", name, condition, span: reader.spanFrom(start) };
    }
    case "stats": {
      const aggregates = readNamed(reader);
      const by = reader.takeWord("by") ? readNamed(reader) : [];
      return { kind: "stats", aggregates, by, span: reader.spanFrom(start) };
    }
    case "sort": {
      // Not documented, and widely written.
      reader.takeWord("by");
      const keys = readListOf(reader, () => {
        const of = readExpression(reader);
        const descending = reader.takeWord("desc");
        if (!descending) reader.takeWord("asc");
        return { of, descending };
      });
      return { kind: "sort", keys, span: reader.spanFrom(start) };
    }
    case "limit":
      return readLimit(reader, start);
    case "dedup": {
      const fields = readListOf(reader, () => readExpression(reader));
      return { kind: "dedup", fields, span: reader.spanFrom(start) };
    }
    case "parse":
      return readParse(reader, start);
    default:
      return readOther(reader, name, start);
  }
}

function unknownCommand(word: string, start: number): Misplaced {
  const near = nearest(word, INSIGHTS_COMMANDS.values());
  return {
    kind: "unknown-command",
    span: { start, end: start + word.length },
    message: `There is no command ${excerpt(word)}.${meant(near)}`.replace(/\.$/, ""),
    fix: near === undefined ? "Begin with a command such as fields, filter, stats, sort or limit." : `Write ${near}.`,
    ...(near === undefined ? {} : { expected: [near] }),
  };
}

function readNamed(reader: Reader): readonly NamedExpression[] {
  return readListOf(reader, (): NamedExpression => {
    const start = reader.at;
    const of = readExpression(reader);
    const as = reader.takeWord("as") ? readName(reader) : undefined;
    return { of, ...(as === undefined ? {} : { as }), span: reader.spanFrom(start) };
  });
}

function readListOf<Item>(reader: Reader, read: () => Item): readonly Item[] {
  const items = [read()];
  while (reader.takeMark(",")) items.push(read());
  return items;
}

function readLimit(reader: Reader, start: number): InsightsCommand {
  const from = reader.at;
  const variable = reader.variable();
  if (variable !== undefined) {
    reader.moveTo(variable.span.end);
    return { kind: "limit", written: reader.text.slice(from, variable.span.end), span: reader.spanFrom(start) };
  }
  const isAny = reader.takeWord("any");
  const count = reader.take(/\d+(?![\w.])/y)?.[0];
  if (count === undefined && !isAny) reader.fail(["a whole number"]);
  const written = isAny ? (count === undefined ? "any" : `any ${count}`) : (count ?? "");
  return {
    kind: "limit",
    ...(count === undefined || isAny ? {} : { count: Number(count) }),
    written,
    span: reader.spanFrom(start),
  };
}

function readParse(reader: Reader, start: number): InsightsCommand {
  const of = reader.sees(/["'/]/y) ? undefined : readParsed(reader);
  const regex = reader.sees(/\//y) ? readRegex(reader) : undefined;
  const glob = regex === undefined ? readText(reader) : undefined;
  const format = regex === undefined && glob === undefined ? reader.take(/[A-Za-z]\w*/y)?.[0] : undefined;
  const as = reader.takeWord("as") ? readListOf(reader, () => readName(reader)) : [];
  const how =
    regex?.kind === "regex"
      ? ({ kind: "regex", source: regex.source } as const)
      : glob !== undefined
        ? ({ kind: "glob", text: glob } as const)
        : format !== undefined
          ? ({ kind: "format", name: format } as const)
          : reader.fail(['a pattern such as "user=*"', "a regular expression in slashes", "logfmt"]);
  const span = reader.spanFrom(start);
  refuseMiscounted(how, as, span, reader);
  return { kind: "parse", ...(of === undefined ? {} : { of }), how, as, span };
}

function readParsed(reader: Reader): InsightsExpression {
  // A slash after a field begins a regular expression here, it does not divide.
  const isCall = reader.sees(/[A-Za-z]\w*\(/y);
  if (!isCall) return readField(reader);
  return readExpression(reader, 8);
}

function refuseMiscounted(
  how: (InsightsCommand & { kind: "parse" })["how"],
  as: readonly Name[],
  span: Misplaced["span"],
  reader: Reader,
): void {
  if (how.kind === "format") return;
  if (how.kind === "glob") {
    const stars = how.text.split("*").length - 1;
    // A pattern without * names what it finds, which AWS does not document.
    if (as.length === stars || (stars === 0 && as.length === 1) || as.some(({ text }) => text.startsWith("$"))) return;
    if (as.length === 0) reader.fail(["as and a name for each *"]);
    throw new InsightsFault({
      kind: "argument-count",
      span,
      message: `The pattern has ${stars} *, and ${as.length} name${as.length === 1 ? "" : "s"} follow${as.length === 1 ? "s" : ""}`,
      fix: "Write one name for each *.",
    });
  }
  if (as.length > 0 || /\(\?P?<@?[A-Za-z]/.test(how.source)) return;
  throw new InsightsFault({
    kind: "value",
    span,
    message: "The regular expression names no field",
    fix: "Name its groups: (?<user>...).",
  });
}

/** To the next | that stands outside of texts, names, regular expressions and brackets. */
function readOther(reader: Reader, name: string, start: number): InsightsCommand {
  const from = reader.at;
  const end = endOfCommand(reader.text, from);
  const text = reader.text.slice(from, end).trim();
  reader.moveTo(end);
  reader.lastEnd = from + text.length;
  return { kind: "other", name, text, span: { start, end: text === "" ? start + name.length : from + text.length } };
}

function skipCommand(reader: Reader, start: number): void {
  const end = endOfCommand(reader.text, Math.max(reader.at, start));
  reader.moveTo(end < reader.text.length ? end + 1 : end);
}

function endOfCommand(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '"' || char === "'" || char === "`") {
      const end = text.indexOf(char, at + 1);
      if (end === -1) return text.length;
      at = end;
    } else if (char === "#") {
      const end = text.indexOf("\n", at);
      if (end === -1) return text.length;
      at = end;
    } else if (char === "(" || char === "[") depth++;
    else if (char === ")" || char === "]") depth--;
    else if (char === "|" && depth <= 0) return at;
  }
  return text.length;
}
