import type { UndocumentedReading } from "../alarms";

/** What a transition rests on, as a noun phrase after "rests on". docs/replay.md has the readings. */
export function undocumentedText(reading: UndocumentedReading): string {
  switch (reading) {
    case "evaluation-range":
      return "how far CloudWatch looks back when datapoints are missing";
    case "percentile-rank":
      return "how CloudWatch interpolates percentiles";
    case "low-samples":
      return "how CloudWatch counts low samples over several periods";
    case "missing-operands":
      return "what metric math gives where every operand is missing";
    case "dynamodb-missing-data":
      return "how alarms on AWS/DynamoDB treat missing data";
    case "at-least-rounding":
      return "how AT_LEAST rounds a percentage";
    case "rule-precedence":
      return "that AND binds before OR in a rule";
  }
}
