import { hexId, seededRandom, shuffled } from "./random";
import type { GenerateSending } from "./scenario";
import type { SpanItem } from "./telemetry";

/**
 * Spans of generated traces. How many have an error, are slow or belong to a service is the share that was asked for, to rounding; which
 * of them, their ids and durations come from the seed.
 *
 * @param start nanoseconds since 1970 at which the first trace begins; each further one a microsecond later
 */
export function generatedSpans(given: GenerateSending, start: bigint): SpanItem[] {
  const { traces, errors, slow, seed } = given;
  const random = seededRandom(seed);
  const failing = new Set(shuffled(traces, random).slice(0, Math.round(traces * errors)));
  const slowOnes = new Set(shuffled(traces, random).slice(0, Math.round(traces * (slow?.share ?? 0))));
  const services = shuffledServices(given, shuffled(traces, random));
  const over = slow?.over ?? 1000;
  return Array.from({ length: traces }, (_, at) => {
    // Never exactly as long: slower means longer.
    const fraction = 0.01 + 0.98 * random();
    const duration = slowOnes.has(at) ? over * (1 + fraction) : (over / 2) * fraction;
    return traceOf(given, {
      at,
      service: services[at] ?? "",
      isFailing: failing.has(at),
      duration: Math.max(1, Math.round(duration * 1000)),
      start: start + BigInt(at) * 1000n,
    });
  }).flat();
}

interface Trace {
  readonly at: number;
  readonly service: string;
  readonly isFailing: boolean;
  /** Microseconds. */
  readonly duration: number;
  readonly start: bigint;
}

/** A root and its children, each within it. An error is in the root and in the last child. */
function traceOf({ spans, name, seed, attributes }: GenerateSending, trace: Trace): SpanItem[] {
  const { at, service, isFailing, duration, start } = trace;
  const traceId = hexId(seed, `trace ${at}`, 32);
  const rootId = hexId(seed, `span ${at} 0`, 16);
  return Array.from({ length: spans }, (_, nth): SpanItem => {
    const isRoot = nth === 0;
    const isFailed = isFailing && (isRoot || nth === spans - 1);
    return {
      kind: "span",
      resource: { "service.name": service },
      attributes,
      name: isRoot ? name : `${name} ${nth}`,
      spanKind: isRoot ? "server" : "internal",
      status: isFailed ? "error" : "unset",
      traceId,
      spanId: isRoot ? rootId : hexId(seed, `span ${at} ${nth}`, 16),
      parentId: isRoot ? "" : rootId,
      start: String(start),
      end: String(start + BigInt(isRoot ? duration : Math.max(1, Math.floor(duration / 2))) * 1000n),
      events: [],
    };
  });
}

/** The service of each trace: as many of each as its share says, by largest remainder. */
function shuffledServices({ services, traces }: GenerateSending, order: readonly number[]): string[] {
  const exact = services.map(([name, share]) => ({
    name,
    many: Math.floor(share * traces),
    rest: (share * traces) % 1,
  }));
  let left = traces - exact.reduce((sum, { many }) => sum + many, 0);
  for (const each of [...exact].sort((a, b) => b.rest - a.rest)) {
    if (left <= 0) break;
    each.many += 1;
    left -= 1;
  }
  const names = exact.flatMap(({ name, many }) => Array.from({ length: many }, () => name));
  const found: string[] = [];
  for (const [nth, at] of order.entries()) found[at] = names[nth] ?? services[0]?.[0] ?? "";
  return found;
}
