import type { FactsOf } from "./facts";
import { parseLogql } from "./logql";
import { parseLogsInsights } from "./logs-insights";
import { type Misplaced, placed, type QueryMistake } from "./mistake";
import { parsePromql } from "./promql";
import { parseTraceql } from "./traceql";
import { parametersIn, type UsedVariable, variablesIn } from "./variables";

/** Languages that have a grammar here. */
export type GrammarName = keyof FactsOf;

/** A query as its grammar reads it. */
export interface ParsedQuery<Language extends GrammarName> {
  readonly language: Language;
  readonly text: string;

  /** As far as the text can be read, if there are mistakes. */
  readonly facts: FactsOf[Language];

  /** In the order of the text; empty: the query is correct. */
  readonly mistakes: readonly QueryMistake[];

  /** Grafana's variables and macros in the text, in order; empty unless the text comes from Grafana. */
  readonly variables: readonly UsedVariable[];
}

export interface ParseQueryOptions {
  /**
   * Whether the text comes from Grafana, which replaces variables (`$x`, `${x:regex}`, `[[x]]`, `$__rate_interval`) before it asks.
   *
   * @default false: a variable is a mistake where the language has none
   */
  readonly grafana?: boolean;

  /**
   * Of Logs Insights: whether `{{name}}` may stand for a value, as in queries that are saved with parameters.
   *
   * @default true
   */
  readonly parameters?: boolean;
}

/** Reads a query by the grammar of its language. A mistake is data, never thrown. */
export function parseQuery<Language extends GrammarName>(
  language: Language,
  text: string,
  { grafana = false, parameters = true }: ParseQueryOptions = {},
): ParsedQuery<Language> {
  const variables = grafana ? variablesIn(text) : [];
  const replaced = language === "logs-insights" && parameters ? [...variables, ...parametersIn(text)] : variables;
  const { facts, mistakes } = GRAMMARS[language](text, replaced);
  return { language, text, facts, mistakes: placed(text, mistakes), variables };
}

type Grammar<Facts> = (
  text: string,
  variables: readonly UsedVariable[],
) => { readonly facts: Facts; readonly mistakes: readonly Misplaced[] };

const GRAMMARS: { readonly [Language in GrammarName]: Grammar<FactsOf[Language]> } = {
  promql: parsePromql,
  logql: parseLogql,
  traceql: parseTraceql,
  "logs-insights": parseLogsInsights,
};
