import { type TerraformStack, TerraformVariable, Testing } from "cdktf";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { ExistingLogGroup, type ExistingLogGroupProps, ServiceObservability, SignalMetric } from "../../lib/constructs";
import { baseContract, defineContract } from "../../lib/contract";
import { emptyStack, refusal, synth, type Synthesized } from "./stack";

const name = "/aws/lambda/checkout";

const group = (props: Partial<ExistingLogGroupProps> = {}): Synthesized =>
  synth((stack) => new ExistingLogGroup(stack, "LogGroup", { existing: name, ...props }));

test("a log group of others is looked for and not made", () => {
  const { all, data } = group();
  expect(all("aws_cloudwatch_log_group")).toEqual([]);
  const [source] = Object.values(data.aws_cloudwatch_log_groups ?? {});
  expect(source).toMatchObject({
    log_group_name_prefix: name,
    lifecycle: { postcondition: [{ condition: '${contains(self.log_group_names, "/aws/lambda/checkout")}' }] },
  });
});

test("it is looked for once per stack, whoever reads it, and its filters are made after that", () => {
  const { all, data } = synth((stack) => {
    for (const id of ["A", "B"]) {
      const logGroup = new ExistingLogGroup(stack, id, { existing: name });
      const signal = baseContract.signals.errors;
      new SignalMetric(stack, `${id}Errors`, { signal, logGroup, namespace: id, filterPrefix: id });
    }
  });
  const [source, ...others] = Object.keys(data.aws_cloudwatch_log_groups ?? {});
  expect(others).toEqual([]);
  expect(all("aws_cloudwatch_log_metric_filter")).toEqual(
    ["A-errors", "B-errors"].map((filter): unknown =>
      expect.objectContaining({
        name: filter,
        log_group_name: name,
        depends_on: [`data.aws_cloudwatch_log_groups.${source ?? ""}`],
      }),
    ),
  );
});

test("a retention imports the log group, changes nothing else of it, and never deletes it", () => {
  const stack = emptyStack();
  const { resource } = new ExistingLogGroup(stack, "LogGroup", { existing: name, retentionDays: 14 });
  const json = JSON.parse(Testing.synth(stack)) as Record<string, Record<string, Record<string, unknown>>>;
  expect(json.import).toEqual([{ to: `aws_cloudwatch_log_group.${resource?.friendlyUniqueId ?? ""}`, id: name }]);
  expect(Object.values(json.resource?.aws_cloudwatch_log_group ?? {})).toMatchObject([
    {
      name,
      retention_in_days: 14,
      skip_destroy: true,
      lifecycle: { ignore_changes: ["kms_key_id", "log_group_class", "tags", "tags_all"] },
    },
  ]);
});

test("with another name the path is another one: nothing is replaced", () => {
  const addressOf = (existing: string): string[] =>
    Object.keys(group({ existing, retentionDays: 14 }).resource.aws_cloudwatch_log_group ?? {});
  expect(addressOf("/aws/lambda/a")).not.toEqual(addressOf("/aws/lambda/b"));
});

test("masking, indexes and anomaly detection are made where they are asked for", () => {
  const { one } = group({
    indexes: ["trace_id"],
    anomalyDetection: true,
    account: "111122223333",
    region: "eu-west-1",
  });
  expect(one("aws_cloudwatch_log_index_policy")).toMatchObject({ log_group_name: name });
  expect(one("aws_cloudwatch_log_anomaly_detector")).toMatchObject({
    log_group_arn_list: [
      "arn:${data.aws_partition.AwsPartition.partition}:logs:eu-west-1:111122223333:log-group:/aws/lambda/checkout",
    ],
  });
});

test("a reference needs no search, and cannot be imported", () => {
  const build = (retentionDays?: number) => (stack: TerraformStack) => {
    const made = new CloudwatchLogGroup(stack, "Made", { name });
    new ExistingLogGroup(stack, "LogGroup", {
      existing: made.name,
      ...(retentionDays === undefined ? {} : { retentionDays }),
    });
  };
  expect(synth(build()).data).toEqual({});
  expect(refusal(() => synth(build(7)))).toBe("value stack/LogGroup");
});

test("names and retentions that CloudWatch refuses are refused", () => {
  expect(refusal(() => group({ existing: "a b" }))).toBe("text stack/LogGroup");
  expect(refusal(() => group({ retentionDays: 31 }))).toBe("value stack/LogGroup");
});

const contract = defineContract({
  name: "text",
  signals: { errors: { description: "Errors.", where: "ERROR" } },
});

const service = (id: string, where?: string) => (stack: TerraformStack) =>
  new ServiceObservability(stack, id, {
    service: id.toLowerCase(),
    contract: contract,
    logGroup: { existing: name, ...(where === undefined ? {} : { where }) },
    namespace: `shop/prod/${id}`,
  });

test("services share a log group, each with filters of its own over its own lines", () => {
  const { all } = synth((stack) => {
    service("Api", "api")(stack);
    service("Web", "web")(stack);
  });
  expect(all("aws_cloudwatch_log_metric_filter")).toMatchObject([
    { name: "api-errors", pattern: "api ERROR" },
    { name: "web-errors", pattern: "web ERROR" },
  ]);
});

test("what cannot be joined is refused", () => {
  expect(refusal(() => synth(service("Api", '{ $.app = "api" }')))).toBe("filter stack/Api");
  expect(refusal(() => synth(service("Api", "{ $.app = }")))).toBe("filter stack/Api");
});

test("filters of all services count for the quota of the log group", () => {
  const many = (stack: TerraformStack): void => {
    for (let at = 0; at <= 100; at++) service(`S${at}`, `s${at}`)(stack);
  };
  expect(refusal(() => synth(many))).toBe("limit stack/S100/ErrorsMetric");
});

test("a service's absence alarm watches the log group by its name", () => {
  const { one } = synth((stack) => {
    const existing = new TerraformVariable(stack, "group", {}).stringValue;
    new ServiceObservability(stack, "Api", {
      service: "api",
      contract,
      logGroup: { existing },
      namespace: "shop/prod/api",
      alarms: {
        silent: {
          type: "absence",
          summary: "It is silent.",
          notify: false,
          severities: { critical: { for: "15m" } },
        },
      },
    });
  });
  expect(one("aws_cloudwatch_metric_alarm")).toMatchObject({ dimensions: { LogGroupName: "${var.group}" } });
});
