import { Fn, TerraformVariable, Token } from "cdktf";
import type { Construct } from "constructs";
import {
  GrafanaContactPoint,
  GrafanaDashboard,
  GrafanaDashboardV2,
  GrafanaDataSource,
  GrafanaDataSourceConfig,
  GrafanaFolder,
  GrafanaFolderPermission,
  GrafanaMessageTemplate,
  GrafanaMuteTiming,
  GrafanaNotificationPolicy,
  type GrafanaPolicy,
  GrafanaProvider,
  GrafanaRuleGroup,
  GrafanaServiceAccount,
  GrafanaServiceAccountToken,
} from "../../../lib/constructs";

/** Each resource with the least, and with all that it can be given. */
export function everything(scope: Construct): void {
  const secret = new TerraformVariable(scope, "secret", { type: "string", sensitive: true }).stringValue;
  new GrafanaProvider(scope, "Grafana", { url: "https://grafana.example.com", auth: secret });
  new GrafanaProvider(scope, "Other", {
    url: "http://127.0.0.1:3000/grafana",
    auth: secret,
    version: ">= 4.27, < 5",
    alias: "other",
    caCert: "/etc/ssl/ca.pem",
    orgId: 2,
    retries: 5,
    storeDashboardSha256: true,
  });
  new GrafanaFolder(scope, "LeastFolder", { title: "Shop" });
  const folder = new GrafanaFolder(scope, "Folder", {
    title: "Shop ${x} %{y}",
    uid: "shop",
    parentFolderUid: "parent",
    preventDestroyIfNotEmpty: true,
  });
  new GrafanaFolderPermission(scope, "Permission", {
    folderUid: folder.uid,
    permissions: [
      { permission: "View", role: "Viewer" },
      { permission: "Edit", teamId: "1" },
      { permission: "Admin", userId: "2" },
    ],
  });
  new GrafanaDataSource(scope, "LeastSource", { name: "CloudWatch", type: "cloudwatch" });
  const source = new GrafanaDataSource(scope, "Source", {
    name: "Loki",
    type: "loki",
    uid: "loki",
    url: "http://loki:3100",
    isDefault: true,
    jsonData: { derivedFields: [{ name: "trace_id", url: "${__value.raw}", datasourceUid: folder.uid }] },
    secureJsonDataEncoded: Token.asString(Fn.jsonencode({ password: secret })),
    httpHeaders: { Authorization: `Bearer ${secret}`, "X-Scope-OrgID": secret },
    accessMode: "proxy",
    basicAuthEnabled: true,
    basicAuthUsername: "reader",
    databaseName: "logs",
  });
  new GrafanaDataSourceConfig(scope, "LeastConfig", { uid: "tempo", jsonData: {} });
  new GrafanaDataSourceConfig(scope, "Config", {
    uid: source.uid,
    jsonData: { query: '{${__tags}} | trace_id = "${__trace.traceId}"' },
    secureJsonDataEncoded: Token.asString(Fn.jsonencode({ password: secret })),
    httpHeaders: { Authorization: secret },
  });
  new GrafanaDashboard(scope, "LeastDashboard", { configJson: '{"title":"a"}' });
  new GrafanaDashboard(scope, "Dashboard", {
    configJson: '{"title":"$service ${service}"}',
    folder: folder.uid,
    message: "Thresholds",
    overwrite: true,
  });
  new GrafanaDashboardV2(scope, "LeastV2", { metadata: { uid: "a" }, spec: { json: "{}" } });
  new GrafanaDashboardV2(scope, "V2", {
    metadata: { uid: "b", folderUid: folder.uid },
    spec: { json: '{"title":"${service}"}', title: "b", tags: ["shop"] },
    options: { allowUiUpdates: false, managerIdentity: "sightline", overwrite: true },
  });
  const data = {
    refId: "A",
    datasourceUid: "prometheus",
    model: { expr: "up" },
    relativeTimeRange: { from: 600, to: 0 },
  };
  new GrafanaRuleGroup(scope, "LeastGroup", {
    name: "least",
    folderUid: "shop",
    intervalSeconds: 60,
    rule: [{ name: "down", condition: "A", data: [data] }],
  });
  new GrafanaRuleGroup(scope, "Group", {
    name: "all",
    folderUid: folder.uid,
    intervalSeconds: 60,
    disableProvenance: true,
    rule: [
      {
        name: "down",
        uid: "down",
        condition: "B",
        data: [
          { ...data, queryType: "range" },
          {
            refId: "B",
            datasourceUid: "__expr__",
            model: { type: "threshold", expression: "A" },
            relativeTimeRange: { from: 0, to: 0 },
          },
        ],
        for: "5m",
        keepFiringFor: "10m",
        noDataState: "OK",
        execErrState: "Error",
        isPaused: false,
        labels: { severity: "critical", camelCase: "stays" },
        annotations: { summary: "{{ $labels.service }} is down ${x}" },
        missingSeriesEvalsToResolve: 2,
        notificationSettings: {
          contactPoint: "critical",
          groupBy: ["alertname"],
          groupWait: "30s",
          groupInterval: "5m",
          repeatInterval: "4h",
          muteTimings: ["nights"],
          activeTimings: ["days"],
        },
      },
      {
        name: "recorded",
        condition: "A",
        data: [data],
        record: { from: "A", metric: "up", targetDatasourceUid: "prometheus" },
      },
    ],
  });
  new GrafanaContactPoint(scope, "LeastPoint", { name: "mail", email: [{ addresses: ["a@example.com"] }] });
  new GrafanaContactPoint(scope, "Point", {
    name: "all",
    disableProvenance: true,
    email: [
      { addresses: ["a@example.com"], singleEmail: true, subject: "s", message: "m", disableResolveMessage: true },
    ],
    slack: [
      { url: secret },
      {
        token: secret,
        recipient: "C0123456789",
        title: "t",
        text: "t",
        color: "#ff0000",
        username: "grafana",
        iconEmoji: ":bell:",
        iconUrl: "https://example.com/i.png",
        mentionChannel: "here",
        mentionGroups: "g",
        mentionUsers: "u",
        disableResolveMessage: true,
      },
    ],
    pagerduty: [
      {
        integrationKey: secret,
        severity: "critical",
        summary: "s",
        source: "grafana",
        component: "c",
        group: "g",
        class: "c",
        client: "grafana",
        clientUrl: "https://grafana.example.com",
        details: { runBook: "https://example.com" },
        disableResolveMessage: true,
      },
    ],
    webhook: [
      {
        url: secret,
        httpMethod: "POST",
        authorizationScheme: "Bearer",
        authorizationCredentials: secret,
        headers: { "X-Team": "shop" },
        maxAlerts: 10,
        title: "t",
        message: "m",
        hmacConfig: { secret, header: "X-Signature", timestampHeader: "X-Time" },
        disableResolveMessage: true,
      },
      { url: "https://example.com/hook", basicAuthUser: "u", basicAuthPassword: secret },
    ],
    opsgenie: [
      {
        apiKey: secret,
        url: "https://api.eu.opsgenie.com/v2/alerts",
        message: "m",
        description: "d",
        autoClose: true,
        overridePriority: true,
        sendTagsAs: "both",
        responders: [{ type: "team", id: "1", name: "n", username: "u" }],
        disableResolveMessage: true,
      },
    ],
    teams: [{ url: secret, title: "t", sectionTitle: "s", message: "m", disableResolveMessage: true }],
    sns: [
      {
        topic: "arn:aws:sns:eu-central-1:111122223333:alarms",
        authProvider: "default",
        assumeRoleArn: "arn:aws:iam::111122223333:role/grafana",
        externalId: "shop",
        messageFormat: "json",
        subject: "s",
        body: "b",
        disableResolveMessage: true,
      },
    ],
  });
  const timing = { groupBy: ["alertname"], groupWait: "30s", groupInterval: "5m", repeatInterval: "4h" };
  const leaf: GrafanaPolicy = { matcher: [{ label: "severity", match: "=", value: "critical" }] };
  new GrafanaNotificationPolicy(scope, "LeastPolicy", { contactPoint: "all", groupBy: ["..."] });
  new GrafanaNotificationPolicy(scope, "Policy", {
    contactPoint: "all",
    ...timing,
    disableProvenance: true,
    policy: [
      {
        ...leaf,
        ...timing,
        contactPoint: "all",
        continue: true,
        muteTimings: ["nights"],
        activeTimings: ["days"],
        policy: [{ ...leaf, policy: [{ ...leaf, policy: [{ ...leaf, policy: [{ ...leaf, groupBy: ["..."] }] }] }] }],
      },
    ],
  });
  new GrafanaMuteTiming(scope, "LeastTiming", { name: "never", intervals: [] });
  new GrafanaMuteTiming(scope, "Timing", {
    name: "nights",
    disableProvenance: true,
    intervals: [
      {
        times: [
          { start: "22:00", end: "24:00" },
          { start: "00:00", end: "06:00" },
        ],
        weekdays: ["monday:friday", "sunday"],
        daysOfMonth: ["1:7", "-1"],
        months: ["1", "june:august"],
        years: ["2026:2028"],
        location: "Europe/Berlin",
      },
    ],
  });
  new GrafanaMessageTemplate(scope, "LeastTemplate", { name: "title", template: '{{ define "t" }}{{ end }}' });
  new GrafanaMessageTemplate(scope, "Template", { name: "title", template: "x", disableProvenance: true });
  new GrafanaServiceAccount(scope, "LeastAccount", { name: "deploy", role: "Admin" });
  const account = new GrafanaServiceAccount(scope, "Account", { name: "deploy", role: "Viewer", isDisabled: true });
  new GrafanaServiceAccountToken(scope, "LeastToken", { name: "a", serviceAccountId: account.serviceAccountId });
  new GrafanaServiceAccountToken(scope, "Token", {
    name: "b",
    serviceAccountId: account.serviceAccountId,
    secondsToLive: 3600,
  });
}
