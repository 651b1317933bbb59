import type { Rule } from "../../base";

/** Most bytes of a file. A ConfigMap of Kubernetes, by which many provision dashboards, holds no more. */
export const MOST_BYTES = 1024 * 1024;

/** Rules for files as a whole. */
export const reading = {
  "dashboard-json": {
    severity: "error",
    what: "A file of a dashboard is JSON; one of alert rules is YAML or JSON.",
    why: "Nothing can read it otherwise.",
    fix: "Correct the file.",
    unread: true,
  },
  "dashboard-not-found": {
    severity: "error",
    what: "A file that is named holds a dashboard or alert rules of Grafana.",
    why: "Nothing is checked in another one.",
    fix: "Name the JSON of a dashboard, as Grafana's export or its API writes it.",
    source:
      "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/",
    unread: true,
  },
  "dashboard-too-large": {
    severity: "error",
    what: "A file has at most 1 MiB, and a dashboard at most 10,000 panels.",
    why: "A ConfigMap of Kubernetes, by which dashboards are often provisioned, holds no more, and nobody reviews what is larger.",
    fix: "Split the dashboard.",
    source: "https://kubernetes.io/docs/concepts/configuration/configmap/",
    unread: true,
  },
  "dashboard-shape": {
    severity: "warning",
    what: "What should be a list of objects is one.",
    why: "Grafana leaves out what it cannot read, or shows an error.",
    fix: "Write it as Grafana's export does.",
    source:
      "https://grafana.com/docs/grafana/latest/visualizations/dashboards/build-dashboards/view-dashboard-json-model/",
  },
} as const satisfies Readonly<Record<string, Rule>>;
