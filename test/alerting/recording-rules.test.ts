import shop from "../../examples/shop/sightline.config";
import { recordingGroups, rulesFile } from "../../lib/alerting";
import { planEnvironment } from "../../lib/config";
import { parseQuery } from "../../lib/queries/languages";
import { readYaml } from "../../lib/yaml";

const plan = planEnvironment(shop, "prod");

describe.each(["promql", "logql"] as const)("%s", (language) => {
  const groups = recordingGroups(plan, language);
  const rules = groups.flatMap((group) => group.rules);

  test("each is a correct query, and its name says level, metric and operations", () => {
    expect(rules.length).toBeGreaterThan(20);
    for (const { expr, labels, record } of rules) {
      expect([expr, parseQuery(language, expr).mistakes]).toEqual([expr, []]);
      expect(record).toMatch(/^service:[a-z0-9_]+:(?:rate5m|mean5m|ratio_rate5m|p9[59]_5m)$/);
      expect(labels.service).toMatch(/\S/);
    }
  });

  test("a series has one rule", () => {
    const series = rules.map(({ labels, record }) => JSON.stringify([record, labels.service]));
    expect(new Set(series).size).toBe(series.length);
  });

  test("requests, errors and times of a service", () => {
    const ofAuth = groups.find(({ name }) => name === "shop-prod-auth-recording")?.rules ?? [];
    expect(ofAuth.map(({ record }) => record)).toEqual(
      expect.arrayContaining([
        "service:requests:rate5m",
        "service:server_errors_per_requests:ratio_rate5m",
        "service:request_duration_milliseconds:p99_5m",
      ]),
    );
  });
});

test("they stand behind the alerting rules", () => {
  const text = rulesFile({ groups: [], without: [] }, "promql", recordingGroups(plan, "promql"));
  const { value } = readYaml(text) as { value: { groups: { rules: { record: string }[] }[] } };
  expect(value.groups.flatMap(({ rules }) => rules.map(({ record }) => record))).toContain("service:requests:rate5m");
});
