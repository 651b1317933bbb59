/** How much of something AWS accepts. */
export interface Limit {
  /** The most that is accepted. */
  readonly most: number;

  /** What is counted: `characters`, `alarms`, `seconds`. */
  readonly unit: string;

  /** What is limited, for people: `alarms in one rule`. */
  readonly what: string;

  /** Address of the page that says so. */
  readonly source: string;
}

const reference = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference";
const logsReference = "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference";
const guide = "https://docs.aws.amazon.com/AmazonCloudWatch/latest";

/** Numbers that AWS refuses to exceed. Lengths and characters of names are in {@link textRules}. */
export const limits = {
  actions: {
    most: 5,
    unit: "actions",
    what: "actions on one alarm",
    source: `${reference}/API_PutMetricAlarm.html`,
  },
  metricsOfAlarm: {
    most: 10,
    unit: "metrics",
    what: "metrics of one alarm",
    source: `${guide}/monitoring/alarm-limits.html`,
  },
  expressionsOfAlarm: {
    most: 10,
    unit: "expressions",
    what: "expressions of one alarm",
    source: `${guide}/monitoring/alarm-limits.html`,
  },
  dimensionsOfMetric: {
    most: 30,
    unit: "dimensions",
    what: "dimensions of one series",
    source: `${reference}/API_Dimension.html`,
  },
  queriesOfGetMetricData: {
    most: 500,
    unit: "queries",
    what: "queries of one call of GetMetricData",
    source: `${reference}/API_GetMetricData.html`,
  },
  /** Of more, GetMetricData answers by pages. */
  datapointsOfGetMetricData: {
    most: 100_800,
    unit: "datapoints",
    what: "datapoints of one answer of GetMetricData",
    source: `${reference}/API_GetMetricData.html`,
  },
  dimensionsOfFilter: {
    most: 3,
    unit: "dimensions",
    what: "dimensions of one metric filter",
    source: `${logsReference}/API_MetricTransformation.html`,
  },
  /** The largest absolute value of a sample. */
  metricValue: { most: 2 ** 360, unit: "", what: "a metric's value", source: `${reference}/API_MetricDatum.html` },
  dimensionPairs: {
    most: 999,
    unit: "pairs",
    what: "different name/value pairs of one metric filter's dimensions in an hour",
    source: `${logsReference}/API_PutMetricFilter.html`,
  },
  filters: {
    most: 100,
    unit: "filters",
    what: "metric filters of one log group",
    source: `${guide}/logs/cloudwatch_limits_cwl.html`,
  },
  filtersWithRegex: {
    most: 5,
    unit: "filters",
    what: "filter patterns with a regular expression of one log group",
    source: `${guide}/logs/FilterAndPatternSyntax.html`,
  },
  fieldIndexes: {
    most: 20,
    unit: "fields",
    what: "indexed fields of one log group",
    source: `${guide}/logs/CloudWatchLogs-Field-Indexing-Syntax.html`,
  },
  customIdentifiers: {
    most: 10,
    unit: "identifiers",
    what: "custom data identifiers of one data-protection policy",
    source: `${guide}/logs/CWL-custom-data-identifiers.html`,
  },
  dataProtectionPolicy: {
    most: 30_720,
    unit: "characters",
    what: "the data-protection policy of a log group",
    source: `${guide}/logs/cloudwatch-logs-data-protection-policies.html`,
  },
  ruleCharacters: {
    most: 10_240,
    unit: "characters",
    what: "the rule of a composite alarm",
    source: `${reference}/API_PutCompositeAlarm.html`,
  },
  /** An alarm that a rule names twice counts once. */
  ruleAlarms: {
    most: 100,
    unit: "different alarms",
    what: "alarms in one rule",
    source: `${reference}/API_PutCompositeAlarm.html`,
  },
  /** Counted by `ruleElements`. */
  ruleElements: {
    most: 500,
    unit: "elements",
    what: "elements of one rule",
    source: `${reference}/API_PutCompositeAlarm.html`,
  },
  compositesOfAlarm: {
    most: 150,
    unit: "composite alarms",
    what: "composite alarms over one alarm",
    source: `${reference}/API_PutCompositeAlarm.html`,
  },
  mutedAlarms: {
    most: 100,
    unit: "alarms",
    what: "alarms of one mute rule",
    source: `${guide}/monitoring/alarm-mute-rules.html`,
  },
  messageRetention: {
    most: 1_209_600,
    unit: "seconds",
    what: "the time that a queue keeps messages",
    source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html",
  },
  logGroupsOfQuery: {
    most: 50,
    unit: "log groups",
    what: "log groups of one saved query",
    source: `${logsReference}/API_PutQueryDefinition.html`,
  },
  queryDefinitions: {
    most: 1000,
    unit: "saved queries",
    what: "saved queries of one account in one Region",
    source: `${guide}/logs/cloudwatch_limits_cwl.html`,
  },
  widgets: {
    most: 500,
    unit: "widgets",
    what: "widgets of one dashboard",
    source: `${reference}/CloudWatch-Dashboard-Body-Structure.html`,
  },
  /** Those that expressions use count, too. */
  metricsOfWidget: {
    most: 500,
    unit: "metrics",
    what: "metrics of one widget",
    source: `${guide}/monitoring/cloudwatch_limits.html`,
  },
  metricsOfDashboard: {
    most: 2500,
    unit: "metrics",
    what: "metrics of one dashboard",
    source: `${guide}/monitoring/cloudwatch_limits.html`,
  },
  filterPolicyCombinations: {
    most: 150,
    unit: "combinations",
    what: "combinations of values of a subscription's filter policy",
    source: "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html",
  },
  /** Of an account in a Region; AWS does not raise it. */
  traceGroups: {
    most: 25,
    unit: "groups",
    what: "groups of traces in one account and Region",
    source: "https://docs.aws.amazon.com/general/latest/gr/xray.html",
  },
  /** Of an account in a Region; AWS raises it on request. */
  samplingRules: {
    most: 25,
    unit: "sampling rules",
    what: "sampling rules in one account and Region",
    source: "https://docs.aws.amazon.com/general/latest/gr/xray.html",
  },
  samplingAttributes: {
    most: 5,
    unit: "attributes",
    what: "attributes of one sampling rule",
    source: "https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html",
  },
  /** As JSON in UTF-8. */
  taskDefinition: {
    most: 65_536,
    unit: "bytes",
    what: "bytes of one task definition",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
  },
  standardParameter: {
    most: 4096,
    unit: "bytes",
    what: "bytes of one standard parameter",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
  },
  advancedParameter: {
    most: 8192,
    unit: "bytes",
    what: "bytes of one parameter",
    source: "https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html",
  },
  /** Of a file, as YAML in UTF-8. */
  prometheusRules: {
    most: 1_000_000,
    unit: "bytes",
    what: "bytes of one file of rules",
    source: "https://docs.aws.amazon.com/prometheus/latest/userguide/AMP_quotas.html",
  },
  tags: {
    most: 50,
    unit: "tags",
    what: "tags of one resource",
    source: "https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html",
  },
} as const satisfies Record<string, Limit>;

