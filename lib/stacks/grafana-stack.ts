import { join } from "node:path";
import { TerraformOutput, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import type { EnvironmentPlan, GrafanaPlan, SecretReference } from "../config";
import {
  GrafanaAlerting,
  GrafanaObservability,
  GrafanaProvider,
  literal,
  readDashboards,
  secretValue,
} from "../constructs";
import { defineBackend } from "./backend";
import { GrafanaRules } from "./grafana-rules";
import { defineProvider } from "./provider";

/** What a Grafana stack is made of. */
export interface GrafanaStackProps {
  /** The environment. */
  readonly plan: EnvironmentPlan;

  /** Its Grafana. */
  readonly grafana: GrafanaPlan;

  /** Folder that the plan's `dashboards` are in. */
  readonly project: string;
}

/**
 * What is in Grafana for an environment, apart from the environment's stack: Grafana may be away, and its token expires.
 *
 * Paths: `Observability/...`, `Alerting/...`, `Rules/...`.
 */
export class GrafanaStack extends TerraformStack {
  readonly observability: GrafanaObservability;

  /** Undefined: Grafana has no alerts of ours. */
  readonly alerting?: GrafanaAlerting;

  /** Undefined: Grafana has no alerts of ours. */
  readonly rules?: GrafanaRules;

  constructor(scope: Construct, { grafana, plan, project }: GrafanaStackProps) {
    super(scope, grafana.stack);
    defineBackend(this, grafana);
    if (referencesOf(grafana).some((reference) => !("variable" in reference))) defineProvider(this, plan);
    new GrafanaProvider(this, "Grafana", {
      url: grafana.url === undefined ? this.asked() : literal(grafana.url),
      auth: secretValue(this, "Auth", "auth", grafana.auth),
      version: grafana.providerVersion,
    });
    const teams = Object.fromEntries(grafana.teams.map(({ team, ...folder }) => [team, folder]));
    const dashboards = readDashboards(this.node.path, join(project, grafana.dashboards), Object.keys(teams));
    this.observability = new GrafanaObservability(this, "Observability", {
      grafana: grafana.kind,
      folder: grafana.folder,
      teams,
      dataSources: grafana.dataSources,
      dashboards,
    });
    if (grafana.alerting) {
      this.alerting = new GrafanaAlerting(this, "Alerting", {
        environment: plan.environment,
        audiences: grafana.contactPoints,
        quietHours: grafana.quietHours,
      });
      this.rules = new GrafanaRules(this, "Rules", { plan, observability: this.observability, dashboards });
    }
    new TerraformOutput(this, "folder_url", {
      value: this.observability.folder.getStringAttribute("url"),
      description: "Address of the environment's folder in Grafana.",
    });
  }

  /** Until the address of a workspace that is made is written in the configuration. */
  private asked(): string {
    return new TerraformVariable(this, "grafana_url", {
      type: "string",
      description: "Address of Grafana: the output grafana_url of the environment's stack.",
    }).stringValue;
  }
}

function referencesOf({ auth, contactPoints, dataSources }: GrafanaPlan): readonly SecretReference[] {
  return [
    auth,
    ...dataSources.flatMap((source) => (source.isMade && source.token !== undefined ? [source.token] : [])),
    ...contactPoints.flatMap(({ receivers }) =>
      receivers.flatMap((receiver) => {
        if ("key" in receiver) return [receiver.key];
        if ("token" in receiver) return [receiver.token];
        return "url" in receiver ? [receiver.url] : [];
      }),
    ),
  ];
}
