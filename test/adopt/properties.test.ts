import { Testing } from "cdktf";
import fc from "fast-check";
import { type Row } from "../../lib/adopt";
import { settled } from "../../lib/cli/adopt/settled";
import { Secrets } from "../../lib/cli/secrets";
import { type ConfigInput, defineConfig, deployedEnvironments } from "../../lib/config";
import { defineStacks } from "../../lib/stacks";
import { type MetricAlarm, readTerraform, type Template } from "../../lib/terraform";
import { configArbitrary } from "../config/arbitrary";

// Stacks of any configuration are adopted: check accepts what is made of them, and what is taken over fires as it did.

const adapt = ({
  grafana: _grafana,
  ...plan
}: Parameters<NonNullable<NonNullable<Parameters<typeof defineStacks>[2]>["adapt"]>>[0]) => plan;

function templateOf(config: ConfigInput, environment: string): Template {
  const [stack] = defineStacks(Testing.app(), defineConfig(config), { environments: [environment], adapt });
  return readTerraform([{ file: "cdk.tf.json", text: Testing.synth(stack!) }]);
}

/** What decides when an alarm fires, without how it is written. */
const firing = ({
  comparisonOperator,
  datapointsToAlarm,
  evaluationPeriods,
  metric,
  threshold,
  treatMissingData,
}: MetricAlarm) => ({
  comparisonOperator,
  threshold,
  evaluationPeriods,
  datapointsToAlarm: datapointsToAlarm ?? evaluationPeriods,
  treatMissingData,
  metric: metric && { ...metric, unit: undefined },
});

const told = (arns: readonly string[]) => arns.toSorted();

test("any stack may be adopted, and fires as before", async () => {
  await fc.assert(
    fc.asyncProperty(configArbitrary({ quietHours: false }), async (config) => {
      const [environment = ""] = deployedEnvironments(defineConfig(config));
      const before = templateOf(config, environment);
      const { region = "eu-central-1", account = "111122223333" } = before;
      const settings = { project: "adopted", environment: "prod", region, account, owner: "team", runbooks: undefined };
      const { adoption } = await settled(before, settings, new Secrets());
      const after = templateOf(adoption.configuration as unknown as ConfigInput, "prod");
      const rows = new Map(adoption.rows.map((row) => [row.address, row]));
      const alarms = new Map(after.metricAlarms.map((alarm) => [alarm.name, alarm]));
      for (const alarm of before.metricAlarms) {
        const taken = outcomeOf(rows.get(alarm.address));
        if (taken === undefined) continue;
        const now = alarms.get(alarm.name);
        expect({ name: alarm.name, ...(now && firing(now)) }).toEqual({ name: alarm.name, ...firing(alarm) });
        if (!taken.changes.some(({ argument }) => argument === "alarm_actions"))
          expect(told(now?.alarmActions ?? [])).toEqual(told(alarm.actionsEnabled ? alarm.alarmActions : []));
      }
      const filters = new Map(
        after.metricFilters.map((filter) => [`${filter.logGroupName ?? ""}\n${filter.name ?? ""}`, filter]),
      );
      for (const filter of before.metricFilters) {
        const taken = outcomeOf(rows.get(filter.address));
        if (taken === undefined) continue;
        const now = filters.get(`${filter.logGroupName ?? ""}\n${filter.name ?? ""}`);
        expect(now?.transformation).toEqual(filter.transformation);
        if (taken.changes.length === 0) expect(now?.pattern).toBe(filter.pattern);
      }
      expect(rows.size).toBe(
        before.metricAlarms.length +
          before.compositeAlarms.length +
          before.metricFilters.length +
          before.logGroups.length +
          before.topics.length,
      );
    }),
    { numRuns: 15 },
  );
});

function outcomeOf(row: Row | undefined) {
  return row?.outcome.kind === "taken" ? row.outcome : undefined;
}
