import { inspect, planEnvironment } from "../../lib/config";
import { found, type Loose, sample } from "./sample";

/* eslint-disable @typescript-eslint/no-unsafe-member-access -- what is written down here is of no type */

const planned = (change: (config: Loose) => void) => {
  const config = sample();
  change(config);
  const { config: checked, findings } = inspect(config);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  return planEnvironment(checked!, "prod");
};

const outage = {
  type: "composite",
  summary: "All is lost.",
  rule: { all: ["failures.critical", "slow.warning"] },
  names: { critical: "{environment} outage" },
  severities: { critical: {} },
};

test("an alarm has the name that it keeps, wherever it is referred to", () => {
  const { services } = planned(({ environments, services: { payments } }) => {
    payments.alarms.failures.names = { critical: "{environment}-payments-5xx" };
    payments.alarms.outage = outage;
    environments.prod.imports = { alarms: ["payments/failures.critical", "payments/outage.critical"] };
  });
  const [failures, composite] = services[0]!.alarms;
  expect(failures!.severities).toMatchObject({
    critical: { name: "prod-payments-5xx" },
    warning: { name: "shop-prod-payments-failures-warning" },
  });
  expect(composite).toMatchObject({
    severities: { critical: { name: "prod outage" } },
    rule: { of: [{ alarm: { name: "prod-payments-5xx" } }, { alarm: { name: "shop-prod-payments-slow-warning" } }] },
  });
});

test("metrics are in the namespace that a service keeps, and alarms watch them there", () => {
  const { services } = planned(({ services: { payments } }) => {
    payments.namespace = "Payments/{environment}";
    payments.filters = { failures: "{service} failed" };
  });
  expect(services[0]).toMatchObject({ namespace: "Payments/prod", filterNames: { failures: "payments failed" } });
  expect(services[0]!.alarms[0]).toMatchObject({ measure: { series: { namespace: "Payments/prod" } } });
});

test("imports are resolved to names", () => {
  const plan = planned(({ environments, services: { payments } }) => {
    payments.alarms.failures.names = { critical: "5xx" };
    environments.prod.imports = { alarms: ["payments/failures.critical"], filters: ["payments/by_provider"] };
  });
  expect(plan.imports).toEqual({
    alarms: [{ service: "payments", alarm: "failures", severity: "critical", name: "5xx" }],
    filters: [{ service: "payments", signal: "by_provider" }],
  });
  expect(planned(() => undefined)).not.toHaveProperty("imports");
});

test("an alarm that no composite alarm reads may have any name", () => {
  const { services } = planned(({ services: { payments } }) => {
    payments.notify = "each";
    payments.alarms.slow.names = { warning: 'the "slow" one' };
  });
  expect(services[0]!.alarms[1]).toMatchObject({ severities: { warning: { name: 'the "slow" one' } } });
});

