import fc from "fast-check";
import { isKnownAfterApply, readTerraform, type Template, type TerraformDocument } from "../../lib/terraform";
import { errorAlarm } from "./error-alarm";
import { isSameState } from "../../lib/terraform/states/backend";

// One stack has the topics, another one the alarms that notify them.

const provider = { aws: [{ region: "eu-west-1", allowed_account_ids: ["111122223333"] }] };

/** As cdktf writes it. */
const comment = (stackName: string) => ({ metadata: { backend: "local", stackName, version: "0.21.0" } });

interface Kept {
  readonly backend?: object;
  readonly output?: Record<string, object>;
  readonly stackName?: string;
}

const topics = (prefix: string, { backend, output, stackName }: Kept = {}) => ({
  ...(stackName === undefined ? {} : { "//": comment(stackName) }),
  ...(backend === undefined ? {} : { terraform: { backend } }),
  provider,
  resource: { aws_sns_topic: { page: { name: `${prefix}-page` } } },
  output: output ?? { page: { value: "${aws_sns_topic.page.arn}" } },
});

const alarms = (
  remote: object,
  { actions = ["${data.terraform_remote_state.alerts.outputs.page}"], ...more } = {},
) => ({
  provider,
  data: { terraform_remote_state: { alerts: remote } },
  resource: { aws_cloudwatch_metric_alarm: { errors: errorAlarm(actions) } },
  ...more,
});

function read(documents: Readonly<Record<string, object>>, options = {}): Template {
  const given: TerraformDocument[] = Object.entries(documents).map(([file, json]) => ({
    file,
    text: JSON.stringify(json),
    given: file,
  }));
  return readTerraform(given, options);
}

const actionsOf = ({ metricAlarms }: Template) => metricAlarms.flatMap(({ alarmActions }) => alarmActions);
const kindsOf = ({ unresolved }: Template) => unresolved.map(({ reason }) => reason.kind);
const arn = (name: string) => `arn:aws:sns:eu-west-1:111122223333:${name}`;

const s3 = (key: string) => ({ bucket: "states", key, region: "eu-west-1" });

