import { TerraformOutput } from "cdktf";
import { Construct } from "constructs";
import { type GrafanaAlert, grafanaAlerts, whyNoRuleText } from "../alerting";
import type { TreatMissingData } from "../aws";
import { own } from "../base";
import type { EnvironmentPlan } from "../config";
import {
  type DashboardFile,
  expressionDataSource as expressions,
  type GrafanaObservability,
  type GrafanaRule,
  GrafanaRuleGroup,
  literal,
} from "../constructs";
import { type AlarmPlace, alarmPlaces } from "../dashboards";

/** What rules are made of. */
interface GrafanaRulesProps {
  /** The environment. */
  readonly plan: EnvironmentPlan;

  /** Folders and data sources. */
  readonly observability: GrafanaObservability;

  /** Dashboards that are in Grafana, to which rules lead. */
  readonly dashboards: readonly DashboardFile[];
}

/**
 * The environment's alarms as rules that Grafana evaluates, a group for each service in its team's folder. An output of the stack says which
 * alarms are none, and why.
 *
 * Paths: `<Service>`.
 */
export class GrafanaRules extends Construct {
  /** The groups, by service. */
  readonly groups: Readonly<Record<string, GrafanaRuleGroup>>;

  constructor(scope: Construct, id: string, { dashboards, observability, plan }: GrafanaRulesProps) {
    super(scope, id);
    const { groups, without } = grafanaAlerts(plan);
    const placeOf = alarmPlaces(plan);
    const asked = new Set(groups.flatMap(({ rules }) => rules.map(({ dataSource }) => dataSource)));
    const sources = plan.grafana?.dataSources.filter(({ uid }) => asked.has(uid)) ?? [];
    const dependsOn = sources.flatMap(({ kind }) => observability.dataSources.get(kind) ?? []);
    const idOf = new Map(plan.services.map(({ id: service, name }) => [name, service]));
    this.groups = Object.fromEntries(
      groups.map(({ intervalSeconds, rules, service, team }) => {
        const folder = (team === undefined ? undefined : own(observability.teams, team)) ?? observability.folder;
        const group = new GrafanaRuleGroup(this, idOf.get(service) ?? service, {
          name: service,
          folderUid: folder.uid,
          intervalSeconds,
          rule: rules.map((rule) => ruleOf(rule, shown(placeOf(service, rule.alarm), dashboards))),
          ...(dependsOn.length === 0 ? {} : { dependsOn }),
        });
        return [service, group];
      }),
    );
    if (without.length === 0) return;
    new TerraformOutput(scope, "alarms_without_rule", {
      value: Object.fromEntries(without.map(({ alert, reason }) => [alert, literal(whyNoRuleText(reason))])),
      description: "Alarms that are no alert rules of Grafana's, and why: CloudWatch alone watches them.",
    });
  }
}

/** Grafana's files of dashboards may be older than the plan: a rule leads to a panel that is there. */
function shown(place: AlarmPlace | undefined, dashboards: readonly DashboardFile[]): AlarmPlace | undefined {
  const file = dashboards.find(({ uid }) => uid === place?.dashboard);
  return file !== undefined && new RegExp(`"id":\\s*${place?.panel}\\b`).test(file.json) ? place : undefined;
}

/** Most characters of a rule's title; a name in CloudWatch has more. */
const longestTitle = 190;

/** A query gives a number, whichever, while the alarm fires, and nothing otherwise: so nothing is OK. */
function ruleOf(rule: GrafanaAlert, place: AlarmPlace | undefined): GrafanaRule {
  const { alert, annotations, dataSource, expr, forSeconds, labels, language, missingData, uid } = rule;
  const range = { from: 600, to: 0 };
  const isLogs = language === "logql";
  return {
    name: alert.length > longestTitle ? uid : alert,
    uid,
    condition: "B",
    data: [
      {
        refId: "A",
        datasourceUid: dataSource,
        relativeTimeRange: range,
        ...(isLogs ? { queryType: "instant" } : {}),
        model: {
          datasource: { type: isLogs ? "loki" : "prometheus", uid: dataSource },
          expr,
          editorMode: "code",
          ...(isLogs ? { queryType: "instant" } : { instant: true, range: false }),
        },
      },
      {
        refId: "B",
        datasourceUid: expressions,
        relativeTimeRange: range,
        model: {
          datasource: { type: expressions, uid: expressions },
          type: "math",
          expression: "is_number($A) || is_inf($A)",
        },
      },
    ],
    for: `${forSeconds}s`,
    noDataState: "OK",
    execErrState: errorStates[missingData],
    labels,
    annotations: {
      ...annotations,
      ...(place === undefined ? {} : { __dashboardUid__: place.dashboard, __panelId__: String(place.panel) }),
    },
  };
}

/** A query that fails is a period without data; nobody is told that all is well then, but by an alarm that keeps its state. */
const errorStates: Readonly<Record<TreatMissingData, NonNullable<GrafanaRule["execErrState"]>>> = {
  breaching: "Alerting",
  ignore: "KeepLast",
  missing: "Error",
  notBreaching: "Error",
};
