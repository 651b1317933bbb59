import { readTerraform, type Template } from "../../lib/terraform";
import { adoptionOf, type AdoptSettings, type Adoption, type Row } from "../../lib/adopt";

const settings: AdoptSettings = {
  project: "ferry",
  environment: "prod",
  region: "eu-central-1",
  account: "111122223333",
  owner: "team-ops",
  runbooks: undefined,
};

export const topic = (name: string) => `arn:aws:sns:eu-central-1:111122223333:${name}`;

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** The template of resources, by type and name, in eu-central-1. */
function templateOf(resource: Resources): Template {
  const text = JSON.stringify({
    provider: { aws: [{ region: "eu-central-1", allowed_account_ids: ["111122223333"] }] },
    resource,
  });
  return readTerraform([{ file: "main.tf.json", text }], { account: "111122223333" });
}

/** An alarm on a metric, with changes. */
export const alarm = (over: object = {}) => ({
  alarm_name: "orders-errors",
  alarm_description: "Orders fail.",
  namespace: "AWS/Lambda",
  metric_name: "Errors",
  dimensions: { FunctionName: "orders" },
  statistic: "Sum",
  period: 300,
  evaluation_periods: 3,
  threshold: 5,
  comparison_operator: "GreaterThanThreshold",
  alarm_actions: [topic("ops")],
  ok_actions: [topic("ops")],
  ...over,
});

export const filter = (over: object = {}, transformation: object = {}) => ({
  name: "errors",
  log_group_name: "/ecs/orders",
  pattern: '{ $.level = "error" }',
  metric_transformation: [{ namespace: "Orders", name: "Errors", value: "1", ...transformation }],
  ...over,
});

export function adopted(resource: Resources, over: Partial<AdoptSettings> = {}): Adoption {
  return adoptionOf(templateOf(resource), { ...settings, ...over });
}

/** What becomes of the only resource of a type. */
export function outcomeOf(resource: Resources, kind: Row["kind"] = "alarm"): Row["outcome"] {
  const [row] = adopted(resource).rows.filter((each) => each.kind === kind);
  if (row === undefined) throw new Error(`no ${kind}`);
  return row.outcome;
}

export const alarms = (...all: readonly object[]) => ({
  aws_cloudwatch_metric_alarm: Object.fromEntries(all.map((each, index) => [`a${index}`, each])),
});

export const filters = (...all: readonly object[]) => ({
  aws_cloudwatch_log_metric_filter: Object.fromEntries(all.map((each, index) => [`f${index}`, each])),
});
