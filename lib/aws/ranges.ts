/** Numbers that AWS accepts: from `least` to `most`, both included. */
export interface Range {
  readonly least: number;
  readonly most: number;

  /** What is measured: `days`, `seconds`. */
  readonly unit: string;

  /** What the number is, for people: `the period of an anomaly alarm`. */
  readonly what: string;

  /** Address of the page that says so. */
  readonly source: string;
}

const guide = "https://docs.aws.amazon.com/AmazonCloudWatch/latest";

/** Numbers for which AWS has a minimum and a maximum. Those that only have a maximum are in {@link limits}. */
export const ranges = {
  /** Periods for which CloudWatch computes an anomaly band. */
  bandPeriod: {
    least: 60,
    most: 3600,
    unit: "seconds",
    what: "the period of an anomaly alarm",
    source: `${guide}/monitoring/CloudWatch_Anomaly_Detection.html`,
  },
  /** `AT_LEAST(50%, ...)` in the rule of a composite alarm. */
  atLeastPercent: {
    least: 1,
    most: 100,
    unit: "percent",
    what: "the share of alarms in a rule",
    source: `${guide}/APIReference/API_PutCompositeAlarm.html`,
  },
  warmUp: {
    least: 1,
    most: 2880,
    unit: "minutes",
    what: "the warm-up of an alarm",
    source: `${guide}/monitoring/alarm-warm-up.html`,
  },
  anomalyVisibility: {
    least: 7,
    most: 90,
    unit: "days",
    what: "the time after which a log anomaly counts as normal",
    source: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogAnomalyDetector.html",
  },
  keyDeletion: {
    least: 7,
    most: 30,
    unit: "days",
    what: "the waiting period before a key is deleted",
    source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html",
  },
  samplingPriority: {
    least: 1,
    most: 9999,
    unit: "",
    what: "the priority of a sampling rule",
    source: "https://docs.aws.amazon.com/xray/latest/api/API_SamplingRule.html",
  },
  /** The smallest subnet has a /28, and there are four parts for zones. */
  zonedVpcPrefix: {
    least: 16,
    most: 26,
    unit: "bits",
    what: "the prefix of a VPC with subnets in several zones",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
  },
  /** On Fargate. */
  /** A process of the collector has some 40 MiB before it does anything; Fargate has no more than the most. */
  collectorMemory: {
    least: 64,
    most: 122_880,
    unit: "MiB",
    what: "the memory of a collector",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
  },
  stopTimeout: {
    least: 2,
    most: 120,
    unit: "seconds",
    what: "the time that a container has to stop",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html",
  },
  /** Of a task on Fargate. */
  taskStorage: {
    least: 21,
    most: 200,
    unit: "GiB",
    what: "the storage of a task",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html",
  },
  port: {
    least: 1,
    most: 65_535,
    unit: "",
    what: "a port",
    source: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
  },
  filterPolicyKeys: {
    least: 1,
    most: 5,
    unit: "keys",
    what: "the number of keys of a subscription's filter policy",
    source: "https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html",
  },
} as const satisfies Record<string, Range>;

/** Key of a {@link ranges} entry. */
export type RangeKey = keyof typeof ranges;

/** Whether a value is a whole number within a range. */
export function isInRange(range: RangeKey, value: number): boolean {
  const { least, most } = ranges[range];
  return Number.isInteger(value) && value >= least && value <= most;
}
