import { Testing, type TerraformStack } from "cdktf";
import {
  GrafanaContactPoint,
  GrafanaDataSource,
  GrafanaFolder,
  GrafanaFolderPermission,
  GrafanaMuteTiming,
  GrafanaNotificationPolicy,
  type GrafanaPolicy,
  GrafanaProvider,
  GrafanaRuleGroup,
  GrafanaServiceAccount,
  GrafanaServiceAccountToken,
} from "../../../lib/constructs";
import { emptyStack, refusal } from "../stack";
import { everything } from "./everything";
import { type Block, faultsOf, provider, stackFaults } from "./schema";

// Resources of Grafana's provider, against what the provider says of itself.

const stack = emptyStack();
everything(stack);
const json = Testing.synth(stack);
const synthesized = JSON.parse(json) as {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly provider: { readonly grafana: readonly Readonly<Record<string, unknown>>[] };
  readonly terraform: { readonly required_providers: Readonly<Record<string, unknown>> };
};
const { resource } = synthesized;

test("every resource, with the least and with all that it can be given, is as the provider's schema has it", () => {
  expect(stackFaults(json)).toEqual([]);
  expect(Object.keys(resource).sort()).toEqual(Object.keys(provider.resources).sort());
});

// What nobody needs of us: organizations follow from the token, `settings` and keys stand for what has a typed argument.
const left =
  /(?:\.|^)(?:id|org_id|settings|tls_config|http_config|payload|private_data_source_connect_network_id|endpoint_url|access_key|secret_key|username|url)$/;

test.each(Object.entries(provider.resources))("%s has a prop for each argument", (type, schema) => {
  const given = new Set(Object.values(resource[type] ?? {}).flatMap((each) => pathsIn(each)));
  const lacking = argumentsOf(schema).filter((path) => !given.has(path) && !left.test(path));
  expect(lacking).toEqual([]);
});

test("what the schema does not have, requires, or has as another type is found", () => {
  const folder = provider.resources.grafana_folder!;
  expect(faultsOf("f", { title: 1, tittle: "x", url: "x" }, folder)).toEqual([
    "f.title: not a string",
    "f.tittle: unknown",
    "f.url: computed, and set",
  ]);
  expect(faultsOf("f", {}, folder)).toEqual(["f.title: missing"]);
  const group = provider.resources.grafana_rule_group!;
  expect(faultsOf("g", { name: "a", folder_uid: "a", interval_seconds: 1, rule: [] }, group)).toEqual([
    "g.rule: 0 of them",
  ]);
  const token = { name: "a", service_account_id: "1", key: "secret" };
  expect(faultsOf("t", token, provider.resources.grafana_service_account_token!)).toHaveLength(1);
  expect(faultsOf("p", { auth: "glsa_1" }, provider.provider)).toEqual(["p.auth: a secret that is written down"]);
});

test("the provider is Grafana's, in the versions that are asked for", () => {
  expect(synthesized.terraform.required_providers.grafana).toEqual({
    source: "grafana/grafana",
    version: expect.any(String) as unknown,
  });
  expect(synthesized.provider.grafana).toEqual([
    { url: "https://grafana.example.com", auth: "${var.secret}" },
    expect.objectContaining({ alias: "other", ca_cert: "/etc/ssl/ca.pem", store_dashboard_sha256: true }),
  ]);
});

test("Grafana's variables are not Terraform's, references are", () => {
  expect(resource.grafana_data_source!.Source!.json_data_encoded).toBe(
    '{"derivedFields":[{"name":"trace_id","url":"$${__value.raw}","datasourceUid":"${grafana_folder.Folder.uid}"}]}',
  );
  expect(resource.grafana_folder!.Folder!.title).toBe("Shop $${x} %%{y}");
  expect(resource.grafana_dashboard!.Dashboard!.config_json).toBe('{"title":"$service $${service}"}');
  expect(resource.grafana_rule_group!.Group!.rule).toEqual([
    expect.objectContaining({ labels: { severity: "critical", camelCase: "stays" } }),
    expect.anything(),
  ]);
});

const deep = (levels: number): GrafanaPolicy => (levels === 0 ? { groupBy: ["..."] } : { policy: [deep(levels - 1)] });
const data = { refId: "A", datasourceUid: "p", model: {}, relativeTimeRange: { from: 60, to: 0 } };

