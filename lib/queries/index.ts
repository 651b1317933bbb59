/** One question, printed in every query language. */
export type {
  Ask,
  Extraction,
  FieldOrder,
  LineCondition,
  LinesAsk,
  LineText,
  LogSource,
  Measure,
  NumbersAsk,
  Over,
  SignalAsk,
  SpansAsk,
} from "./ask";
export {
  type ContextOptions,
  type QueriedService,
  queryContext,
  type QueryContext,
  type QueryEnvironment,
  type QueryService,
  type SqlSources,
  type Times,
  USUAL_RANGE_SECONDS,
} from "./context";
export {
  type Caveat,
  type ConditionProblem,
  type Dialect,
  dialects,
  type MetricQuery,
  type NeededSignal,
  type NotPrinted,
  type Printed,
  type PrintedQuery,
} from "./printed";
export type { Question, QuestionParam } from "./question";
export { questionsOfEnvironment, questionsOfService } from "./catalogue/catalogue";
export { missingParams } from "./catalogue/make";
export { print } from "./print/print";
export { labelName, prometheusLabels, prometheusName } from "./print/prometheus-names";
export type { AskRead, NotRead } from "./read/ask-read";
export { readQuery, type ReadableQuery } from "./read/read";
export { exploreLink, type LinkRange, logsInsightsLink, traceLink } from "./links";
export { caveatText, dialectNames, notPrintedText } from "./words";
