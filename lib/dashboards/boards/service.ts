import type { MetricEntryPlan, ServicePlan } from "../../config";
import { baseContract, type Signal } from "../../contract";
import { alarmDescription, alarmLinks, periodOf, thresholdsOf } from "../alarm-lines";
import type { Annotation, Board, Panel, Row } from "../board";
import { deploymentAnnotations } from "../deployments";
import { spanPanels, tracePanels } from "../span-panels";
import { alarmPanel, measuresRate, measuresTimes } from "../measures";
import type { BoardScope } from "../scope";
import { signalPanel, signalQueries } from "../signal-panel";
import { unitIdOf } from "../units";

/** How a service is: its requests, what its alarms watch, what it runs on. */
export function serviceBoard(service: ServicePlan, scope: BoardScope): Board {
  const { panelsOf: asked, paysForLines, plan } = scope;
  const { logGroup, name, owner, runbooks } = service;
  // What logs nothing, a database or a queue, runs no code that could send spans.
  const isInstrumented = logGroup !== undefined;
  const entries = metricEntries(service);
  const { panels, shown } = requestPanels(service, entries, plan.region);
  const others = entries.filter((entry) => !shown.has(entry));
  const panelsOf = (those: readonly MetricEntryPlan[]): readonly Panel[] =>
    those.map((entry) => alarmPanel(entry, service, plan.region));
  const rows: readonly Row[] = [
    { key: "requests", title: "Requests", panels },
    { key: "alarms", title: "What alarms watch", panels: panelsOf(others.filter(isOfSignals)) },
    { key: "resources", title: "What it runs on", panels: panelsOf(others.filter((entry) => !isOfSignals(entry))) },
    { key: "spans", title: "Requests by their spans", panels: isInstrumented ? spanPanels(service, scope) : [] },
    { key: "traces", title: "Traces", panels: isInstrumented ? tracePanels(service, scope) : [] },
    {
      key: "lines",
      title: "From its lines",
      collapsed: paysForLines,
      panels: asked(service, [
        "errors_over_time",
        "requests_by_route",
        "latency",
        "requests_by_status",
        "top_errors",
        "errors",
      ]),
    },
  ];
  return {
    key: serviceKey(name),
    title: `${plan.project} ${plan.environment}: ${name}`,
    description: service.description ?? `How ${name} is.`,
    tags: [`service:${name}`, ...(owner === undefined ? [] : [`team:${owner.team}`])],
    rows: rows.filter((row) => row.panels.length > 0),
    annotations: annotationsOf(service),
    links: runbooks === undefined ? [] : [{ title: "Runbooks", url: runbooks }],
  };
}

/** Key of the board of a service. */
function serviceKey(service: string): string {
  return `service-${service}`;
}

/** Whether a signal is one that every service may have, not the service's own. */
export function isStandard({ metric, name, on }: Signal): boolean {
  return Object.values(baseContract.signals).some(
    (each) => each.name === name && each.metric === metric && each.on.join() === on.join(),
  );
}

function metricEntries({ alarms }: ServicePlan): readonly MetricEntryPlan[] {
  return alarms.filter((entry): entry is MetricEntryPlan => entry.kind === "metric");
}

/** Whether an alarm is about what the service says in its lines. */
function isOfSignals({ measure }: MetricEntryPlan): boolean {
  switch (measure.kind) {
    case "rate":
      return measure.errors.series.signal !== undefined;
    case "math":
      return Object.values(measure.metrics).some(({ series }) => series.signal !== undefined);
    default:
      return measure.series.signal !== undefined;
  }
}

/** The standard signals that it has: how many requests, how many of them fail, how long they take; and the alarms that are drawn into those. */
function requestPanels(
  service: ServicePlan,
  entries: readonly MetricEntryPlan[],
  region: string,
): { readonly panels: readonly Panel[]; readonly shown: ReadonlySet<MetricEntryPlan> } {
  const signalOf = (name: string): Signal | undefined =>
    service.signals.find((signal) => signal.name === name && isStandard(signal));
  const [requests, failures, times, errors] = ["requests", "server_errors", "request_duration", "errors"].map(signalOf);
  const ofRate = entries.find((entry) => measuresRate(entry, "server_errors", "requests"));
  const ofTimes = entries.find((entry) => measuresTimes(entry, "request_duration"));
  const shown = new Set([
    ...(requests === undefined || failures === undefined || ofRate === undefined ? [] : [ofRate]),
    ...(times === undefined || ofTimes === undefined ? [] : [ofTimes]),
  ]);
  const panels = [
    ...(requests === undefined ? [] : [signalPanel(requests, service)]),
    ...(requests === undefined || failures === undefined
      ? []
      : [sharePanel(service, requests, failures, ofRate, region)]),
    ...(times === undefined ? [] : [timesPanel(service, times, ofTimes, region)]),
    ...(failures === undefined ? [] : [signalPanel(failures, service)]),
    ...(errors === undefined ? [] : [signalPanel(errors, service)]),
  ];
  return { panels, shown };
}

function sharePanel(
  service: ServicePlan,
  requests: Signal,
  failures: Signal,
  entry: MetricEntryPlan | undefined,
  region: string,
): Panel {
  const named = { key: "error_rate", title: "Error rate" };
  if (entry !== undefined) return { ...alarmPanel(entry, service, region), ...named };
  const hidden = (signal: Signal, id: string) =>
    signalQueries(signal, service, ["Sum"]).map((query) => ({ ...query, id, hidden: true }));
  return {
    ...named,
    description: "Requests answered with a status of 500 or above, in percent of all.",
    kind: "timeseries",
    unit: unitIdOf("Percent"),
    queries: [
      { kind: "math", id: "rate", expression: "100 * errors / total", legend: "Error rate" },
      ...hidden(failures, "errors"),
      ...hidden(requests, "total"),
    ],
  };
}

function timesPanel(service: ServicePlan, times: Signal, entry: MetricEntryPlan | undefined, region: string): Panel {
  const panel = signalPanel(times, service);
  if (entry?.type !== "latency") return panel;
  const { statistic } = entry.measure;
  const statistics = [...new Set(["p50", "p95", "p99", statistic])];
  const periodSeconds = periodOf(entry);
  return {
    ...panel,
    description: `${panel.description} The alarm is about ${statistic}: ${alarmDescription(entry)}`,
    queries: signalQueries(times, service, statistics).map((query) => ({ ...query, periodSeconds })),
    thresholds: thresholdsOf(entry),
    links: alarmLinks(entry, region),
  };
}

function annotationsOf(service: ServicePlan): readonly Annotation[] {
  const { alarms, name } = service;
  const prefix = commonStart(alarms.flatMap(({ severities }) => Object.values(severities).map((each) => each.name)));
  return [
    ...deploymentAnnotations([service], [name]),
    ...(prefix === "" ? [] : [{ kind: "alarms", name: "Alarms", prefix } as const]),
  ];
}

function commonStart(names: readonly string[]): string {
  return names.reduce((start, name) => {
    let length = 0;
    while (length < start.length && start[length] === name[length]) length++;
    return start.slice(0, length);
  }, names[0] ?? "");
}
