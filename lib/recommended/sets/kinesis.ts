import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const source = awsRecommends("Kinesis");

/** Alarms on a data stream of Kinesis. */
export const kinesis = {
  kind: "resource",
  of: "a data stream of Amazon Kinesis",
  dimensions: { StreamName: "the stream's name" },
  terraform: [
    {
      type: "aws_kinesis_stream",
      dimensions: { StreamName: { attribute: "name" } },
      settings: { retention: { argument: "retention_period", times: 3600, default: 24 } },
    },
  ],
  settings: {
    age: { description: "How long a record may wait for consumers, in seconds.", default: 900 },
    retention: { description: "How long the stream keeps records, in seconds.", default: 86_400 },
  },
  alarms: {
    iterator_age: {
      summary: "Consumers of {resource} are far behind.",
      impact: "What records ask for is done late, or never: the stream drops what is older than it keeps.",
      reason:
        "AWS recommends half of the time for which the stream keeps records, beyond which data may be lost; a quarter of an hour is when somebody should look. Without data nobody reads the stream at all. Consumers with enhanced fan-out do not count here: if there are no others, leave it out.",
      source,
      watches: { kind: "value", metric: "kinesis.iterator_age" },
      period: "5m",
      periods: 3,
      missingData: "breaching",
      severities: {
        warning: { above: { setting: "age", times: 1000 } },
        critical: { above: { setting: "retention", times: 500 } },
      },
    },
    write_throttles: {
      summary: "{resource} refuses records.",
      impact: "Producers repeat them, fall behind, and lose what they cannot hold.",
      reason:
        "Single refusals are repeated; one record in a hundred for a quarter of an hour says that the stream has too few shards, or that one of them gets most. AWS recommends a share, and leaves the number to the application.",
      source,
      watches: {
        kind: "math",
        expression: "100 * refused / (refused + taken)",
        series: { refused: { metric: "kinesis.write_throttles" }, taken: { metric: "kinesis.incoming_records" } },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 1 } },
    },
    read_throttles: {
      summary: "{resource} refuses reads.",
      impact: "Consumers fall behind.",
      reason:
        "Single refusals are repeated; one read in ten for a quarter of an hour says that too many consumers share the shards. AWS recommends a share, and leaves the number to the application.",
      source,
      watches: {
        kind: "math",
        expression: "100 * refused / (refused + done)",
        series: { refused: { metric: "kinesis.read_throttles" }, done: { metric: "kinesis.successful_reads" } },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 10 } },
    },
    failed_records: {
      summary: "{resource} fails to take records.",
      impact: "Producers repeat them, fall behind, and lose what they cannot hold.",
      reason:
        "Failures of Kinesis itself, which are rare and repeated. AWS leaves the number to the application; one in a hundred is far from rare.",
      source,
      watches: {
        kind: "rate",
        errors: { metric: "kinesis.failed_records" },
        of: { metric: "kinesis.put_records" },
        minimum: 100,
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 1 } },
    },
  },
} as const satisfies ResourceSet;
