import { checkTemplate } from "../../lib/replay";
import { readTerraform, type Template, type TerraformOptions } from "../../lib/terraform";
import { errorAlarm } from "./error-alarm";

// One stack leaves the ARN of its topic in a parameter of AWS Systems Manager, another one reads it there.

const provider = (region = "eu-west-1") => ({ aws: [{ region, allowed_account_ids: ["111122223333"] }] });
const alarm = errorAlarm(["${data.aws_ssm_parameter.page.value}"]);
const topics = (name: unknown = "/alerts/page", region?: string) => ({
  provider: provider(region),
  resource: {
    aws_sns_topic: { page: { name: "page" } },
    aws_sns_topic_subscription: {
      page: { topic_arn: "${aws_sns_topic.page.arn}", protocol: "sms", endpoint: "+15550100" },
    },
    aws_ssm_parameter: { page: { name, type: "String", value: "${aws_sns_topic.page.arn}" } },
  },
});
const reading = (name: unknown = "/alerts/page") => ({
  provider: provider(),
  data: { aws_ssm_parameter: { page: { name } } },
  resource: { aws_cloudwatch_metric_alarm: { errors: alarm } },
});

function read(documents: Readonly<Record<string, object>>, options?: TerraformOptions): Template {
  const given = Object.entries(documents).map(([file, json]) => ({ file, text: JSON.stringify(json), given: file }));
  return readTerraform(given, options);
}

const arn = "arn:aws:sns:eu-west-1:111122223333:page";
const actionsOf = ({ metricAlarms }: Template) => metricAlarms.flatMap(({ alarmActions }) => alarmActions);
const secretAlone = (template: Template) => {
  expect(template.metricAlarms[0]?.unresolved).toMatchObject([
    { attribute: "alarm_actions[0]", reason: { kind: "secret" } },
  ]);
};

test("a parameter that another stack creates has its value, and the alarm tells its subscriber", () => {
  const template = read({ "alerts/a.tf.json": topics(), "app/b.tf.json": reading() });
  expect(actionsOf(template)).toEqual([arn]);
  const { findings, rows } = checkTemplate(template);
  expect(findings.filter(({ severity }) => severity !== "info")).toEqual([]);
  expect(rows).toMatchObject([{ channels: { sms: 1 }, nobody: 0 }]);
});

test("names that are expressions are evaluated, and modules are looked into", () => {
  const variable = { env: { default: "prod" } };
  const documents = {
    "alerts/main.tf.json": {
      provider: provider(),
      variable,
      module: { inner: { source: "./inner", env: "${var.env}" } },
    },
    "alerts/inner/main.tf.json": { ...topics("/alerts/${var.env}/page"), provider: undefined, variable: { env: {} } },
    "app/main.tf.json": { ...reading("/alerts/${var.env}/page"), variable },
  };
  const given = Object.entries(documents).map(([file, json]) => ({
    file,
    text: JSON.stringify(json),
    given: file.slice(0, file.indexOf("/")),
  }));
  expect(actionsOf(readTerraform(given))).toEqual([arn]);
});

test("a stack may read a parameter that it creates itself", () => {
  const { data, resource } = reading();
  const template = read({ "main.tf.json": { ...topics(), data, resource: { ...topics().resource, ...resource } } });
  expect(actionsOf(template)).toEqual([arn]);
});

test("a state holds parameters, too", () => {
  const values = { name: "/alerts/page", value: arn, arn: "arn:aws:ssm:eu-west-1:111122223333:parameter/alerts/page" };
  const resource = {
    address: "aws_ssm_parameter.page",
    mode: "managed",
    type: "aws_ssm_parameter",
    name: "page",
    values,
  };
  const state = { format_version: "1.0", values: { root_module: { resources: [resource] } } };
  expect(actionsOf(read({ "state.json": state, "app/b.tf.json": reading() }))).toEqual([arn]);
});

test("a parameter of another name or Region, or of several stacks, is not taken", () => {
  secretAlone(read({ "alerts/a.tf.json": topics("/other"), "app/b.tf.json": reading() }));
  secretAlone(read({ "alerts/a.tf.json": topics("/alerts/page", "us-east-1"), "app/b.tf.json": reading() }));
  secretAlone(read({ "alerts/a.tf.json": topics(), "more/a.tf.json": topics(), "app/b.tf.json": reading() }));
  secretAlone(read({ "app/b.tf.json": reading() }));
});

test("parameters whose names depend on parameters end, and are not known", () => {
  const loop = {
    ...reading("${aws_ssm_parameter.b.value}"),
    resource: {
      aws_cloudwatch_metric_alarm: { errors: alarm },
      aws_ssm_parameter: {
        b: { name: "${data.aws_ssm_parameter.page.value}", value: "${data.aws_ssm_parameter.page.value}" },
      },
    },
  };
  const template = read({ "app/b.tf.json": loop });
  expect(template.metricAlarms[0]?.alarmActions).toEqual([]);
  expect(template.metricAlarms[0]?.unresolved).toHaveLength(1);
});
