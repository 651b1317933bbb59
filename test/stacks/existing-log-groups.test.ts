import { Testing } from "cdktf";
import { type ConfigInput, defineConfig } from "../../lib/config";
import { checkTemplate, replay } from "../../lib/replay";
import { readTerraform } from "../../lib/terraform";
import { defineStacks } from "../../lib/stacks";

// What is synthesized for log groups of others, as replay and the gate read it.

const alarms = {
  errors: {
    type: "threshold",
    summary: "Errors are logged.",
    signal: "errors",
    severities: { critical: { atLeast: 2 } },
  },
} as const;

const config: ConfigInput = {
  project: "shop",
  services: Object.fromEntries(
    ["orders", "refunds"].map((name) => [
      name,
      {
        owner: "team",
        runbooks: "https://runbooks.example.com",
        contract: { extends: "base" },
        logs: { existing: "/aws/batch/job", ...(name === "orders" ? { retentionDays: 30 } : {}) },
        notify: "each",
        alarms,
      },
    ]),
  ),
  environments: {
    prod: {
      region: "eu-central-1",
      account: "111122223333",
      backend: { type: "local" },
      routes: { critical: [{ email: "oncall@example.com" }] },
    },
  },
};

function template() {
  const [stack] = defineStacks(Testing.app(), defineConfig(config));
  if (stack === undefined) throw new Error("no stack");
  return readTerraform([{ file: "cdk.tf.json", text: Testing.synth(stack) }]);
}

test("names are known, filters are attached, and the gate finds nothing", () => {
  const read = template();
  expect(read.unresolved).toEqual([]);
  expect(new Set(read.metricFilters.map(({ logGroupName }) => logGroupName))).toEqual(new Set(["/aws/batch/job"]));
  expect(new Set(read.metricFilters.map(({ name }) => name)).size).toBe(read.metricFilters.length);
  expect(checkTemplate(read).findings.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("each service counts its own lines only", async () => {
  const line = (service: string, second: number) => ({
    text: JSON.stringify({ level: "error", event: "error_logged", service: { name: service } }),
    at: Date.UTC(2026, 10, 21, 10, 0, second),
    logGroup: undefined,
    source: "job.log",
    line: second,
  });
  const records = [line("orders", 1), line("refunds", 2), line("orders", 3), line("payments", 4)];
  const result = await replay(template(), [{ records, problems: [] }]);
  const matched = Object.fromEntries(
    result.filters.filter(({ name }) => name.endsWith("-errors")).map(({ name, matched }) => [name, matched]),
  );
  expect(matched).toEqual({ "shop-prod-orders-errors": 2, "shop-prod-refunds-errors": 1 });
});
