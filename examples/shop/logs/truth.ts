import { hour, isoTime } from "./clock";
import { ordinaryDay, type Day, type ServiceName } from "./day";
import type { Window } from "./incidents";
import { linesWithin } from "./sample";
import { contracts, pointsOf, type Point, type SignalPath } from "./signals";
import { stories, type Story } from "./stories";

/** The contents of `incidents.json`: what went wrong on the default day, and what the lines show of it. */
export interface Truth {
  readonly environment: "prod";
  readonly day: string;
  readonly seed: number;
  readonly scale: number;
  readonly lines: Readonly<Record<string, number>>;
  readonly incidents: readonly IncidentTruth[];
}

export interface IncidentTruth {
  readonly id: string;
  readonly title: string;
  readonly services: readonly ServiceName[];

  /** ISO 8601, `to` not included. */
  readonly from: string;
  readonly to: string;

  /** When its effects were over. */
  readonly settled: string;
  readonly what: string;

  /** What a human should see. */
  readonly see: readonly string[];

  /** Counts of lines inside the window that no signal provides. */
  readonly facts: Readonly<Record<string, number>>;
  readonly signals: readonly SignalTruth[];
}

/**
 * How a signal moved: `before` is the hour before `from`, `inside` is from `from` to `to`, `after` from `to` to
 * `settled`, and `outside` is the day without its incidents.
 */
export interface SignalTruth {
  readonly signal: SignalPath;
  readonly moves: "up" | "down" | "silent" | "steady";
  readonly before: Numbers;
  readonly inside: Numbers;
  readonly after?: Numbers;
  readonly outside: Numbers;
}

/** For a count: how many. For a measure: also percentiles, each the smallest value that this share of values does not exceed. */
export interface Numbers {
  readonly count: number;
  readonly per_hour: number;
  readonly p50?: number;
  readonly p99?: number;
  readonly maximum?: number;
}

/** Measures the day with the contracts' own metric filters. */
export function truthOf(day: Day): Truth {
  const told = stories(day.incidents).map((story) => ({ ...story, settled: story.to + story.settlesAfter }));
  const troubled = told.map(({ from, settled }) => ({ from, to: settled }));
  return {
    environment: "prod",
    ...ordinaryDay,
    lines: Object.fromEntries(Object.entries(day.lines).map(([service, lines]) => [service, lines.length])),
    incidents: told.map((story) => ({
      id: story.id,
      title: story.title,
      services: story.services,
      from: isoTime(story.from),
      to: isoTime(story.to),
      settled: isoTime(story.settled),
      what: story.what,
      see: story.see,
      facts: story.facts(linesWithin(day.lines, story)),
      signals: story.signals.map(([signal, moves]) => signalTruth(day, story, troubled, signal, moves)),
    })),
  };
}

function signalTruth(
  { clock, lines }: Day,
  { from, to, settled }: Story & { readonly settled: number },
  troubled: readonly Window[],
  signal: SignalPath,
  moves: SignalTruth["moves"],
): SignalTruth {
  const points = pointsOf(signal, lines);
  const measured = isMeasure(signal);
  const within = (windows: readonly Window[]): readonly Point[] => {
    const texts = windows.map((window) => [isoTime(window.from), isoTime(window.to)] as const);
    return points.filter(({ at }) => texts.some(([first, last]) => at >= first && at < last));
  };
  const disturbed = new Set(within(troubled));
  const outside = points.filter((point) => !disturbed.has(point));
  const calmTime = clock.end - clock.start - troubled.reduce((sum, window) => sum + window.to - window.from, 0);
  return {
    signal,
    moves,
    before: numbers(within([{ from: from - hour, to: from }]), hour, measured),
    inside: numbers(within([{ from, to }]), to - from, measured),
    ...(settled === to ? {} : { after: numbers(within([{ from: to, to: settled }]), settled - to, measured) }),
    outside: numbers(outside, calmTime, measured),
  };
}

function isMeasure(path: SignalPath): boolean {
  const [service = "", name = ""] = path.split(/[.{]/);
  return contracts[service as ServiceName].signals[name]?.value !== undefined;
}

function numbers(points: readonly Point[], time: number, measured: boolean): Numbers {
  const count = points.length;
  const per_hour = Math.round((count * hour * 10) / time) / 10;
  if (!measured || count === 0) return { count, per_hour };
  const values = points.map(({ value }) => value).sort((a, b) => a - b);
  const percentile = (percent: number): number => values[Math.ceil((count * percent) / 100) - 1] ?? 0;
  return { count, per_hour, p50: percentile(50), p99: percentile(99), maximum: percentile(100) };
}

/** The text of `incidents.json`. */
export function truthText(truth: Truth): string {
  const text = JSON.stringify(truth, null, 2);
  // Numbers side by side, and short lists on one line, are easier to compare.
  return `${text.replace(/[{[]\n\s+[^{}[\]]+\n\s+[}\]]/g, (block) => {
    const flat = block.replace(/\n\s+/g, " ");
    const tight = flat.startsWith("[") ? flat.replace(/^\[ /, "[").replace(/ \]$/, "]") : flat;
    return tight.length <= 100 ? tight : block;
  })}\n`;
}
