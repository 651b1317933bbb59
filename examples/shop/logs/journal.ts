import type { Contract, EventFields, Level } from "sightline/contract";
import { isoTime, type Clock } from "./clock";
import { instanceAt, type Fleet, type Instance } from "./fleet";
import type { Random } from "./random";

/** What connects lines: a trace follows one request through the services, a correlation one visit. */
export interface Trace {
  readonly traceId: string;
  readonly sampled: boolean;
  readonly correlationId: string;
}

/** Writes the lines of one piece of work of a service: a request, a message. */
export interface Work<C extends Contract> {
  readonly trace: Trace;
  write<Name extends keyof C["events"] & string>(
    at: number,
    event: Name,
    message: string,
    fields: EventFields<C, Name>,
  ): void;

  /** A line without an event, for people to read. */
  note(at: number, level: Level, message: string, fields: object): void;
}

/** A service's log. */
export interface ServiceLog<C extends Contract = Contract> {
  readonly fleet: Fleet;
  begin(at: number, trace: Trace, random: Random): Work<C>;

  /** A line of the process itself, not of a request. */
  process(at: number, instance: Instance, event: keyof C["events"] & string, message: string): void;

  /** A line of the process without an event, for people to read. */
  processNote(at: number, instance: Instance, level: Level, message: string, fields: object): void;

  /** The lines of the day, in the order of their timestamps, each without its line break. */
  lines(): readonly string[];
}

export function newTrace(random: Random, correlationId: string): Trace {
  return { traceId: random.hex(32), sampled: random.chance(0.2), correlationId };
}

export function createServiceLog<C extends Contract>(contract: C, clock: Clock, fleet: Fleet): ServiceLog<C> {
  const written: { readonly at: number; readonly line: string }[] = [];

  function put(at: number, head: object, { host, version }: Instance, rest: object): void {
    const whole = Math.round(at);
    if (whole < clock.start || whole >= clock.end) return;
    const service = { name: contract.name, version, environment: "prod", host };
    written.push({ at: whole, line: JSON.stringify({ timestamp: isoTime(whole), ...head, service, ...rest }) });
  }

  const levelOf = (event: string): Level => {
    const definition = contract.events[event];
    if (definition === undefined) throw new Error(`contract ${contract.name} has no event "${event}"`);
    return definition.level;
  };

  return {
    fleet,
    begin(at, trace, random) {
      const instance = instanceAt(fleet, random.whole(0, fleet.hosts.length - 1), at);
      const ids = {
        trace_id: trace.traceId,
        span_id: random.hex(16),
        trace_flags: trace.sampled ? "01" : "00",
        request_id: random.id("req"),
        correlation_id: trace.correlationId,
      };
      return {
        trace,
        write: (time, event, message, fields) =>
          put(time, { level: levelOf(event), message, event }, instance, { ...ids, ...(fields as object) }),
        note: (time, level, message, fields) => put(time, { level, message }, instance, { ...ids, ...fields }),
      };
    },
    process: (at, instance, event, message) => put(at, { level: levelOf(event), message, event }, instance, {}),
    processNote: (at, instance, level, message, fields) => put(at, { level, message }, instance, fields),
    lines: () => written.toSorted((a, b) => a.at - b.at).map(({ line }) => line),
  };
}
