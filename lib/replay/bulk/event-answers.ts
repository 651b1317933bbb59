import { own } from "../../base";
import { LogEvent } from "../../pattern";
import { decode } from "./digit";
import { type Effect, effectsOf, type EventGroup } from "./event-group";
import { type Representative, representatives } from "./representative";
import type { CountedRow } from "./scan-sql";
import type { Shape } from "./shape";
import type { Tallies } from "./tallies";

/** The log group that a shortened event belongs to, and what its filters publish for the event. */
export interface EventAnswer {
  readonly logGroup: string | undefined;
  /** Undefined where the log group has no filters. */
  readonly group: EventGroup | undefined;
  readonly effects: readonly Effect[];
}

/** Which log group the events of a scan belong to. */
export interface ScanRoute {
  /** The log group of all of its events, as their file says. */
  readonly logGroup: string | undefined;
  /** The log group of events without a field that names one. */
  readonly fallback: string | undefined;
}

/** How many answers are remembered. */
const MOST_REMEMBERED = 20_000;

/** Evaluates shortened events, each distinct one once. */
export class EventAnswers {
  private readonly known = new Map<string, EventAnswer>();
  private readonly shorten: readonly ((value: string) => Representative)[];

  constructor(
    private readonly shape: Shape,
    private readonly route: ScanRoute,
    private readonly groups: ReadonlyMap<string, EventGroup>,
    private readonly tallies: Tallies,
  ) {
    this.shorten = shape.wide.map(({ key, patterns }) => representatives(key, patterns));
  }

  of({ codes, wide }: CountedRow): EventAnswer {
    const { known, shorten } = this;
    let id = codes.length === 1 ? String(codes[0]) : codes.join(" ");
    let members = "";
    for (let index = 0; index < shorten.length; index++) {
      const value = wide[index];
      if (value === null || value === undefined) {
        id += " -";
        continue;
      }
      const found = shorten[index]?.(value);
      id += ` ${found?.id ?? ""}`;
      members += `,${found?.member ?? ""}`;
    }
    let answer = known.get(id);
    if (answer === undefined) {
      answer = this.answerTo(new LogEvent(`{"i":0${this.digits(codes)}${members}}`));
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(id, answer);
    }
    return answer;
  }

  private digits(codes: readonly number[]): string {
    return this.shape.codes.map((code, index) => decode(code, codes[index] ?? 0)).join("");
  }

  private answerTo(event: LogEvent): EventAnswer {
    const logGroup = this.logGroupOf(event);
    const group = logGroup === undefined ? undefined : this.groups.get(logGroup);
    return { logGroup, group, effects: group === undefined ? [] : effectsOf(group, event, this.tallies) };
  }

  private logGroupOf({ json }: LogEvent): string | undefined {
    const { logGroup, fallback } = this.route;
    if (logGroup !== undefined) return logGroup;
    for (const { key, groups } of this.shape.routes) {
      const found = groups.get(own(json ?? undefined, key) as string);
      if (found !== undefined) return found;
    }
    return fallback;
  }
}