const refused: Readonly<Record<string, (scope: TerraformStack) => unknown>> = {
  "an address with a password in place of a scheme": (scope) =>
    new GrafanaProvider(scope, "P", { url: "admin:secret@grafana", auth: "${var.x}" }),
  "a blank title and a uid that is too long": (scope) =>
    new GrafanaFolder(scope, "F", { title: " ", uid: "a".repeat(41), parentFolderUid: "a b" }),
  "secrets in the code": (scope) =>
    new GrafanaContactPoint(scope, "C", {
      name: "c",
      slack: [{ url: "https://hooks.slack.com/services/T/B/abcdefgh" }],
      pagerduty: [{ integrationKey: "0123456789abcdef" }],
      opsgenie: [{ apiKey: "abcd" }],
      teams: [{ url: "https://example.webhook.office.com/x" }],
      webhook: [{ url: "https://user:secret@example.com", hmacConfig: { secret: "abcd" } }],
    }),
  "a token in the code": (scope) =>
    new GrafanaProvider(scope, "P", { url: "https://grafana.example.com", auth: "glsa_abcd" }),
  "a header in the code": (scope) =>
    new GrafanaDataSource(scope, "D", { name: "d", type: "loki", httpHeaders: { Authorization: "Bearer abcd" } }),
  "permissions of nobody and of two": (scope) =>
    new GrafanaFolderPermission(scope, "F", {
      folderUid: "a",
      permissions: [{ permission: "View" }, { permission: "See" as "View", role: "Viewer", teamId: "1" }],
    }),
  "a data source without a scheme": (scope) =>
    new GrafanaDataSource(scope, "D", { name: "", type: "loki", url: "loki:3100" }),
  "a rule with states, refIds and times that are none": (scope) =>
    new GrafanaRuleGroup(scope, "R", {
      name: "r",
      folderUid: "f",
      intervalSeconds: 15,
      rule: [
        {
          name: "a",
          condition: "C",
          for: "five",
          noDataState: "Maybe" as "OK",
          execErrState: "No" as "OK",
          data: [data, { ...data, relativeTimeRange: { from: 0, to: 60 } }],
        },
        { name: "a", condition: "A", data: [] },
      ],
    }),
  "no rule": (scope) => new GrafanaRuleGroup(scope, "R", { name: "r", folderUid: "f", intervalSeconds: 60, rule: [] }),
  "policies that are too deep": (scope) =>
    new GrafanaNotificationPolicy(scope, "N", { contactPoint: "a", groupBy: ["...", "a"], policy: [deep(5)] }),
  "the deepest policy without groupBy": (scope) =>
    new GrafanaNotificationPolicy(scope, "N", {
      contactPoint: "a",
      groupBy: [],
      policy: [{ policy: [{ policy: [{ policy: [{ policy: [{}] }] }] }] }],
    }),
  "an operator that is none": (scope) =>
    new GrafanaNotificationPolicy(scope, "N", {
      contactPoint: "a",
      groupBy: [],
      groupWait: "soon",
      policy: [{ matcher: [{ label: "", match: "~~" as "=", value: "x" }] }],
    }),
  "days, months and hours that are none": (scope) =>
    new GrafanaMuteTiming(scope, "M", {
      name: "m",
      intervals: [
        {
          times: [
            { start: "22:00", end: "06:00" },
            { start: "8", end: "24:30" },
          ],
          weekdays: ["caturday", "friday:monday"],
          daysOfMonth: ["0", "32", "5:1"],
          months: ["13", "juni"],
          years: ["26"],
          location: "Europe/Berlim",
        },
      ],
    }),
  "a contact point that tells nobody": (scope) => new GrafanaContactPoint(scope, "C", { name: "c" }),
  "receivers without a place": (scope) =>
    new GrafanaContactPoint(scope, "C", {
      name: "c",
      email: [{ addresses: [] }, { addresses: ["nobody"] }],
      slack: [{}, { token: "${var.t}" }],
      webhook: [{ url: "ftp://x" }],
      sns: [{ topic: "alarms" }],
    }),
  "a role and a time that are none": (scope) =>
    new GrafanaServiceAccount(scope, "S", { name: "s", role: "Root" as "Admin" }),
  "a token that is never valid": (scope) =>
    new GrafanaServiceAccountToken(scope, "T", { name: "t", serviceAccountId: "1", secondsToLive: 0 }),
};

test.each(Object.entries(refused))("%s is refused when it is made", (_what, make) => {
  expect(refusal(() => make(emptyStack()))).toMatch(/^value stack\/[A-Z]$/);
});

test("folders that are in themselves are refused, however many are between", () => {
  const scope = emptyStack();
  const folder = (uid: string, parentFolderUid?: string) =>
    new GrafanaFolder(scope, uid, { title: uid, uid, ...(parentFolderUid === undefined ? {} : { parentFolderUid }) });
  folder("a", "b");
  folder("b", "c");
  expect(() => folder("c", "a")).toThrow("c in a in b in c");
  expect(() => folder("d", "d")).toThrow("d in d");
  expect(() => folder("e", "a")).not.toThrow();
});

test("a policy may be as deep as the provider has them", () => {
  expect(
    () => new GrafanaNotificationPolicy(emptyStack(), "N", { contactPoint: "a", groupBy: [], policy: [deep(4)] }),
  ).not.toThrow();
});

/** Paths of arguments that are set: `rule.data.ref_id`. */
function pathsIn(value: unknown, at = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((each) => pathsIn(each, at));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
    const path = at === "" ? name : `${at}.${name}`;
    return [path, ...pathsIn(each, path)];
  });
}

/** Paths of arguments that can be set. Policies are the same on all levels. */
function argumentsOf({ attributes, blocks = {} }: Block, at = ""): string[] {
  const below = (name: string): string => (at === "" ? name : `${at}.${name}`);
  return [
    ...Object.entries(attributes)
      .filter(([, fact]) => !fact.startsWith("computed"))
      .map(([name]) => below(name)),
    ...Object.entries(blocks).flatMap(([name, block]) =>
      /policy\.policy$|http_config|payload/.test(below(name)) ? [] : argumentsOf(block, below(name)),
    ),
  ];
}
