import { family } from "./family";

/** Rules about the file: what reads it looks for their findings. */
export const reading = family(
  {
    "collector-unreadable": {
      severity: "error",
      what: "The file is YAML 1.2, or JSON.",
      why: "Nothing else can be checked. Only the first mistake is shown: later ones often follow from it.",
      fix: "Fix the line.",
      unread: true,
    },
    "collector-not-found": {
      severity: "error",
      what: "The file is a collector's configuration, or holds one: an `OpenTelemetryCollector` or a `ConfigMap` of Kubernetes, values of the chart opentelemetry-collector.",
      why: "Nothing was checked.",
      fix: "Name a file with receivers, exporters and service.pipelines.",
      unread: true,
    },
    "collector-partial": {
      severity: "info",
      what: "Values of a Helm chart are a part of the configuration: the chart adds its defaults.",
      why: "What is missing in the values is not looked for.",
      fix: "To check the whole, check the ConfigMap that `helm template` prints.",
    },
    "collector-shape": {
      severity: "error",
      what: "Sections are maps of components by their ids, pipelines have lists of ids, and there are no other keys.",
      why: "The collector refuses anything else when it starts.",
      fix: "Write it as the collector's documentation has it.",
      source: "https://opentelemetry.io/docs/collector/configuration/",
    },
    "service-missing": {
      severity: "error",
      what: "`service.pipelines` says what runs, and has at least one pipeline.",
      why: "The collector does not start without.",
      fix: "Add service.pipelines. If several files are merged at start, check what `otelcol print-config` prints of all of them.",
      source: "https://opentelemetry.io/docs/collector/configuration/#service",
    },
  },
  () => undefined,
);
