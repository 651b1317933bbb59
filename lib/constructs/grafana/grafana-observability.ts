import { Construct } from "constructs";
import { grafanaSource, type GrafanaSource, type GrafanaSourceSettings } from "../../backends";
import { excerpt, own } from "../../base";
import { secretValue } from "../aws/secret-reference";
import { pascalCase } from "../aws/names";
import { GrafanaDashboard } from "./dashboard";
import type { DashboardFile } from "./dashboard-files";
import { GrafanaDashboardV2 } from "./dashboard-v2";
import { GrafanaDataSource } from "./data-source";
import { type GrafanaFault, refuse } from "./faults";
import { GrafanaFolder } from "./folder";
import { metricsAsOne, type ObservabilitySource, sourceFaults } from "./observability-source";

/** Props of {@link GrafanaObservability}. */
export interface GrafanaObservabilityProps {
  /** Where Grafana runs, which decides how it signs in at AWS. */
  readonly grafana: GrafanaSourceSettings["grafana"];

  /** The folder of everything. */
  readonly folder: { readonly uid: string; readonly title: string; readonly parent?: string };

  /** Folders below it, by team; `{}` for none. */
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

  /** @throws {ConstructError} for all that contradicts itself at once, and for what Grafana refuses */
  constructor(scope: Construct, id: string, props: GrafanaObservabilityProps) {
    super(scope, id);
    refuse(this.node.path, [...sourceFaults(props.dataSources), ...folderFaults(props)]);
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
    const uids = Object.fromEntries(props.dataSources.map((each) => [metricsAsOne(each.kind), each.uid]));
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

/** Folders that are one, and dashboards whose team has none. */
function folderFaults({ dashboards, folder, teams }: GrafanaObservabilityProps): GrafanaFault[] {
  const folders = [
    ["folder", folder.uid] as const,
    ...Object.entries(teams).map(([team, { uid }]) => [`teams.${team}`, uid] as const),
  ];
  return [
    ...folders.flatMap(([property, uid], index) =>
      folders.slice(0, index).some(([, other]) => other === uid)
        ? [
            {
              property: `${property}.uid`,
              message: `is ${excerpt(uid)}, as that of another folder`,
              fix: "Give each its own uid.",
            },
          ]
        : [],
    ),
    ...dashboards.flatMap(({ team }, index) =>
      team === undefined || own(teams, team) !== undefined
        ? []
        : [
            {
              property: `dashboards[${index}].team`,
              message: `is ${excerpt(team)}, which has no folder`,
              fix: `Add it to teams, or leave it out for the folder ${folder.title}.`,
            },
          ],
    ),
  ];
}
