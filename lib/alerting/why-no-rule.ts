import { line } from "../base";
import { notPrintedText } from "../queries";
import type { WhyNoRule } from "./alert-rule";

/** Why an alarm is no rule, in a clause. */
export function whyNoRuleText(reason: WhyNoRule): string {
  switch (reason.why) {
    case "foreign-metric":
      return line`it reads ${reason.metric}, which only CloudWatch has`;
    case "anomaly":
      return "it compares with CloudWatch's model of the past";
    case "deadline":
      return "it depends on the time of the day in a time zone, which a rule has not";
    case "math":
      return line`its metric math has ${reason.text}, which has no counterpart`;
    case "datapoints":
      return "it fires when some of several periods breach, which LogQL cannot count";
    case "composite":
      return "neither Loki's ruler nor a rule of Grafana's knows whether other alerts fire";
    case "member-only":
      return "it tells nobody: only composite alarms, which are no rules there, read it";
    case "missing-data":
      return "it fires when a period has no number, which LogQL cannot ask";
    case "beyond-buckets":
      return `its threshold is not below ${reason.bound}, the last bound of the histogram, above which all values look alike`;
    case "unheard":
      return "no contact point hears of it";
    case "not-counted":
      return line`the collector cannot count ${reason.signal}: its pattern has no condition there that means the same`;
    case "few-samples":
      return "a period with few samples counts as 0, which is breaching here";
    case "member":
      return line`it is made of ${reason.alarm}, which is no rule`;
    case "query":
      return `its number cannot be asked: ${notPrintedText(reason.reason, reason.language)}`;
  }
}
