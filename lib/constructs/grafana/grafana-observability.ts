import { Construct } from "constructs";
import { grafanaSource, type GrafanaSource, type GrafanaSourceSettings } from "../../backends";
import { own } from "../../base";
import { secretValue, type SecretReference } from "../aws/secret-reference";
import { pascalCase } from "../aws/names";
import { GrafanaDashboard } from "./dashboard";
import type { DashboardFile } from "./dashboard-files";
import { GrafanaDashboardV2 } from "./dashboard-v2";
import { GrafanaDataSource } from "./data-source";
import { GrafanaFolder } from "./folder";

/** What Grafana reads. */
export interface ObservabilitySource {
  /** What it is. */
  readonly kind: GrafanaSource;

  /** At most 40 letters, digits, - and _. */
  readonly uid: string;

  /** As it is shown. */
  readonly name: string;

  /** False for one that is there already. */
  readonly isMade: boolean;

  /** Address at which Grafana asks it. */
  readonly url?: string;

  /** Region of what AWS has. */
  readonly region?: string;

  /** ARN of the role that Grafana assumes. */
  readonly role?: string;

  /** Sent as X-Scope-OrgID. */
  readonly tenant?: string;

  /** Where the token is kept that is sent as Authorization: Bearer, or to Elasticsearch as ApiKey. */
  readonly token?: SecretReference;

  /**
   * Index or data stream of Elasticsearch, or a pattern of them.
   *
   * @default - all data streams of logs in the form
   */
  readonly index?: string;

  /**
   * Whose documents Elasticsearch has: `otel` the collector's, `lines` Filebeat's.
   *
   * @default "otel"
   */
  readonly form?: GrafanaSourceSettings["form"];
}

/** Props of {@link GrafanaObservability}. */
export interface GrafanaObservabilityProps {
  /** Where Grafana runs, which decides how it signs in at AWS. */
  readonly grafana: GrafanaSourceSettings["grafana"];

  /** The folder of everything. */
  readonly folder: { readonly uid: string; readonly title: string; readonly parent?: string };

  /** Folders below it, by team. */
  readonly teams: Readonly<Record<string, { readonly uid: string; readonly title: string }>>;

  /** What Grafana reads, at most one of each kind. */
  readonly dataSources: readonly ObservabilitySource[];

  /** The dashboards, as `readDashboards` reads them. One whose tag `team:<name>` names a team is in that team's folder. */
  readonly dashboards: readonly DashboardFile[];
}

/**
 * What is in Grafana for an environment: a folder with one for each team, data sources that lead to each other, and dashboards.
 *
 * Paths: `Folder`, `<Team>Folder`, `<Kind>`, `<Dashboard>`.
 */
export class GrafanaObservability extends Construct {
  readonly folder: GrafanaFolder;

  /** Folders of teams. */
  readonly teams: Readonly<Record<string, GrafanaFolder>>;

  /** Data sources that are made, by kind. */
  readonly dataSources: ReadonlyMap<GrafanaSource, GrafanaDataSource>;

  /** @throws {ConstructError} for what Grafana refuses */
  constructor(scope: Construct, id: string, props: GrafanaObservabilityProps) {
    super(scope, id);
    const { parent, ...folder } = props.folder;
    this.folder = new GrafanaFolder(this, "Folder", {
      ...folder,
      ...(parent === undefined ? {} : { parentFolderUid: parent }),
      preventDestroyIfNotEmpty: true,
    });
    this.teams = Object.fromEntries(
      Object.entries(props.teams).map(([team, each]) => [
        team,
        new GrafanaFolder(this, `${pascalCase(team) || pascalCase(each.uid)}Folder`, {
          ...each,
          parentFolderUid: this.folder.uid,
        }),
      ]),
    );
    this.dataSources = new Map(
      props.dataSources
        .filter(({ isMade }) => isMade)
        .map((source) => [source.kind, this.dataSource(source, props)] as const),
    );
    for (const dashboard of props.dashboards) this.dashboard(dashboard);
  }

  private dataSource(source: ObservabilitySource, props: GrafanaObservabilityProps): GrafanaDataSource {
    const { index, kind, name, region, role, tenant, token, uid, url } = source;
    const form = props.dataSources.find((each) => each.kind === "elasticsearch")?.form;
    const uids = Object.fromEntries(
      props.dataSources.map((each) => [each.kind === "amp" ? "prometheus" : each.kind, each.uid]),
    );
    const { jsonData, type } = grafanaSource(kind, uids, { grafana: props.grafana, form, index, region, role });
    const id = pascalCase(kind);
    const headers = {
      ...(token === undefined
        ? {}
        : {
            Authorization: `${kind === "elasticsearch" ? "ApiKey" : "Bearer"} ${secretValue(this, `${id}Token`, `token of ${name}`, token)}`,
          }),
      ...(tenant === undefined ? {} : { "X-Scope-OrgID": tenant }),
    };
    return new GrafanaDataSource(this, id, {
      name,
      uid,
      type,
      jsonData,
      ...(url === undefined ? {} : { url }),
      ...(Object.keys(headers).length === 0 ? {} : { httpHeaders: headers }),
    });
  }

  private dashboard({ id, json, schema, team, title, uid }: DashboardFile): void {
    const { uid: folderUid } = (team === undefined ? undefined : own(this.teams, team)) ?? this.folder;
    if (schema === "v1") new GrafanaDashboard(this, `${id}Dashboard`, { configJson: json, folder: folderUid });
    else
      new GrafanaDashboardV2(this, `${id}Dashboard`, {
        metadata: { uid, folderUid },
        spec: { json, ...(title === undefined ? {} : { title }) },
      });
  }
}
