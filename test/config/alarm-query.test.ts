import { type ConfigFinding, inspect } from "../../lib/config";
import type { Contract } from "../../lib/contract";
import { payments, sample } from "./sample";

describe("the query of an alarm", () => {
  test.each([
    "filter level = 'error' | stats count(*) as n by payment.provider, bin(5m) | sort n desc",
    "fields @timestamp, @message, payment | filter payment.provider = 'stripe' | limit 20",
    "parse @message '\"took\":*,' as took | stats pct(took, 99)",
    "filter user.id = 'usr_31' | sort by @timestamp desc",
  ])("that Logs Insights runs, over fields of the contract: %s", (query) => {
    expect(rules(query)).toEqual([]);
  });

  test.each([
    ["filter level = 'error' | stat count(*)", "alarm-query"],
    ["filter level = 'error", "alarm-query"],
    ["stats pct(http.duration_ms)", "alarm-query"],
    ["filter level = {{level}}", "alarm-query"],
    ["filter payment.provide = 'stripe'", "alarm-query-field"],
    ["stats count(*) by nothing.like_it", "alarm-query-field"],
  ])("that finds nothing or is refused: %s", (query, rule) => {
    expect(rules(query)).toEqual([rule]);
  });

  test("is found once for all environments, at its place, as a warning that can be accepted", () => {
    const [finding, ...more] = findings("stat count(*)");
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: "warning",
      at: { kind: "config", path: ["services", "payments", "alarms", "failures", "query"] },
    });
  });

  test("over lines as they are names other fields than the contract has, unless one is nearly it", () => {
    const own = { ...payments, conventions: "own" } as const;
    expect(rules("stats count(*) by region_of_sender", own)).toEqual([]);
    expect(rules("stats count(*) by payment.provide", own)).toEqual(["alarm-query-field"]);
  });
});

function rules(query: string, contract?: Contract): string[] {
  return findings(query, contract).map(({ rule }) => rule);
}

function findings(query: string, contract: Contract = payments): ConfigFinding[] {
  const { environments, project, services } = sample();
  const { failures, ...others } = services.payments.alarms;
  return inspect({
    project,
    services: { payments: { ...services.payments, contract, alarms: { ...others, failures: { ...failures, query } } } },
    environments: { ...environments, staging: { extends: "prod" } },
  }).findings.filter(({ rule }) => rule.startsWith("alarm-query"));
}