describe("configurations", () => {
  test("the backend says which stack's output is read", () => {
    const both = read({
      "blue/main.tf.json": topics("blue", { backend: { s3: s3("blue.tfstate") } }),
      "green/main.tf.json": topics("green", { backend: { s3: s3("green.tfstate") } }),
      "app/main.tf.json": alarms({ backend: "s3", config: s3("green.tfstate") }),
    });
    expect(actionsOf(both)).toEqual([arn("green-page")]);
    expect(both.unresolved).toEqual([]);
  });

  test("stacks may be at different depths, and a local state's path is relative to the folder of each", () => {
    const both = read({
      "main.tf.json": topics("root"),
      "services/app/main.tf.json": alarms({ backend: "local", config: { path: "../../terraform.tfstate" } }),
    });
    expect(actionsOf(both)).toEqual([arn("root-page")]);
  });

  test("without a known backend, the only stack that has the outputs is taken", () => {
    const remote = { backend: "s3", config: { bucket: "${var.bucket}", key: "alerts" } };
    const variable = { bucket: {} };
    const documents = {
      "a.tf.json": topics("a", { backend: { s3: {} } }),
      "b/b.tf.json": topics("b", { output: { other: { value: "x" } } }),
      "app/main.tf.json": alarms(remote, { variable } as object),
    };
    expect(actionsOf(read(documents))).toEqual([arn("a-page")]);
    const ambiguous = read({ ...documents, "c/c.tf.json": topics("c") });
    expect(actionsOf(ambiguous)).toEqual([]);
    expect(ambiguous.metricAlarms[0]?.unresolved).toMatchObject([
      { attribute: "alarm_actions[0]", reason: { kind: "stack-not-given", candidates: [".", "c"] } },
    ]);
  });

  test("a stack whose backend is another one is not taken, whatever its outputs are called", () => {
    const other = read({
      "other/main.tf.json": topics("other", { backend: { s3: s3("other.tfstate") } }),
      "app/main.tf.json": alarms({ backend: "s3", config: s3("alerts.tfstate") }),
    });
    expect(other.metricAlarms[0]?.unresolved).toMatchObject([
      {
        reason: {
          kind: "stack-not-given",
          address: "data.terraform_remote_state.alerts",
          state: "s3 states/alerts.tfstate",
          candidates: [],
        },
      },
    ]);
  });

  test("an output that the stack does not have has its default, or is not known", () => {
    const remote = { backend: "s3", config: s3("alerts.tfstate"), defaults: { spare: arn("spare") } };
    const refer = (name: string) => "${data.terraform_remote_state.alerts.outputs." + name + "}";
    const both = read({
      "alerts/main.tf.json": topics("a", { backend: { s3: s3("alerts.tfstate") } }),
      "app/main.tf.json": alarms(remote, { actions: ["page", "spare", "gone"].map(refer) }),
    });
    expect(actionsOf(both)).toEqual([arn("a-page"), arn("spare")]);
    expect(kindsOf(both)).toEqual(["output-not-in-stack"]);
  });

  test("outputs that read each other's stack end, and say so", () => {
    const stack = (own: string, other: string) => ({
      terraform: { backend: { s3: s3(own) } },
      data: { terraform_remote_state: { other: { backend: "s3", config: s3(other) } } },
      output: { page: { value: "${data.terraform_remote_state.other.outputs.page}" } },
      resource: {
        aws_cloudwatch_metric_alarm: { [own]: errorAlarm(["${data.terraform_remote_state.other.outputs.page}"], own) },
      },
    });
    expect(kindsOf(read({ "a/a.tf.json": stack("a", "b"), "b/b.tf.json": stack("b", "a") }))).toEqual([
      "refers-to-itself",
      "refers-to-itself",
    ]);
  });

  test("workspaces of HCP Terraform are read by tfe_outputs and by a remote state", () => {
    const cloud = { organization: "shop", workspaces: { name: "alerts" } };
    const alerts = { ...topics("a"), terraform: { cloud } };
    const app = {
      provider,
      data: {
        tfe_outputs: { alerts: { organization: "shop", workspace: "alerts" } },
        terraform_remote_state: { alerts: { backend: "remote", config: cloud } },
      },
      resource: {
        aws_cloudwatch_metric_alarm: {
          errors: {
            ...errorAlarm(["${data.tfe_outputs.alerts.values.page}"]),
            ok_actions: ["${data.terraform_remote_state.alerts.outputs.page}"],
          },
        },
      },
    };
    const [errors] = read({ "alerts/a.tf.json": alerts, "app/a.tf.json": app }).metricAlarms;
    expect([errors?.alarmActions, errors?.okActions]).toEqual([[arn("a-page")], [arn("a-page")]]);
  });
});

