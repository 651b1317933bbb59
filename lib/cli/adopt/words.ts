import { line, listed, pathText } from "../../base";
import type { Change, LeftReason, MathReason, Row } from "../../adopt";
import { reasonText } from "../../terraform";

/** What becomes of a resource, in a few words. */
export function outcomeText({ outcome }: Row): string {
  switch (outcome.kind) {
    case "taken":
      return line`taken over: ${pathText(outcome.at)}`;
    case "read":
      return line`read: ${pathText(outcome.at)}`;
    case "left":
      return `left: ${reasonOfLeft(outcome.reason)}`;
  }
}

/** What the first apply changes in a resource, a clause for each argument. */
export function changeTexts({ outcome }: Row): readonly string[] {
  return outcome.kind === "taken" ? outcome.changes.map(changeText) : [];
}

function changeText(change: Change): string {
  switch (change.argument) {
    case "alarm_description":
      return "alarm_description: names its owner";
    case "tags":
      return change.lost.length === 0
        ? "tags: those of the stack are added"
        : line`tags: those of the stack in place of ${listed(change.lost)}`;
    case "alarm_actions":
    case "ok_actions":
    case "insufficient_data_actions": {
      const lost = change.lost.length === 0 ? [] : [line`loses ${listed(change.lost)}`];
      const gained = change.gained.length === 0 ? [] : [line`gains ${listed(change.gained)}`];
      return `${change.argument}: ${[...lost, ...gained].join(", ")}`;
    }
    case "actions_enabled":
      return "actions_enabled: true, as it has no actions any more";
    case "datapoints_to_alarm":
      return `datapoints_to_alarm: ${change.to}, which it is without being written`;
    case "unit":
      return line`unit: ${change.from} is not written any more; the metric has no other`;
    case "pattern":
      return "dimensions" in change
        ? line`pattern: ${change.to}; lines without ${listed(change.dimensions)} are not counted any more`
        : line`pattern: the same, written ${change.to === "" ? "without blanks" : change.to}`;
    case "alarm_rule":
      return "alarm_rule: the same, in another form";
    case "threshold_metric_id":
      return "threshold_metric_id: the new id of the band";
    case "metric_query":
      return "metric_query: the same question, with other ids and labels";
  }
}

function reasonOfLeft(reason: LeftReason): string {
  switch (reason.kind) {
    case "unknown-values":
      return line`the template does not know ${listed(reason.attributes)}${reason.because === undefined ? "" : `: ${reasonText(reason.because)}`}`;
    case "elsewhere":
      return line`it is in another account or Region: ${reason.arn}. Adopt that into an environment of its own`;
    case "name-twice":
      return line`another resource has the name ${reason.name}, too`;
    case "acts":
      return line`it does more than notify: ${listed(reason.actions)}`;
    case "arguments":
      return line`a configuration cannot say ${listed(reason.arguments)}`;
    case "period":
      return `its periods are of ${reason.seconds} seconds, and a configuration has whole minutes`;
    case "unit":
      return line`it watches only datapoints of the unit ${reason.unit}, and the metric may have others`;
    case "value":
      return line`it publishes ${reason.value}; a signal counts lines, or measures a field`;
    case "namespace":
      return line`it publishes into ${reason.namespace}, and the other filters of its log group into ${reason.others}`;
    case "math":
      return mathText(reason.why);
    case "rule":
      return ruleReason(reason);
    case "names-left":
      return line`its rule names what is left: ${listed(reason.alarms)}`;
    case "unused":
      return "nothing that is taken over is on it";
    case "refused":
      return line`check refuses it: ${reason.finding}`;
    case "placeholder":
      return line`a configuration would fill in what is in braces: ${reason.text}`;
    case "sensitive":
      return "it holds a value that Terraform marks as sensitive";
  }
}

function mathText(why: MathReason): string {
  switch (why) {
    case "results":
      return "its metric math returns several results, or none";
    case "account":
      return "it reads metrics of another account";
    case "search":
      return "its metrics are found when it is evaluated (Metrics Insights, SEARCH, METRICS)";
    case "periods":
      return "its metrics have different periods";
    case "unreadable":
      return "its metric math cannot be read";
    case "band":
      return "its band is not of one metric";
  }
}

function ruleReason({ named, why }: Extract<LeftReason, { kind: "rule" }>): string {
  switch (why) {
    case "state":
      return line`its rule asks for the state ${named ?? ""}, and a configuration asks for ALARM`;
    case "constant":
      return "its rule has TRUE or FALSE in it";
    case "unreadable":
      return "its rule cannot be read";
    case "unknown-alarm":
      return line`its rule names ${named ?? "an alarm"}, which is not in the template`;
    case "suppressor":
      return line`its suppressor is not in the template: ${named ?? "an alarm"}`;
  }
}