/** Key of a {@link limits} entry. */
export type LimitKey = keyof typeof limits;

/** A count that is over its limit. */
export interface Excess {
  readonly limit: LimitKey;
  readonly count: number;
  readonly most: number;
}

/** The excess of a count over its limit; undefined if it is within the limit. */
export function excessOf(limit: LimitKey, count: number): Excess | undefined {
  const { most } = limits[limit];
  return count <= most ? undefined : { limit, count, most };
}

/**
 * Days that CloudWatch Logs can keep log events.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/**
 * Classes of log groups, and whether they have metric filters and subscription filters.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
export const logGroupClasses = {
  STANDARD: { filters: true },
  INFREQUENT_ACCESS: { filters: false },
  DELIVERY: { filters: false },
  /** New in 2026: AWS does not say yet whether it has filters. */
  ESSENTIALS: { filters: undefined },
} as const satisfies Record<string, { readonly filters: boolean | undefined }>;

/** Name of a {@link logGroupClasses} entry. */
export type LogGroupClass = keyof typeof logGroupClasses;

/** The classes that may be chosen, by the words for them in configurations and constructs. */
export const logGroupClassNames = {
  standard: "STANDARD",
  infrequentAccess: "INFREQUENT_ACCESS",
} as const satisfies Record<string, LogGroupClass>;

/** Name of a {@link logGroupClassNames} entry. */
export type LogGroupClassName = keyof typeof logGroupClassNames;

/**
 * How often CloudWatch's log anomaly detection can run: AWS's names, and seconds.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogAnomalyDetector.html
 */
export const logAnomalyFrequencies = {
  ONE_MIN: 60,
  FIVE_MIN: 300,
  TEN_MIN: 600,
  FIFTEEN_MIN: 900,
  THIRTY_MIN: 1800,
  ONE_HOUR: 3600,
} as const;

/** Name of a {@link logAnomalyFrequencies} entry. */
export type LogAnomalyFrequency = keyof typeof logAnomalyFrequencies;

/** How a log anomaly detector runs where nothing else is said; the days are CloudWatch's own default. */
export const logAnomalyDefaults = { frequency: "5m", visibilityDays: 21 } as const;

/** AWS's name of a frequency, given in seconds; undefined if there is none. */
export function logAnomalyFrequencyOf(seconds: number): LogAnomalyFrequency | undefined {
  const names = Object.keys(logAnomalyFrequencies) as LogAnomalyFrequency[];
  return names.find((name) => logAnomalyFrequencies[name] === seconds);
}

/**
 * CloudWatch's own fields that can be indexed; other fields that begin with @ cannot be.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatchLogs-Field-Indexing-Syntax.html
 */
export const indexedSystemFields = [
  "@logStream",
  "@ingestionTime",
  "@requestId",
  "@type",
  "@initDuration",
  "@duration",
  "@billedDuration",
  "@memorySize",
  "@maxMemoryUsed",
  "@xrayTraceId",
  "@xraySegmentId",
] as const;
