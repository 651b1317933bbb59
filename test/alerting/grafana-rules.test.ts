import shop from "../../examples/shop/sightline.config";
import { grafanaAlerts } from "../../lib/alerting";
import type { Severity } from "../../lib/base";
import {
  type ContactPointPlan,
  defineConfig,
  type EnvironmentPlan,
  flatAlarms,
  planEnvironment,
} from "../../lib/config";

function alertsOf(plan: EnvironmentPlan) {
  const { groups, without } = grafanaAlerts(plan);
  return { rules: groups.flatMap((group) => group.rules), without };
}

function contactPoint(severity: Severity, team?: string): ContactPointPlan {
  const scope = team === undefined ? {} : { scope: { kind: "team", name: team } as const };
  return { key: severity, name: severity, severity, receivers: [{ kind: "email", addresses: [] }], ...scope };
}

describe("in the shop's local environment, which has Prometheus and Loki", () => {
  const local = planEnvironment(shop, "local");
  const contactPoints = (["warning", "critical"] as const).map((severity) => contactPoint(severity));
  const plan = { ...local, grafana: { ...local.grafana!, contactPoints } };
  const { rules, without } = alertsOf(plan);

  test("every alarm is a rule, or has a reason", () => {
    const alarms = plan.services.flatMap((service) => flatAlarms(service).map(({ name }) => name));
    expect([...rules, ...without].map(({ alert }) => alert).sort()).toEqual(alarms.sort());
    expect(rules.length).toBeGreaterThan(without.length);
  });

  test("uids are short and each its own", () => {
    const uids = rules.map(({ uid }) => uid);
    expect(new Set(uids).size).toBe(uids.length);
    for (const uid of uids) expect(uid).toMatch(/^[A-Za-z0-9_-]{1,40}$/);
  });

  test("Loki is asked what Prometheus cannot say", () => {
    const silent = rules.filter(({ alarm }) => alarm === "silent");
    expect(new Set(silent.map(({ dataSource, language }) => `${language} ${dataSource}`))).toEqual(
      new Set(["logql shop-local-loki"]),
    );
    expect(new Set(rules.filter(({ alarm }) => alarm === "error_rate").map(({ language }) => language))).toEqual(
      new Set(["promql"]),
    );
  });
});

test("what no contact point hears of is no rule, as it would reach the policies' last resort", () => {
  const plan = planEnvironment(shop, "local");
  const heard = (contactPoints: readonly ContactPointPlan[]) => {
    const { rules, without } = alertsOf({ ...plan, grafana: { ...plan.grafana!, contactPoints } });
    expect(without.map(({ reason }) => reason.why)).toContain("unheard");
    return [...new Set(rules.map(({ labels, severity }) => `${severity} ${labels.team}`))].sort();
  };
  expect(heard([])).toEqual([]);
  expect(heard([contactPoint("critical", "team-payments"), contactPoint("warning", "team-checkout")])).toEqual([
    "critical team-payments",
    "warning team-checkout",
  ]);
});

test("composite alarms are no rules, nor is what only they read", () => {
  const errors = { type: "threshold", signal: "errors", severities: { critical: { above: 5 } } } as const;
  const config = defineConfig({
    project: "shop",
    services: {
      checkout: {
        owner: "team-checkout",
        runbooks: "https://runbooks.example.com",
        contract: { extends: "base" },
        alarms: {
          told: { ...errors, summary: "Errors." },
          member: { ...errors, summary: "Errors.", notify: false },
          both: {
            type: "composite",
            summary: "Both.",
            rule: { all: ["told.critical", "member.critical"] },
            severities: { critical: {} },
          },
        },
      },
    },
    environments: {
      prod: {
        region: "eu-central-1",
        account: "111122223333",
        backend: { type: "local" },
        routes: { critical: [{ email: "a@example.com" }] },
        telemetry: { metrics: { type: "prometheus", endpoint: "http://prometheus:9090" } },
        collector: {},
        grafana: { url: "https://grafana.example.com", alerting: true },
      },
    },
  });
  const { rules, without } = alertsOf(planEnvironment(config, "prod"));
  expect(rules.map(({ alarm }) => alarm)).toEqual(["told"]);
  expect(without.map(({ alarm, reason }) => [alarm, reason.why]).sort()).toEqual([
    ["both", "composite"],
    ["member", "member-only"],
  ]);
});
