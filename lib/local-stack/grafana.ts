import { grafanaSource } from "../backends";
import { printYaml } from "../yaml";

/** What runs. */
export interface Has {
  readonly loki: boolean;
  readonly prometheus: boolean;
  readonly tempo: boolean;
}

/** Grafana's data sources, which lead to each other. In files, a `$` of Grafana's is written twice. */
export function dataSourcesText(has: Has): string {
  const uids = {
    ...(has.loki ? { loki: "loki" } : {}),
    ...(has.prometheus ? { prometheus: "prometheus" } : {}),
    ...(has.tempo ? { tempo: "tempo" } : {}),
  };
  const sources = (["loki", "prometheus", "tempo"] as const).flatMap((uid) => {
    if (!has[uid]) return [];
    const { jsonData, type } = grafanaSource(uid, uids, { grafana: "grafana" });
    const isDefault = uid === "prometheus" ? { isDefault: true } : {};
    return [
      { name: names[uid], uid, type, access: "proxy", url: urls[uid], ...isDefault, jsonData: doubled(jsonData) },
    ];
  });
  return printYaml({ apiVersion: 1, prune: true, datasources: sources });
}

const names = { loki: "Loki", prometheus: "Prometheus", tempo: "Tempo" } as const;
const urls = { loki: "http://loki:3100", prometheus: "http://prometheus:9090", tempo: "http://tempo:3200" } as const;

function doubled(settings: object): unknown {
  return JSON.parse(JSON.stringify(settings).replaceAll("$", "$$$$"));
}

/** Where Grafana finds dashboards. */
export function dashboardsText(): string {
  return printYaml({
    apiVersion: 1,
    providers: [
      {
        name: "project",
        type: "file",
        allowUiUpdates: false,
        updateIntervalSeconds: 10,
        options: { path: "/var/lib/grafana/dashboards", foldersFromFilesStructure: true },
      },
    ],
  });
}
