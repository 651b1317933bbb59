import type { Pattern } from "./ast";
import { search } from "./automaton";
import { compileDelimited } from "./compile-delimited";
import { compileJson, type JsonCheck } from "./compile-json";
import { compileTerms } from "./compile-terms";
import { type LogEvent, toEvent } from "./log-event";
import { parse } from "./parse";
import { parseRegex } from "./regex";
import { compileRead, type CompileReader, sharedReads } from "./read-node";
import { compileSelector, type Selected } from "./select";

/** A pattern, ready to run over many events. */
export interface Matcher {
  readonly pattern: Pattern;

  /** Whether the event matches. Never throws, whatever the text. */
  matches(event: string | LogEvent): boolean;

  /**
   * What the service's TestMetricFilter extracts from a matching event: `{ $name, $3 }` for a space-delimited pattern, `{}` for
   * any other. Undefined when the event does not match.
   */
  extract(event: string | LogEvent): Record<string, string> | undefined;

  /**
   * Compiles the selector of a metric value or dimension: `$.http.duration_ms` reads a JSON event whatever the pattern,
   * `$size` and `$3` read a field of this space-delimited pattern.
   *
   * @throws PatternError for what is not a scalar selector, or names a field that the pattern does not have
   */
  select(selector: string): (event: string | LogEvent) => Selected;
}

/** Many patterns over the same events. */
export interface ManyMatcher {
  readonly matchers: readonly Matcher[];
  /** One result per pattern, in order. The event's JSON is parsed at most once. */
  matches(event: string | LogEvent): boolean[];
}

/**
 * Compiles a pattern, given as text or tree.
 *
 * @throws PatternError for a text that does not parse, or a tree with an invalid number or regular expression
 */
export function compile(pattern: string | Pattern): Matcher {
  const tree = typeof pattern === "string" ? parse(pattern) : pattern;
  return toMatcher(tree, compileKind(tree, compileRead));
}

/** Compiles many patterns to be run together. */
export function compileAll(patterns: readonly (string | Pattern)[]): ManyMatcher {
  const reads = sharedReads();
  const trees = patterns.map((pattern) => (typeof pattern === "string" ? parse(pattern) : pattern));
  const compiled = trees.map((tree) => ({ tree, ...compileKind(tree, reads) }));
  const checks = compiled.flatMap(({ json }) => json ?? []);
  // Searching for many texts costs more than parsing, and saves nothing if another pattern needs the event parsed anyway.
  const maySkip = checks.length <= MAX_SEARCHES && checks.every(({ mayMatch }) => mayMatch !== undefined);
  return {
    matchers: compiled.map((each) => toMatcher(each.tree, each)),
    matches(event) {
      const subject = toEvent(event);
      if (maySkip) return compiled.map(({ matches }) => matches(subject));
      const root = checks.length > 0 ? subject.json : null;
      return compiled.map(({ json, matches }) => {
        if (json === undefined) return matches(subject);
        return root !== null && json.check(root, subject);
      });
    },
  };
}

/** How many patterns may search for texts instead of parsing. */
const MAX_SEARCHES = 5;

interface Compiled {
  readonly matches: (event: LogEvent) => boolean;
  /** Of a space-delimited pattern: its fields, or undefined for no match. */
  readonly fields?: (event: LogEvent) => Map<string, string> | undefined;
  /** Of a JSON pattern: the two steps of `matches`. */
  readonly json?: JsonCheck;
}

function toMatcher(pattern: Pattern, { matches, fields }: Compiled): Matcher {
  return {
    pattern,
    matches: (event) => matches(toEvent(event)),
    extract(event) {
      const subject = toEvent(event);
      if (fields === undefined) return matches(subject) ? {} : undefined;
      const extracted = fields(subject);
      return extracted === undefined ? undefined : Object.fromEntries(extracted);
    },
    select(selector) {
      const read = compileSelector(selector, pattern, fields);
      return (event) => read(toEvent(event));
    },
  };
}

function compileKind(pattern: Pattern, reads: CompileReader): Compiled {
  switch (pattern.kind) {
    case "every":
      return { matches: () => true };
    case "terms": {
      const test = compileTerms(pattern);
      return { matches: (event) => test(event.text) };
    }
    case "regex": {
      const test = search(parseRegex(pattern.source, { text: `%${pattern.source}%`, start: 1 }));
      return { matches: (event) => test(event.text) };
    }
    case "json": {
      const json = compileJson(pattern, reads);
      return { matches: jsonTest(json), json };
    }
    case "delimited": {
      const fields = compileDelimited(pattern);
      return { matches: (event) => fields(event) !== undefined, fields };
    }
  }
}

function jsonTest({ mayMatch, check }: JsonCheck): (event: LogEvent) => boolean {
  return (event) => {
    if (mayMatch !== undefined && !event.isParsed && !mayMatch(event)) return false;
    const root = event.json;
    return root !== null && check(root, event);
  };
}
