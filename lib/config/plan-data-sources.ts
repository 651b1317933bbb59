import { serviceHost } from "../aws";
import { grafanaUid } from "./names";
import { expand, type TextScope } from "./placeholders";
import { referenceOf } from "./plan-routes";
import type { CollectorPlan } from "./plan/collector";
import type { DataSourceKind, DataSourcePlan } from "./plan/grafana";
import { compact } from "./records";
import type { GrafanaEntry } from "./schema/grafana";

interface DataSourceScope {
  readonly place: TextScope & { readonly project: string; readonly environment: string };
  readonly backends: Pick<CollectorPlan, "logs" | "metrics" | "traces">;
}

type Entries = Partial<NonNullable<GrafanaEntry["dataSources"]>>;
type Key = keyof NonNullable<GrafanaEntry["dataSources"]>;
type Backend = CollectorPlan["logs"][number] | CollectorPlan["metrics"][number] | CollectorPlan["traces"][number];

/** What Grafana reads: of each kind what comes first, as the configuration knows how to reach one of each. */
export function planDataSources(entries: Entries, { backends, place }: DataSourceScope): DataSourcePlan[] {
  return (["cloudwatch", "xray", "prometheus", "loki", "tempo", "elasticsearch"] as const).flatMap((key) => {
    const entry = entries[key];
    if (entry === "off") return [];
    const [backend] = backendsOf(key, backends);
    if (entry === undefined && key !== "cloudwatch" && backend === undefined) return [];
    return [dataSource(key, { entry: entry ?? {}, backend, place })];
  });
}

/** The back ends that a kind of data source can read. */
export function backendsOf(key: Key, { logs, metrics, traces }: DataSourceScope["backends"]): readonly Backend[] {
  const all: readonly Backend[] = [...logs, ...metrics, ...traces];
  return all.filter(({ type }) => type === key || (key === "prometheus" && type === "amp"));
}

const names: Readonly<Record<DataSourceKind, string>> = {
  cloudwatch: "CloudWatch",
  xray: "X-Ray",
  prometheus: "Prometheus",
  amp: "Prometheus",
  loki: "Loki",
  tempo: "Tempo",
  elasticsearch: "Elasticsearch",
};

function dataSource(
  key: Key,
  {
    backend,
    entry,
    place,
  }: {
    readonly entry: Exclude<NonNullable<Entries[Key]>, "off">;
    readonly backend: Backend | undefined;
    readonly place: DataSourceScope["place"];
  },
): DataSourcePlan {
  const { environment, project, region } = place;
  const fill = (text: string): string => expand(text, place);
  const written = "url" in entry && entry.url !== undefined ? fill(entry.url).replace(/\/+$/, "") : undefined;
  const workspace = key === "prometheus" && written !== undefined ? ampWorkspace(written) : undefined;
  const isAmp = workspace !== undefined || backend?.type === "amp";
  const kind = isAmp ? "amp" : key;
  const name = `${project}-${environment} ${names[kind]}`;
  if ("existing" in entry) return { kind, isMade: false, uid: fill(entry.existing), name };
  const { role, token } = { role: undefined, token: undefined, ...entry };
  return {
    kind,
    isMade: true,
    uid: grafanaUid(project, environment, key),
    name,
    ...compact({
      url: written ?? readAddress(backend),
      region: workspace?.region ?? (backend?.type === "amp" ? backend.region : regionOf(key, region)),
      role: role === undefined ? undefined : fill(role),
      tenant: backend !== undefined && "tenant" in backend ? backend.tenant : undefined,
      token: token === undefined ? tokenOf(backend) : referenceOf(token, fill),
      index: backend?.type === "elasticsearch" ? backend.index : undefined,
    }),
  };
}

/**
 * The workspace of Amazon Managed Service for Prometheus at an address: it takes signed requests only, whether telemetry goes there or not.
 *
 * @see https://docs.aws.amazon.com/prometheus/latest/userguide/AMP-APIReference-Prometheus-Compatible-Apis.html
 */
export function ampWorkspace(url: string): { readonly workspace: string; readonly region: string } | undefined {
  const form =
    /^https:\/\/aps-workspaces(?:-fips)?\.([a-z0-9-]+)\.(?:amazonaws\.com(?:\.cn)?|api\.aws)\/workspaces\/([^/?#]+)$/;
  const [, region, workspace] = form.exec(url) ?? [];
  return region === undefined || workspace === undefined ? undefined : { region, workspace };
}

/** The Region that a data source of AWS asks; the environment's. */
function regionOf(key: Key, region: string | undefined): string | undefined {
  return key === "cloudwatch" || key === "xray" ? region : undefined;
}

/** Where a back end is asked, if that follows from where it takes telemetry. */
function readAddress(backend: Backend | undefined): string | undefined {
  switch (backend?.type) {
    case "amp":
      return `https://${serviceHost("aps-workspaces", backend.region)}/workspaces/${backend.workspace}`;
    case "loki":
    case "prometheus":
    case "elasticsearch":
      return backend.endpoint;
    default:
      return undefined;
  }
}

function tokenOf(backend: Backend | undefined) {
  if (backend === undefined) return undefined;
  if (backend.type === "elasticsearch") return backend.apiKey;
  return "token" in backend ? backend.token : undefined;
}