describe("cdktf", () => {
  const path = (stack: string) => `/shop/terraform.${stack}.tfstate`;
  const reference = "cross-stack-output-aws_sns_topicpagearn";
  const alerts = (stack: string) =>
    topics(stack, {
      stackName: stack,
      backend: { local: { path: path(stack) } },
      output: { [reference]: { sensitive: true, value: "${aws_sns_topic.page.arn}" } },
    });
  const app = (stack: string, of: string, backend = true) => {
    const input = `cross-stack-reference-input-${of}`;
    const remote = { backend: "local", config: { path: backend ? path(of) : "${var.path}" } };
    return {
      "//": comment(stack),
      terraform: { backend: { local: { path: path(stack) } } },
      provider,
      variable: { path: {} },
      data: { terraform_remote_state: { [input]: { ...remote, workspace: "${terraform.workspace}" } } },
      resource: {
        aws_cloudwatch_metric_alarm: {
          errors: errorAlarm(["${data.terraform_remote_state." + input + ".outputs." + reference + "}"], stack),
        },
        aws_sns_topic_subscription: {
          mail: {
            topic_arn: "${data.terraform_remote_state." + input + ".outputs." + reference + "}",
            protocol: "sqs",
            endpoint: "${data.terraform_remote_state." + input + ".outputs." + reference + "}",
          },
        },
      },
    };
  };
  const out = (backend: boolean) => ({
    "out/stacks/alerts-dev/cdk.tf.json": alerts("alerts-dev"),
    "out/stacks/alerts-prod/cdk.tf.json": alerts("alerts-prod"),
    "out/stacks/app-dev/cdk.tf.json": app("app-dev", "alerts-dev", backend),
    "out/stacks/app-prod/cdk.tf.json": app("app-prod", "alerts-prod", backend),
  });

  test.each([true, false])("references between stacks of a folder are followed (backend known: %s)", (backend) => {
    const all = read(out(backend));
    expect(all.metricAlarms.map(({ name, alarmActions }) => [name, alarmActions])).toEqual([
      ["app-dev", [arn("alerts-dev-page")]],
      ["app-prod", [arn("alerts-prod-page")]],
    ]);
  });

  test("addresses that several stacks use begin with the stack's name; others do not", () => {
    const all = read(out(true));
    expect(all.topics.map(({ address }) => address)).toEqual([
      "alerts-dev: aws_sns_topic.page",
      "alerts-prod: aws_sns_topic.page",
    ]);
    const { metricAlarms, topics: two } = read({
      "a/cdk.tf.json": alerts("alerts-dev"),
      "b/cdk.tf.json": app("app-dev", "alerts-dev"),
    });
    expect([...metricAlarms, ...two].map(({ address }) => address)).toEqual([
      "aws_cloudwatch_metric_alarm.errors",
      "aws_sns_topic.page",
    ]);
  });

  // cdktf declares every output for another stack as sensitive.
  test("an output for another stack is a secret only if it holds one", () => {
    const { subscriptions } = read({
      "a/cdk.tf.json": alerts("alerts-dev"),
      "b/cdk.tf.json": app("app-dev", "alerts-dev"),
    });
    expect(subscriptions).toMatchObject([{ endpointIsSecret: false }]);
    const secret = alerts("alerts-dev");
    const output = { [reference]: { sensitive: true, value: "${random_password.key.result}" } };
    const hidden = read({
      "a/cdk.tf.json": { ...secret, output, resource: { random_password: { key: {} } } },
      "b/cdk.tf.json": app("app-dev", "alerts-dev"),
    });
    expect(hidden.subscriptions).toMatchObject([{ endpointIsSecret: true }]);
  });
});

