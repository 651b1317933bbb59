import { didYouMean, excerpt, listed, nearest } from "../../base";
import type { CloudWatchMetric, Panel } from "../read";
import { family } from "./family";
import type { Known, KnownService } from "./known";
import { panelName } from "./panel-name";
import { whose } from "./queries";
import type { Asked } from "./subject";

/** What a dashboard shows, held to the contracts and alarms of an environment. Without a configuration, nothing is looked for. */
export const project = family(
  {
    "panel-signal-unknown": {
      severity: "error",
      what: "A panel shows metrics that a service publishes.",
      why: "There is no such metric in the service's namespace, so the panel shows no data.",
      fix: "Correct the name, or add the signal to the contract.",
    },
    "panel-metric-unknown": {
      severity: "error",
      what: "A query in PromQL names metrics that a service publishes.",
      why: "The name is nearly that of a signal, and there is no such metric: the panel shows no data.",
      fix: "Correct the name, or add the signal to the contract.",
    },
    "panel-signal-dimension": {
      severity: "error",
      what: "A panel asks a signal for the dimensions that it has.",
      why: "A series with other dimensions does not exist, so the panel shows no data.",
      fix: "Ask for the dimensions of the signal.",
    },
    "panel-field-unknown": {
      severity: "warning",
      what: "A query over the lines of services names fields that their contracts have.",
      why: "No line has the field, so that the query finds nothing, or shows an empty column.",
      fix: "Correct the name, or add the field to the contract.",
    },
    "panel-threshold-differs": {
      severity: "warning",
      what: "A threshold that is drawn is that of the alarm on the same metric.",
      why: "Whoever looks at the chart believes that somebody is woken at the line.",
      fix: "Draw the alarm's threshold.",
    },
  },
  ({ asked, known }, report) => {
    if (known === undefined) return;
    const byNamespace = new Map(known.services.map((service) => [service.namespace, service]));
    const drawn = new Set<Panel>();
    for (const one of asked) {
      const { panel, parsed, query } = one;
      const { metric } = query;
      const service = byNamespace.get(metric?.namespace ?? "");
      if (metric?.name !== undefined && service !== undefined && !metric.name.includes("$")) {
        const signal = service.signals.get(metric.name);
        if (signal === undefined)
          report("panel-signal-unknown", query.at, {
            message: `${whose(one)} asks for ${excerpt(metric.name)}, which ${service.name} does not publish.${didYouMean(metric.name, service.signals.keys())}`,
          });
        else {
          const { dimensions } = signal;
          const other = Object.keys(metric.dimensions).filter((name) => !dimensions.includes(name));
          if (other[0] !== undefined)
            report("panel-signal-dimension", query.at, {
              message: `${whose(one)} asks ${excerpt(metric.name)} for the dimension ${excerpt(other[0])}; it has ${dimensions.length === 0 ? "none" : listed(dimensions)}`,
            });
        }
      }
      checkMetrics(one, known, report);
      if (panel !== undefined && metric !== undefined && !drawn.has(panel) && differs(panel, metric, known, report))
        drawn.add(panel);
      const readers = servicesOf(query.logGroups ?? [], known.services);
      const fields = parsed?.insights?.mistakes.length === 0 ? parsed.insights.facts.fieldsRead : [];
      if (readers.length === 0) continue;
      const has = new Set(readers.flatMap((each) => [...each.fields]));
      for (const name of new Set(fields.flatMap((field) => (field.madeHere ? [] : field.name))))
        if (!name.startsWith("@") && !name.includes("$") && !has.has(name) && !has.has(name.replace(/\.\d+$/, "")))
          report("panel-field-unknown", query.textAt ?? query.at, {
            message: `${whose(one)} names the field ${excerpt(name)}, which no contract of ${listed(readers.map((each) => each.name))} has.${didYouMean(name, has)}`,
          });
    }
  },
);

type Report = Parameters<typeof project.check>[1];

/**
 * Services publish metrics that no contract has, too: a name is wrong only if it is nearly that of a signal, where the query asks for the
 * service, or for none.
 */
function checkMetrics(one: Asked, { services }: Known, report: Report): void {
  const { promql } = one.parsed ?? {};
  if (promql === undefined || promql.mistakes.length > 0 || one.query.hidden) return;
  const said = new Set<string>();
  for (const { matchers, metric } of promql.facts.selectors) {
    if (metric === undefined || metric.includes("$") || said.has(metric)) continue;
    const asked = matchers.find(({ name }) => name === "service_name" || name === "job");
    const of =
      asked?.op === "=" && !asked.value.includes("$") ? services.filter(({ name }) => name === asked.value) : services;
    const series = new Set(of.flatMap((service) => [...service.signals.values()].flatMap((signal) => signal.series)));
    const near = series.has(metric) ? undefined : nearest(metric, series);
    if (near === undefined || !isMisspelled(metric, near)) continue;
    said.add(metric);
    report("panel-metric-unknown", one.query.textAt ?? one.query.at, {
      message: `${whose(one)} asks for ${excerpt(metric)}, which no service publishes`,
      fix: `Did you mean ${near}?`,
    });
  }
}

/** One word with other letters, in singular or plural, or another ending; not another word. */
function isMisspelled(name: string, near: string): boolean {
  const [words, others] = [name, near].map((each) => each.split("_").filter((word) => !endings.has(word)));
  const [own = [], theirs = []] = [
    words?.filter((word) => others?.includes(word) === false),
    others?.filter((word) => words?.includes(word) === false),
  ];
  return own.length <= 1 && own.length === theirs.length && own.every((word) => nearest(word, theirs) !== undefined);
}

const endings: ReadonlySet<string> = new Set([
  "total",
  "bucket",
  "sum",
  "count",
  "seconds",
  "milliseconds",
  "bytes",
  "ratio",
  "percent",
]);

/** The services whose log groups a query reads; none if it reads another one, too. */
function servicesOf(groups: readonly string[], services: readonly KnownService[]): readonly KnownService[] {
  const read = groups.map((group) => services.filter(({ logGroup }) => logGroup === nameOf(group)));
  return read.every((found) => found.length > 0) ? read.flat() : [];
}

/** `arn:aws:logs:eu-west-1:111122223333:log-group:/shop/prod/checkout:*` */
function nameOf(group: string): string {
  return /^arn:[^:]*:logs:[^:]*:[^:]*:log-group:([^:]+)/.exec(group)?.[1] ?? group;
}

function differs(
  panel: Panel,
  { name, namespace, statistic }: CloudWatchMetric,
  { alarms }: Known,
  report: Report,
): boolean {
  const { thresholds } = panel;
  const values = thresholds?.steps.flatMap(({ value }) => value ?? []) ?? [];
  if (
    thresholds?.style === undefined ||
    thresholds.style === "off" ||
    thresholds.mode !== "absolute" ||
    values.length === 0
  )
    return false;
  const own = alarms.filter(
    (alarm) => alarm.namespace === namespace && alarm.metric === name && alarm.statistic === statistic,
  );
  if (own.length === 0 || values.some((value) => own.some(({ threshold }) => threshold === value))) return false;
  const theirs = own.map((alarm) => `${alarm.name} at ${alarm.threshold}`);
  report("panel-threshold-differs", thresholds.at, {
    message: `${panelName(panel)} draws ${values.join(", ")}; alarms on it are ${listed(theirs, 4)}`,
  });
  return true;
}
