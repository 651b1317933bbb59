import type { Path } from "../../base";
import { generatedSpans } from "./generate";
import { withOwnTimes } from "./identity";
import { readOtlp } from "./otlp-read";
import { hexId } from "./random";
import {
  CollectorScenarioError,
  type CollectorScenario,
  type LogSending,
  type MetricSending,
  type Sending,
  type SpanSending,
} from "./scenario";
import { collectorScenarioRules } from "./rules";
import { scenarioPlace } from "./read/read-scenario";
import { MOST_SENT } from "./read/schema-send";
import { type Attributes, type Item, severityNumber } from "./telemetry";

/** An item that is sent, and by which entry of `send`. */
export interface SentItem {
  readonly item: Item;
  readonly path: Path;
  /** Id of the receiver that it is sent to; undefined: the default one. */
  readonly to: string | undefined;
}

/**
 * What a scenario sends over OTLP.
 *
 * @param textOf text of a file that the scenario names
 * @param isFile whether an entry of `lines` goes to a receiver that reads files; then it is sent as a file
 * @param start nanoseconds since 1970, for what has no time of its own
 * @throws {CollectorScenarioError} for files of OTLP that cannot be read
 */
export function sentItems(
  scenario: CollectorScenario,
  textOf: (file: string) => string,
  isFile: (sending: Sending) => boolean,
  start: bigint,
): SentItem[] {
  const spans = new Map<string, { traceId: string; spanId: string }>();
  const sent = scenario.send.flatMap((sending, at) =>
    isFile(sending)
      ? []
      : itemsOf(sending, at, { scenario, textOf, spans, start }).map((item) => ({
          item,
          path: sending.path,
          to: sending.to,
        })),
  );
  const items = withOwnTimes(
    sent.map(({ item }) => item),
    start,
  );
  return sent.map((each, at) => ({ ...each, item: items[at] ?? each.item }));
}

/** Lines of a file, without an empty last one. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

interface Context {
  readonly scenario: CollectorScenario;
  readonly textOf: (file: string) => string;
  /** Spans that have a label. */
  readonly spans: Map<string, { traceId: string; spanId: string }>;
  readonly start: bigint;
}

function itemsOf(sending: Sending, at: number, context: Context): Item[] {
  const { scenario, start } = context;
  switch (sending.kind) {
    case "span":
      return repeated(sending.count, (nth) => spanOf(sending, `${at} ${nth}`, context));
    case "metric":
      return repeated(sending.count, (nth) => metricOf(sending, nth, start));
    case "log":
      return repeated(sending.count, () => logOf(sending, context));
    case "event":
      return repeated(sending.count, () => logOf({ ...sending, kind: "log", body: sending.line }, context));
    case "lines": {
      const lines = linesOf(context.textOf(sending.file));
      return repeated(sending.count, () =>
        lines.map((body) => logOf({ ...sending, kind: "log", body, severity: undefined, trace: undefined }, context)),
      ).flat();
    }
    case "otlp":
      return recorded(scenario, sending.path, context.textOf(sending.file), sending.file);
    case "generate":
      return generatedSpans(sending, start);
  }
}

function repeated<T>(count: number, make: (nth: number) => T): T[] {
  return Array.from({ length: count }, (_, nth) => make(nth));
}

function resourceOf({ service, resource }: { service: string | undefined; resource: Attributes }): Attributes {
  return service === undefined ? resource : { "service.name": service, ...resource };
}

function spanOf(given: SpanSending, key: string, { scenario: { seed }, spans, start }: Context): Item {
  const { trace, label, parent, duration } = given;
  const around = parent === undefined ? undefined : spans.get(parent);
  const traceId = around?.traceId ?? hexId(seed, trace === undefined ? `own trace ${key}` : `trace ${trace}`, 32);
  const spanId = hexId(seed, `span ${key}`, 16);
  if (label !== undefined) spans.set(label, { traceId, spanId });
  return {
    kind: "span",
    resource: resourceOf(given),
    attributes: given.attributes,
    name: given.name,
    spanKind: given.spanKind,
    status: given.status,
    traceId,
    spanId,
    parentId: around?.spanId ?? "",
    start: String(start),
    end: String(start + BigInt(Math.round(duration * 1e6))),
    events: given.events,
  };
}

/** A cumulative sum has grown by its value each time it is sent. */
function metricOf(given: MetricSending, nth: number, start: bigint): Item {
  const { name, unit, type, temporality, monotonic } = given;
  const isDistribution = type !== "sum" && type !== "gauge";
  const times = temporality === "cumulative" && (isDistribution || type === "sum") ? nth + 1 : 1;
  return {
    kind: "metric",
    resource: resourceOf(given),
    attributes: given.attributes,
    name,
    unit,
    type,
    temporality: type === "gauge" || type === "summary" ? "unspecified" : temporality,
    monotonic: type === "sum" && monotonic,
    time: String(start),
    value: isDistribution ? times : given.value * times,
    sum: isDistribution ? given.value * times : undefined,
  };
}

function logOf(given: LogSending, { scenario: { seed }, start }: Context): Item {
  const { body, severity, trace } = given;
  return {
    kind: "log",
    resource: resourceOf(given),
    attributes: given.attributes,
    body,
    severity: severity?.toUpperCase() ?? "",
    severityNumber: severity === undefined ? 0 : severityNumber(severity),
    time: String(start),
    traceId: trace === undefined ? "" : hexId(seed, `trace ${trace}`, 32),
    spanId: "",
  };
}

function recorded(scenario: CollectorScenario, path: Path, text: string, file: string): Item[] {
  const refused = (message: string, fix: string): CollectorScenarioError =>
    new CollectorScenarioError([
      collectorScenarioRules.finding(
        "collector-scenario-unreadable",
        scenarioPlace(scenario.file, path, scenario.lineAt(path)),
        { message, fix },
      ),
    ]);
  const items: Item[] = [];
  for (const [at, line] of linesOf(text).entries()) {
    if (line.trim() === "") continue;
    const read = readOtlp(jsonOf(line));
    if (read === undefined)
      throw refused(
        `${file}, line ${at + 1}, is not a message of OTLP as JSON`,
        "Write one object with resourceSpans, resourceMetrics or resourceLogs in each line, as the collector's file exporter does.",
      );
    for (const item of read) items.push(item);
    if (items.length > MOST_SENT)
      throw refused(`${file} has more than ${MOST_SENT} items`, "Cut the recording: what proves a rule is short.");
  }
  if (items.length === 0) throw refused(`${file} has no item`, "Name a file with a message in it.");
  return items;
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