describe("plans and states", () => {
  // What terraform show -json prints for a state that was applied, shortened.
  const state = {
    format_version: "1.0",
    values: {
      outputs: { page: { sensitive: false, value: arn("page"), type: "string" } },
      root_module: {
        resources: [
          {
            address: "aws_sns_topic.page",
            mode: "managed",
            type: "aws_sns_topic",
            name: "page",
            values: { arn: arn("page"), name: "page" },
          },
        ],
      },
    },
  };
  const app = alarms({ backend: "s3", config: s3("alerts.tfstate") });

  test("a configuration reads the outputs of a state, as shown and as the file", () => {
    const raw = {
      version: 4,
      terraform_version: "1.11.4",
      serial: 1,
      lineage: "a",
      outputs: { page: { value: arn("page"), type: "string" } },
      resources: [],
    };
    expect(actionsOf(read({ "state.json": state, "app/main.tf.json": app }))).toEqual([arn("page")]);
    expect(actionsOf(read({ "terraform.tfstate": raw, "app/main.tf.json": app }))).toEqual([arn("page")]);
  });

  test("a configuration reads the outputs of a plan: what they hold, or what they refer to", () => {
    const plan = {
      format_version: "1.2",
      planned_values: {
        outputs: { page: { sensitive: false } },
        root_module: {
          resources: [
            {
              address: "aws_sns_topic.page",
              mode: "managed",
              type: "aws_sns_topic",
              name: "page",
              values: { name: "planned" },
            },
          ],
        },
      },
      resource_changes: [
        {
          address: "aws_sns_topic.page",
          change: { actions: ["create"], after: { name: "planned" }, after_unknown: { arn: true, id: true } },
        },
      ],
      configuration: {
        provider_config: {
          aws: {
            name: "aws",
            expressions: {
              region: { constant_value: "eu-west-1" },
              allowed_account_ids: { constant_value: ["111122223333"] },
            },
          },
        },
        root_module: {
          outputs: { page: { expression: { references: ["aws_sns_topic.page.arn", "aws_sns_topic.page"] } } },
          resources: [{ address: "aws_sns_topic.page", expressions: { name: { constant_value: "planned" } } }],
        },
      },
    };
    const both = { "app/main.tf.json": app, "plan.json": plan };
    expect(actionsOf(read(both))).toEqual([arn("planned")]);
    const changed = { ...plan, planned_values: { ...plan.planned_values, outputs: { page: { value: arn("known") } } } };
    expect(actionsOf(read({ ...both, "plan.json": changed }))).toEqual([arn("known")]);
  });

  test("a plan that reads another stack only at apply takes the output of the stack that is given", () => {
    const plan = {
      format_version: "1.2",
      planned_values: {
        root_module: {
          resources: [
            {
              address: "data.terraform_remote_state.alerts",
              mode: "data",
              type: "terraform_remote_state",
              name: "alerts",
              values: { backend: "s3", config: s3("alerts.tfstate") },
            },
            {
              address: "aws_cloudwatch_metric_alarm.errors",
              mode: "managed",
              type: "aws_cloudwatch_metric_alarm",
              name: "errors",
              values: { alarm_name: "errors" },
            },
          ],
        },
      },
      resource_changes: [
        {
          address: "data.terraform_remote_state.alerts",
          change: {
            actions: ["read"],
            after: { backend: "s3", config: s3("alerts.tfstate") },
            after_unknown: { outputs: true },
          },
        },
        {
          address: "aws_cloudwatch_metric_alarm.errors",
          change: { actions: ["create"], after: { alarm_name: "errors" }, after_unknown: { alarm_actions: true } },
        },
      ],
      configuration: {
        root_module: {
          resources: [
            {
              address: "aws_cloudwatch_metric_alarm.errors",
              expressions: {
                alarm_actions: { references: ["data.terraform_remote_state.alerts.outputs.page"] },
              },
            },
          ],
        },
      },
    };
    const both = {
      "app/plan.json": plan,
      "alerts/main.tf.json": topics("a", { backend: { s3: s3("alerts.tfstate") } }),
    };
    expect(actionsOf(read(both))).toEqual([arn("a-page")]);
    const alone = read({ "app/plan.json": plan });
    expect(alone.metricAlarms[0]?.unresolved).toMatchObject([{ reason: { kind: "stack-not-given" } }]);
    expect(alone.unresolved.some(({ reason }) => isKnownAfterApply(reason))).toBe(false);
  });
});

test("whether two descriptions mean one state is symmetric, and a description means its own state", () => {
  const text = fc.option(fc.constantFrom("a", "b", "../a", "/a"), { nil: null });
  const backend = fc.record({
    type: fc.constantFrom("s3", "local", "gcs", "remote", "cloud", "azurerm", "ftp"),
    settings: fc.dictionary(fc.constantFrom("bucket", "key", "prefix", "path", "organization"), text),
    folder: fc.constantFrom("", "x", "x/y"),
    isPartial: fc.boolean(),
    isAssumed: fc.boolean(),
  });
  const described = backend.map(({ settings, ...rest }) => ({
    ...rest,
    setting: (name: string) => (Object.hasOwn(settings, name) ? (settings[name] ?? null) : null),
  }));
  fc.assert(
    fc.property(described, described, (a, b) => {
      expect(isSameState(a, b)).toBe(isSameState(b, a));
      expect(isSameState(a, a)).not.toBe(false);
    }),
  );
});
