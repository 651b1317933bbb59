import { counted, greatest, least, line, placeText } from "../../../base";
import type { AlarmModel } from "../../../dashboards/preview";
import {
  decodeLogs,
  isUnreadable,
  type LogBatch,
  type LogRecord,
  problemFinding,
  resolvedRules,
  type Router,
  router,
  servicesOf,
} from "../../../records";
import { replay, type ReplayResult } from "../../../replay";
import {
  collector,
  incomingFilters,
  type MetricCollector,
  publishedNames,
  readGivenMetrics,
  type Series,
  usableFilters,
  withIncoming,
} from "../../../replay/metrics";
import { type MetricAlarm, readTerraform, type Template } from "../../../terraform";
import { type Io, UsageError } from "../../command";
import { openInput } from "../../input";
import type { InputFile } from "../../input-files";
import { findLogs } from "../../replay/log-files";
import { progress } from "../../progress";
import type { ReplaySubject } from "../../replay/subject";
import { timeFieldsOf } from "../../replay/time-fields";
import { readText, whyUnreadable } from "../../read-text";
import type { LineStore } from "./lines";
import type { PreviewSettings } from "./settings";

/** What was recorded: what a page draws. Times are milliseconds since 1970. */
export interface Recorded {
  readonly from: number;
  readonly to: number;

  /** What metric filters published, and what was given. */
  readonly series: readonly Series[];

  /** Whether a metric filter publishes a metric of this name. */
  readonly isPublished: (namespace: string, name: string) => boolean;
  readonly alarms: readonly AlarmModel[];

  /** The alarms of the template, in the order of {@link alarms}; undefined for composites. */
  readonly watching: readonly (MetricAlarm | undefined)[];
  readonly source: string;
  readonly notes: readonly string[];
}

/** What is read, besides metrics. */
export interface Taking {
  readonly subject: ReplaySubject | undefined;

  /** Takes the lines themselves; undefined: nothing asks for them. */
  readonly lines: LineStore | undefined;
}

const MINUTE = 60_000;

/** Reads logs and metrics once, and replays the alarms of the template or of the environment. */
export async function readRecorded(
  settings: PreviewSettings,
  { lines, subject }: Taking,
  io: Io,
  aborted: AbortSignal,
): Promise<Recorded> {
  const { files, problems } = findLogs(settings.logs, io.cwd);
  if (problems.length > 0) throw new UsageError(problems.join("\n"));
  const { given, unread } = givenMetrics(settings.metrics, io);
  const template = subject?.template ?? readTerraform([{ file: "", text: "{}" }], {});
  const collecting = metricsOf(template, routeOf(subject, settings));
  const unreadable: string[] = [];
  const take = (records: readonly LogRecord[]): void => {
    aborted.throwIfAborted();
    collecting.add(records);
    lines?.add(records);
  };
  const result = await replay(template, taken(files, take, subject, settings, io, unreadable), {
    rules: settings.rules,
    given,
    ...(subject?.services === undefined ? {} : { services: subject.services }),
    ...(settings.from === undefined ? {} : { from: settings.from }),
    ...(settings.to === undefined ? {} : { to: settings.to }),
  });
  const incoming = incomingFilters(template, "all");
  const collected = collecting.end();
  const { series } = withIncoming(collected.published, incoming);
  const { records } = collected;
  const { from, to } = timeOf(result, given, settings);
  const byAddress = new Map(template.metricAlarms.map((alarm) => [alarm.address, alarm]));
  const names = publishedNames([...usableFilters(template).usable, ...incoming]);
  return {
    from,
    to,
    series: [...series, ...given],
    isPublished: (namespace, name) => names.hasAnywhere({ namespace, name }),
    alarms: result.alarms.map((alarm) => alarmModel(alarm, { from, to })),
    watching: result.alarms.map(({ address }) => byAddress.get(address)),
    source: sourceText(files.length, records.read, settings.metrics.length),
    notes: [
      ...unreadable,
      ...unread,
      ...(records.unrouted > 0 && template.logGroups.length > 0
        ? [
            `${counted(records.unrouted, "line")} of no log group of the template: --log-group NAME=GLOB says which it is.`,
          ]
        : []),
      ...(subject === undefined
        ? [
            "Without --env or --template, no metric filter is known: panels of CloudWatch metrics have data of --metrics only.",
          ]
        : []),
    ],
  };
}

function metricsOf(template: Template, route: Router): MetricCollector {
  // A dashboard may ask for percentiles of any metric.
  return collector({ filters: publishing(template), route, delay: 0, needsValues: () => true });
}

function publishing(template: Template) {
  return [...usableFilters(template).usable, ...incomingFilters(template, "all")];
}

