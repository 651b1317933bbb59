import { findingJson } from "../../base";
import type {
  AlarmChart,
  AlarmResult,
  FilterResult,
  MetricPoint,
  MetricResult,
  NotEvaluated,
  Notification,
  RecordCounts,
  ReplayResult,
  Transition,
} from "..";
import { holdText, noDataText, notEvaluatedText, whyNotText } from "../reasons";
import { countsOf, type ReplayCounts } from "./counts";
import { faultJson, faultsOf } from "./faults";

/**
 * The result as JSON, indented by two spaces, with a final line break. It is complete, except for `logEdge` and `nothingReplayed`,
 * which findings state too. Findings are grouped by fault, worst first. `counts` is that of {@link countsOf}. Times are ISO 8601 in UTC. Numbers that JSON cannot express are
 * strings: `"Infinity"`. Reasons are sentences.
 *
 * @throws RangeError where the text is longer than a string can be; {@link resultJsonParts} has no such limit
 */
export function resultJson(result: ReplayResult): string {
  return [...resultJsonParts(result)].join("");
}

/** {@link resultJson} in pieces, one for each alarm or metric: thirty days of a thousand metrics exceed the longest string. */
export function* resultJsonParts(result: ReplayResult): Generator<string> {
  let before = "{\n";
  for (const [key, section] of sections(result)) {
    yield `${before}  ${JSON.stringify(key)}: `;
    if (section.kind === "list") {
      let isEmpty = true;
      for (const element of section.elements) {
        yield `${isEmpty ? "[" : ","}\n    ${text(element, "    ")}`;
        isEmpty = false;
      }
      yield isEmpty ? "[]" : "\n  ]";
    } else yield text(section.value, "  ");
    before = ",\n";
  }
  yield "\n}\n";
}

type Section =
  { readonly kind: "value"; readonly value: unknown } | { readonly kind: "list"; readonly elements: Iterable<unknown> };

/** The values, by their keys in the JSON. */
function sections(result: ReplayResult): readonly (readonly [key: string, section: Section])[] {
  return [
    ["from", value(iso(result.from))],
    ["to", value(iso(result.to))],
    ["first_record", value(isoOrNull(result.firstRecord))],
    ["last_record", value(isoOrNull(result.lastRecord))],
    ["alarms", list(result.alarms, alarmJson)],
    ["filters", list(result.filters, filterJson)],
    ["metrics", list(result.metrics, metricJson)],
    ["records", value(recordsJson(result.records))],
    ["reach", list(result.reach, (row) => row)],
    ["findings", list(faultsOf(result), faultJson)],
    ...(result.accepted === undefined ? [] : [["accepted", list(result.accepted, findingJson)] as const]),
    ["not_evaluated", list(result.notEvaluated, notEvaluatedJson)],
    ["counts", value(countsJson(countsOf(result)))],
  ];
}

function value(of: unknown): Section {
  return { kind: "value", value: of };
}

// Elements are converted as they are written; all at once would take twice the memory.
function list<T>(elements: readonly T[], json: (element: T) => unknown): Section {
  return { kind: "list", elements: mapped(elements, json) };
}

function* mapped<T>(elements: readonly T[], json: (element: T) => unknown): Generator {
  for (const element of elements) yield json(element);
}

function alarmJson({ whyNot, transitions, notified, toldThrough, noData, chart, ...alarm }: AlarmResult): object {
  const { name, address, kind, severity, evaluated, assumes, state } = alarm;
  return {
    name,
    address,
    kind,
    severity,
    evaluated,
    why_not: whyNot === null ? null : whyNotText(whyNot),
    assumes: assumes.map((each) => each.name ?? each.address),
    state,
    transitions: transitions.map(transitionJson),
    notified: notified.map(notificationJson),
    told_through: toldThrough,
    no_data: noData.map(noDataText),
    chart: chart === null ? null : chartJson(chart),
  };
}

function countsJson({ alarms, firstMessage, firstPage, messages }: ReplayCounts): object {
  const { fired, notEvaluated, quiet, toldWithoutFiring } = alarms;
  const { atStart, byState, pages, total } = messages;
  return {
    alarms: { fired, told_without_firing: toldWithoutFiring, quiet, not_evaluated: notEvaluated },
    messages: { total, pages, at_start: atStart, by_state: byState },
    first_page: isoOrNull(firstPage),
    first_message: isoOrNull(firstMessage),
  };
}

function transitionJson({ at, from, to, reason, missingOperands, undocumented }: Transition): object {
  return { at: iso(at), from, to, reason, missing_operands: missingOperands, undocumented };
}

function notificationJson({ at, state, action, through, channels, held }: Notification): object {
  return { at: iso(at), state, action, through, channels, held: held === null ? null : holdText(held) };
}

function chartJson({ label, unit, comparison, threshold, period, points }: AlarmChart): object {
  return {
    label,
    unit,
    comparison,
    threshold,
    period,
    points: points.map((point) => ({ at: iso(point.at), value: point.value })),
  };
}

function filterJson({ name, address, logGroup, pattern, events, matched, nearestMiss }: FilterResult): object {
  return { name, address, log_group: logGroup, pattern, events, matched, nearest_miss: missJson(nearestMiss) };
}

function missJson(miss: FilterResult["nearestMiss"]): object | null {
  if (miss === null) return null;
  const { events, notJson, jsonAfterText, clauses, example } = miss;
  return { events, not_json: notJson, json_after_text: jsonAfterText, clauses, example };
}

function metricJson({ namespace, name, dimensions, place, points }: MetricResult): object {
  return {
    namespace,
    name,
    dimensions,
    ...(place === undefined ? {} : { place }),
    points: points.map(pointJson),
  };
}

function pointJson({ at, sum, count, min, max }: MetricPoint): object {
  return { at: iso(at), sum, count, min, max };
}

function recordsJson({ read, invalid, withoutTime, unrouted }: RecordCounts): object {
  return { read, invalid, without_time: withoutTime, unrouted };
}

function notEvaluatedJson({ address, name, reason }: NotEvaluated): object {
  return { address, name, reason: notEvaluatedText(reason) };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}

function text(of: unknown, indent: string): string {
  return JSON.stringify(of, sorted, 2).replaceAll("\n", `\n${indent}`);
}

function sorted(key: string, of: unknown): unknown {
  if ((key !== "dimensions" && key !== "channels") || typeof of !== "object" || of === null || Array.isArray(of))
    return exact(of);
  return Object.fromEntries(Object.entries(of).sort(([a], [b]) => (a < b ? -1 : 1)));
}

// JSON would write null for these, which means something else: a missing datapoint.
function exact(of: unknown): unknown {
  return typeof of === "number" && !Number.isFinite(of) ? String(of) : of;
}
