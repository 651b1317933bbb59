import type { Span } from "../../base";
import type { Duration, FunctionCall, Grouping, LineFilter, LogParser, Matcher, MetricSelector, Unwrap } from "./fact";
import type { InsightsQuery } from "./insights/ast";
import type { LogqlExpression } from "./logql-expression";
import type { PromqlExpression } from "./promql-expression";

/** What queries of one language say, in the order of the text. Spans are those of the text as it was written. */
export interface FactsOf {
  readonly promql: PromqlFacts;
  readonly logql: LogqlFacts;
  readonly traceql: TraceqlFacts;
  readonly "logs-insights": LogsInsightsFacts;
}

export interface PromqlFacts {
  /** All of it; undefined where there are mistakes of syntax, and where the query is a variable of Grafana. */
  readonly expression?: PromqlExpression;
  readonly calls: readonly FunctionCall[];
  readonly selectors: readonly MetricSelector[];
  readonly groupings: readonly Grouping[];
}

export interface LogqlFacts {
  /** All of it; undefined where there are mistakes of syntax, and where the query is a variable of Grafana. */
  readonly expression?: LogqlExpression;
  readonly calls: readonly FunctionCall[];

  /** Stream selectors: what stands in braces. */
  readonly streams: readonly { readonly matchers: readonly Matcher[]; readonly span: Span }[];

  /** `|= "text"`, `!~ "expression"`. */
  readonly lineFilters: readonly LineFilter[];

  /** `| status >= 500`: of labels and of what parsers extract. */
  readonly labelFilters: readonly Matcher[];

  /** `json`, `logfmt`, `pattern`, `regexp`, `unpack`. */
  readonly parsers: readonly LogParser[];
  readonly unwraps: readonly Unwrap[];
  readonly groupings: readonly Grouping[];
  readonly ranges: readonly Duration[];
}

export interface TraceqlFacts {
  /** `span.http.route`, `.foo`, with the scope: `span`, `resource`, `event`, `link`, `instrumentation`, `parent`; undefined: any. */
  readonly attributes: readonly { readonly scope?: string; readonly name: string; readonly span: Span }[];

  /** `duration`, `name`, `status`, `kind`, `rootServiceName`, `trace:id`. */
  readonly intrinsics: readonly { readonly name: string; readonly span: Span }[];

  /** `span.http.status_code >= 500`, as far as one side is a constant. */
  readonly comparisons: readonly Matcher[];
  readonly calls: readonly FunctionCall[];
  readonly groupings: readonly Grouping[];
}

export interface LogsInsightsFacts {
  /** All of it, as far as it can be read. */
  readonly query: InsightsQuery;

  /** In lower case, but `SOURCE` and `filterIndex` as AWS writes them. */
  readonly commands: readonly { readonly name: string; readonly span: Span }[];

  /** Fields that are read, those that the query made itself among them; backticks taken off. */
  readonly fieldsRead: readonly { readonly name: string; readonly madeHere: boolean; readonly span: Span }[];

  /** Names that `as`, `parse` and `stats` give. */
  readonly fieldsMade: readonly { readonly name: string; readonly span: Span }[];
  readonly calls: readonly FunctionCall[];

  /** Comparisons of a field with a constant in `filter`: `like`, `=~`, `in` (a matcher for each value), `=`, `<`. */
  readonly comparisons: readonly Matcher[];

  /** Steps of `bin`. */
  readonly bins: readonly Duration[];

  /** What `limit` says; undefined: nothing. */
  readonly limit?: number;

  /** What the last `stats` groups by, other than by time; undefined: there is no `stats`. */
  readonly by?: readonly string[];
}