/** Which log group a line belongs to, as a replay has it. */
export function routeOf(subject: ReplaySubject | undefined, { rules }: Pick<PreviewSettings, "rules">): Router {
  const template = subject?.template;
  const groups = template?.logGroups.flatMap(({ name }) => name ?? []) ?? [];
  const filters = template === undefined ? [] : publishing(template);
  const logGroups = [...new Set([...groups, ...filters.map(({ logGroupName }) => logGroupName)])];
  const services = subject?.services ?? servicesOf(logGroups);
  return router({ logGroups, rules: resolvedRules(rules, logGroups), services });
}

/** The lines of the files, which are taken on their way to the replay. */
async function* taken(
  files: readonly InputFile[],
  take: (records: readonly LogRecord[]) => void,
  subject: ReplaySubject | undefined,
  settings: PreviewSettings,
  io: Io,
  unreadable: string[],
): AsyncGenerator<LogBatch> {
  const contracts = [...(subject?.contracts?.values() ?? [])].flat().map(({ contract }) => contract);
  const log = { ...timeFieldsOf(contracts), ...settings.log, referenceTime: io.now().getTime() };
  const shown = progress(
    io.stderr,
    files.reduce((sum, { bytes }) => sum + bytes, 0),
  );
  let done = 0;
  try {
    for (const { name, path } of files) {
      const chunks = openInput(path ?? "-", io, (bytes) => shown.update((done += bytes)));
      for await (const batch of decodeLogs(name, chunks, log)) {
        take(batch.records);
        for (const problem of batch.problems.filter(isUnreadable)) {
          const { at, message } = problemFinding(problem);
          unreadable.push(line`${placeText(at)}: ${message}`);
        }
        yield batch;
      }
    }
  } finally {
    shown.end();
  }
}

/** The datapoints of files, and what of them cannot be read. */
function givenMetrics(
  files: readonly string[],
  io: Io,
): { readonly given: readonly Series[]; readonly unread: readonly string[] } {
  const read = files.map((file) => {
    let text: string;
    try {
      text = readText(file, io.cwd);
    } catch (error) {
      throw new UsageError(line`${file}: ${whyUnreadable(error)}`);
    }
    return readGivenMetrics(file, text);
  });
  return {
    given: read.flatMap(({ series }) => series),
    unread: read.flatMap(({ problems }) =>
      problems.map(({ at, fix, message }) => line`${placeText(at)}: ${message}. ${fix}`),
    ),
  };
}

/** The time of the lines and of the datapoints that were given, in whole minutes. */
function timeOf(
  { firstRecord, from, lastRecord, to }: ReplayResult,
  given: readonly Series[],
  settings: PreviewSettings,
): Pick<Recorded, "from" | "to"> {
  const starts = given.flatMap(({ minutes }) => (minutes[0] ?? NaN) * MINUTE).filter(Number.isFinite);
  const ends = given
    .flatMap(({ minutes, resolution }) => ((minutes.at(-1) ?? NaN) + resolution / 60) * MINUTE)
    .filter(Number.isFinite);
  if (firstRecord === null && starts.length === 0 && (settings.from === undefined || settings.to === undefined))
    throw new UsageError(
      "there is no time to draw: no line and no datapoint has one\n  Give recorded logs with --logs, datapoints with --metrics, or a time with --from and --to",
    );
  // The clock of a replay leaves out lines that are a month or more away from most others.
  const first = Math.max(from - MINUTE, least([firstRecord ?? Infinity, ...starts]));
  // A line on a full minute is in the minute that it begins.
  const last = Math.min(to, greatest([lastRecord === null ? -Infinity : lastRecord + 1, ...ends]));
  const begin = settings.from ?? first;
  const end = settings.to ?? Math.max(last, begin + MINUTE);
  const whole = { from: Math.floor(begin / MINUTE) * MINUTE, to: Math.ceil(end / MINUTE) * MINUTE };
  if (whole.to - whole.from > LONGEST)
    throw new UsageError(
      "the logs span more than 400 days, and a page draws no more; give a time with --from and --to",
    );
  return whole;
}

const LONGEST = 400 * 86_400_000;

/** Times in ALARM within the page's time; not those that only the edge of the log causes. */
function alarmModel(
  { name, severity, transitions }: ReplayResult["alarms"][number],
  { from, to: end }: Pick<Recorded, "from" | "to">,
): AlarmModel {
  const spans = transitions.flatMap(({ at, logEdge, to }, index) => {
    const span = [Math.max(at, from) / 1000, Math.min(transitions[index + 1]?.at ?? end, end) / 1000] as const;
    return to === "ALARM" && logEdge === null && span[0] < span[1] ? [span] : [];
  });
  return { name, severity, spans };
}

function sourceText(files: number, lines: number, metrics: number): string {
  return [
    `Recorded logs: ${counted(lines, "line")} of ${counted(files, "file")}`,
    ...(metrics === 0 ? [] : [`${counted(metrics, "file")} of metrics`]),
  ].join(", ");
}