test.each<[string, (config: Loose) => void, string[]]>([
  [
    "a name for a severity that the alarm does not have",
    ({ services: { payments } }) => (payments.alarms.slow.names = { critical: "x" }),
    ["alarm-names error services.payments.alarms.slow.names.critical"],
  ],
  [
    "a name that CloudWatch refuses",
    ({ services: { payments } }) => (payments.alarms.slow.names = { warning: "a\u0001b" }),
    ["alarm-name error services.payments.alarms.slow.names.warning"],
  ],
  [
    "a name that is too long",
    ({ services: { payments } }) => (payments.alarms.slow.names = { warning: "x".repeat(256) }),
    ["alarm-name error services.payments.alarms.slow.names.warning"],
  ],
  [
    "a name that no rule can write, of an alarm that a notification reads",
    ({ services: { payments } }) => (payments.alarms.slow.names = { warning: 'the "slow" one' }),
    ["alarm-name error services.payments.alarms.slow.names.warning"],
  ],
  [
    "a name that no rule can write, of an alarm that a composite alarm reads",
    ({ services: { payments } }) => {
      payments.notify = "each";
      payments.alarms.slow.names = { warning: "the\\slow" };
      payments.alarms.outage = outage;
    },
    ["alarm-name error services.payments.alarms.slow.names.warning"],
  ],
  [
    "a namespace that is too long",
    ({ services: { payments } }) => (payments.namespace = "x".repeat(256)),
    ["namespace-name error services.payments.namespace"],
  ],
  [
    "a name that another alarm has",
    ({ services: { payments } }) => {
      payments.alarms.slow.names = { warning: "same" };
      payments.alarms.failures.names = { warning: "same" };
    },
    ["alarm-name error services.payments.alarms.slow.names.warning"],
  ],
  [
    "a name in two environments of an account",
    ({ environments, services: { payments } }) => {
      payments.alarms.slow.names = { warning: "same" };
      payments.namespace = "{environment}";
      environments.dev = { extends: "prod" };
    },
    ["name-clash error services.payments.alarms.slow.names.warning"],
  ],
  [
    "a namespace of AWS",
    ({ services: { payments } }) => (payments.namespace = "AWS/Lambda"),
    ["namespace-name error services.payments.namespace"],
  ],
  [
    "a metric of two services",
    ({ environments, services: { payments } }) => {
      payments.namespace = "Payments";
      payments.signals = ["failures", "request_duration"];
      environments.dev = { extends: "prod" };
    },
    ["shared-metric warning services.payments.namespace", "shared-metric warning services.payments.namespace"],
  ],
  [
    "a filter of an unknown signal, and of one that is not published",
    ({ services: { payments } }) => {
      payments.signals = ["failures", "request_duration"];
      payments.filters = { failurs: "x", attempts: "y" };
    },
    [
      "signal-unknown error services.payments.filters.failurs",
      "signal-unknown error services.payments.filters.attempts",
    ],
  ],
  [
    "two filters of one name",
    ({ services: { payments } }) => (payments.filters = { failures: "x", by_provider: "x" }),
    ["filter-name error services.payments.filters.failures"],
  ],
  [
    "a filter with the name that another one is given",
    ({ services: { payments } }) => (payments.filters = { failures: "attempts" }),
    ["filter-name error services.payments.filters.failures"],
  ],
  [
    "a filter's name that CloudWatch refuses once it is expanded",
    ({ environments, services: { payments } }) => {
      payments.filters = { failures: "{vars.name}" };
      environments.prod.vars = { name: "a:b" };
    },
    ["filter-name error services.payments.filters.failures"],
  ],
  [
    "imports of what is not there",
    ({ environments }) =>
      (environments.prod.imports = {
        alarms: ["payment/failures.critical", "payments/failure.critical", "payments/slow.critical"],
        filters: ["payment/failures", "payments/failure"],
      }),
    [
      "import-unknown error environments.prod.imports.alarms[0]",
      "import-unknown error environments.prod.imports.alarms[1]",
      "import-unknown error environments.prod.imports.alarms[2]",
      "import-unknown error environments.prod.imports.filters[0]",
      "import-unknown error environments.prod.imports.filters[1]",
    ],
  ],
  [
    "an import that is written twice",
    ({ environments }) => (environments.prod.imports = { alarms: ["payments/slow.warning", "payments/slow.warning"] }),
    ["import-unknown error environments.prod.imports.alarms[1]"],
  ],
  [
    "an import of another form",
    ({ environments }) => (environments.prod.imports = { filters: ["failures"] }),
    ["wrong-value error environments.prod.imports.filters[0]"],
  ],
  [
    "imports of what is off in an environment that inherits them",
    ({ environments }) => {
      environments.base.imports = { alarms: ["payments/slow.warning"] };
      environments.prod.thresholds = { payments: { slow: { warning: "off" } } };
    },
    ["import-unknown error environments.base.imports.alarms[0]"],
  ],
])("%s is found", (_, change, expected) => {
  expect(found(change)).toEqual(expected);
});
