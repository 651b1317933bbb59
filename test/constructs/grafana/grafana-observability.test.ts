import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Testing } from "cdktf";
import { TeamStack } from "../../../examples/grafana/team-stack";
import { type DashboardFile, GrafanaObservability, type GrafanaObservabilityProps } from "../../../lib/constructs";
import { emptyStack, refusal } from "../stack";
import { stackFaults } from "./schema";

const folder = mkdtempSync(join(tmpdir(), "sightline-team-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("the example is as the provider's schema has it, and its parts are where they belong", () => {
  const board = { uid: "invoices", title: "Invoices", tags: ["team:invoicing"], panels: [] };
  writeFileSync(join(folder, "invoices.json"), JSON.stringify(board));
  const json = Testing.synth(new TeamStack(Testing.app(), "team", folder));
  expect(stackFaults(json)).toEqual([]);
  const { resource } = JSON.parse(json) as {
    readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  };
  const team = expect.stringMatching(/^\$\{grafana_folder\.Observability_InvoicingFolder_\w+\.uid\}$/) as unknown;
  for (const type of ["grafana_folder_permission", "grafana_rule_group"])
    expect(Object.values(resource[type]!)).toEqual([expect.objectContaining({ folder_uid: team })]);
  expect(Object.values(resource.grafana_dashboard!)).toEqual([expect.objectContaining({ folder: team })]);
  const sources = Object.values(resource.grafana_data_source!);
  expect(sources.map(({ uid }) => uid)).toEqual(["acme-cloudwatch", "acme-loki", "acme-tempo"]);
  expect(sources.find(({ uid }) => uid === "acme-tempo")!.json_data_encoded).toContain(
    '"serviceMap":{"datasourceUid":"prometheus-of-platform"}',
  );
});

const least: GrafanaObservabilityProps = {
  grafana: "grafana",
  folder: { uid: "acme", title: "Acme" },
  teams: {},
  dataSources: [],
  dashboards: [],
};
const loki = { kind: "loki", uid: "loki", name: "Loki", isMade: true, url: "http://loki:3100" } as const;
const dashboard: DashboardFile = { id: "Invoices", uid: "invoices", schema: "v1", json: "{}" };
const aws = { name: "P", isMade: true, url: "https://aps-workspaces.eu-central-1.amazonaws.com/workspaces/ws-1" };

test.each<[string, Partial<GrafanaObservabilityProps>]>([
  ["a data source without an address", { dataSources: [{ kind: "loki", uid: "loki", name: "Loki", isMade: true }] }],
  [
    "two of one kind, one of them at AWS",
    {
      dataSources: [
        { ...aws, kind: "prometheus", uid: "a" },
        { ...aws, kind: "amp", uid: "b" },
      ],
    },
  ],
  [
    "one uid of two data sources",
    { dataSources: [loki, { kind: "cloudwatch", uid: "loki", name: "C", isMade: true }] },
  ],
  ["a team's folder that is the folder of all", { teams: { invoicing: { uid: "acme", title: "Invoicing" } } }],
  ["a dashboard of a team without a folder", { dashboards: [{ ...dashboard, team: "payments" }] }],
  ["a folder that is in itself", { folder: { uid: "acme", title: "Acme", parent: "acme" } }],
  [
    "several at once",
    { dataSources: [{ ...loki, url: "loki:3100" }, loki], dashboards: [{ ...dashboard, team: "payments" }] },
  ],
])("%s is refused when it is made", (_what, props) => {
  expect(refusal(() => new GrafanaObservability(emptyStack(), "O", { ...least, ...props }))).toMatch(/^value stack\/O/);
});

test("the least is a folder", () => {
  const stack = emptyStack();
  new GrafanaObservability(stack, "O", least);
  const { resource } = JSON.parse(Testing.synth(stack)) as { readonly resource: object };
  expect(Object.keys(resource)).toEqual(["grafana_folder"]);
});
