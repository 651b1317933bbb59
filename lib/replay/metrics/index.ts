/** What metric filters publish for records, and datapoints that are given. */
export { type Collected, type RecordCounts, type MetricCollector, collector } from "./collect";
export { labelOfMetric } from "./given/metric-name";
export { readGivenMetrics } from "./given/read";
export { type BucketOptions, MOST_METRICS } from "./publish/buckets";
export { incomingFilters, isIncoming, withIncoming } from "./publish/incoming";
export { type CompleteFilter, type PublishedFilter, groupedBy, isComplete } from "./publish/publisher";
export { type NoValue, type Sampler, sampler } from "./publish/sample";
export { type FilterRefusal, filterRefusals, type PatternRefusal, patternRefusal } from "./publish/refusal";
export { type UsableFilters, type WhyUnusable, isWatchedBy, needsValues, usableFilters } from "./publish/usable";
export { type MetricRuleId, metricRules } from "./rules";
export { type MetricKey, type Series, type ValueCounts, metricId } from "./series";
export { complete, type CompleteStat, dimensionsText, isPublishedBy, publishedNames, statsOf } from "./stats";
export type { ClauseResult, NearestMiss } from "./publish/nearest-miss";
