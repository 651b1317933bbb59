/** Words for reasons: why something was not evaluated, why actions did not run, why a filter publishes nothing. */
export { holdText } from "./hold-text";
export { metricText } from "./metric-text";
export { missingText } from "./missing-text";
export { noDataText } from "./no-data-text";
export { notCoveredText, type WhyNotCovered } from "./not-covered-text";
export { notEvaluatedText } from "./not-evaluated-text";
export { ruleLimitText } from "./rule-limit-text";
export { undocumentedText } from "./undocumented-text";
export { whyNotText } from "./why-not-text";
export { whyUnusableText } from "./why-unusable-text";
