/**
 * CloudWatch Logs filter patterns: read, write and run them as the service does.
 *
 * ```ts
 * const matcher = compile('{ $.level = "error" && $.http.status >= 500 }');
 * matcher.matches('{"level":"error","http":{"status":503}}'); // true
 * ```
 */
export type { Span } from "../base";
export type * from "./ast";
export { exactDouble, MAY_BE_NUMBER } from "./compare-node";
export { compile, compileAll, type ManyMatcher, type Matcher } from "./compile";
export { describePattern, type PatternFacts, selectors, supportsDimensions } from "./describe";
export { equalTrees, stripSpans } from "./equal";
export { PatternError, type PatternErrorCode } from "./errors";
export { hasJsonAfterText } from "./json-in-text";
export { LogEvent } from "./log-event";
export { patternLimits } from "./limits";
export { parse } from "./parse";
export { print, printSelector } from "./print";
export { select, type Selected } from "./select";
