import { TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import {
  expressionDataSource,
  GrafanaFolderPermission,
  GrafanaObservability,
  GrafanaProvider,
  GrafanaRuleGroup,
  readDashboards,
} from "sightline/constructs";

const teams = { invoicing: { uid: "acme-invoicing", title: "Invoicing" } };

/** What a team has in a Grafana that is there already: folders, data sources that lead to each other, dashboards, and an alert rule. */
export class TeamStack extends TerraformStack {
  constructor(scope: Construct, id: string, dashboards: string) {
    super(scope, id);
    const auth = new TerraformVariable(this, "grafana_auth", { type: "string", sensitive: true });
    new GrafanaProvider(this, "Grafana", { url: "https://grafana.example.com", auth: auth.stringValue });

    const { teams: folders } = new GrafanaObservability(this, "Observability", {
      grafana: "grafana",
      folder: { uid: "acme", title: "Acme" },
      teams,
      dataSources: [
        { kind: "loki", uid: "acme-loki", name: "Acme Loki", isMade: true, url: "http://loki:3100", tenant: "acme" },
        { kind: "tempo", uid: "acme-tempo", name: "Acme Tempo", isMade: true, url: "http://tempo:3200" },
        { kind: "prometheus", uid: "prometheus-of-platform", name: "Prometheus", isMade: false },
        { kind: "cloudwatch", uid: "acme-cloudwatch", name: "Acme CloudWatch", isMade: true, region: "eu-central-1" },
      ],
      dashboards: readDashboards(`${id}/Observability`, dashboards, Object.keys(teams)),
    });

    const folder = folders.invoicing;
    if (folder === undefined) throw new Error("invoicing has no folder");
    new GrafanaFolderPermission(this, "Permission", {
      folderUid: folder.uid,
      permissions: [
        { permission: "View", role: "Viewer" },
        { permission: "Edit", teamId: "7" },
      ],
    });
    new GrafanaRuleGroup(this, "Rules", {
      name: "invoicing",
      folderUid: folder.uid,
      intervalSeconds: 60,
      rule: [
        {
          name: "InvoicesFail",
          condition: "B",
          for: "5m",
          noDataState: "OK",
          labels: { severity: "warning", team: "invoicing" },
          annotations: { summary: "Invoices fail.", runbook_url: "https://runbooks.example.com/invoicing/failures" },
          data: [
            {
              refId: "A",
              datasourceUid: "prometheus-of-platform",
              model: { expr: "sum(rate(invoice_failures_total[5m]))", instant: true, range: false },
              relativeTimeRange: { from: 600, to: 0 },
            },
            {
              refId: "B",
              datasourceUid: expressionDataSource,
              model: { type: "math", expression: "$A > 0.1" },
              relativeTimeRange: { from: 0, to: 0 },
            },
          ],
        },
      ],
    });
  }
}
