import type { Span } from "../../base";
import {
  type FactsOf,
  type FunctionCall,
  type Grouping,
  type GrammarName,
  type Matcher,
  parseQuery,
} from "../../queries/languages";
import type { QueryLanguage } from "../read";

/** A part of a query, and where it stands. */
export interface Word {
  readonly text: string;
  readonly span: Span;
}

/** What a query says, whichever language it is in: the parts that sentences name. */
export interface Said {
  /** The labels of each grouping by labels. */
  readonly groupings: readonly { readonly labels: readonly string[]; readonly spans: readonly Span[] }[];

  /** How many sources the filters stand at: selectors. */
  readonly sources: number;
  readonly filters: readonly Word[];
  readonly ranges: readonly Word[];
  readonly functions: readonly Word[];
  readonly metrics: readonly Word[];
  readonly limit?: number;

  /** Words that only join filters. */
  readonly joints: RegExp;
}

/** What a query says; undefined for a language without a grammar, and for a query with mistakes. */
export function saidBy(language: QueryLanguage, text: string): Said | undefined {
  switch (language) {
    case "promql":
      return fromFacts(language, text, promql);
    case "logql":
      return fromFacts(language, text, logql);
    case "traceql":
      return fromFacts(language, text, traceql);
    case "logs-insights":
      return fromFacts(language, text, logsInsights);
    default:
      return undefined;
  }
}

function fromFacts<Language extends GrammarName>(
  language: Language,
  text: string,
  read: (facts: FactsOf[Language], text: string) => Said,
): Said | undefined {
  const { facts, mistakes } = parseQuery(language, text, { grafana: true });
  return mistakes.length === 0 ? read(facts, text) : undefined;
}

function promql({ calls, groupings, selectors }: FactsOf["promql"], text: string): Said {
  return {
    groupings: groupingsOf(groupings),
    sources: selectors.length,
    filters: selectors.flatMap(({ matchers }) => matchers.map(matcherOf)),
    ranges: selectors.flatMap(({ range }) => range ?? []),
    functions: functionsOf(calls),
    metrics: selectors.flatMap(({ metric, span: { start } }) =>
      metric !== undefined && text.startsWith(metric, start)
        ? [{ text: metric, span: { start, end: start + metric.length } }]
        : [],
    ),
    joints: /(?!)/g,
  };
}

function logql({ calls, groupings, labelFilters, lineFilters, ranges, streams }: FactsOf["logql"]): Said {
  return {
    groupings: groupingsOf(groupings),
    sources: streams.length,
    filters: [
      ...[...streams.flatMap(({ matchers }) => matchers), ...labelFilters].map(matcherOf),
      ...lineFilters.map(({ op, span, value }) => ({ text: `${op} ${JSON.stringify(value)}`, span })),
    ],
    ranges,
    functions: functionsOf(calls),
    metrics: [],
    joints: /\||\band\b/g,
  };
}

function traceql({ calls, comparisons, groupings }: FactsOf["traceql"]): Said {
  return {
    groupings: groupingsOf(groupings),
    sources: 1,
    filters: comparisons.map(matcherOf),
    ranges: [],
    functions: functionsOf(calls),
    metrics: [],
    joints: /&&/g,
  };
}

function logsInsights({ bins, by, calls, comparisons, fieldsRead, limit }: FactsOf["logs-insights"]): Said {
  return {
    groupings:
      by === undefined
        ? []
        : [{ labels: by, spans: fieldsRead.flatMap(({ name, span }) => (by.includes(name) ? [span] : [])) }],
    sources: 1,
    filters: comparisons.map(matcherOf),
    ranges: bins,
    functions: functionsOf(calls),
    metrics: [],
    ...(limit !== undefined && { limit }),
    joints: /\||\b(?:filter|and|by|limit)\b/gi,
  };
}

function groupingsOf(groupings: readonly Grouping[]): Said["groupings"] {
  return groupings.flatMap(({ kind, labels, span }) => (kind === "by" ? [{ labels, spans: [span] }] : []));
}

function functionsOf(calls: readonly FunctionCall[]): readonly Word[] {
  return calls.map(({ name, nameSpan }) => ({ text: name, span: nameSpan }));
}

function matcherOf({ name, op, span, value }: Matcher): Word {
  const gap = /^\w/.test(op) ? " " : "";
  return { text: `${name}${gap}${op}${gap}${JSON.stringify(value)}`, span };
}
