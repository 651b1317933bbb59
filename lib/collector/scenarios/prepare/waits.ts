import { isRecord } from "../../../base";
import { milliseconds, type CollectorDocument, type Section } from "../..";
import type { Change } from "./change";
import { typeOf } from "./pipeline";

/** How long a shortened wait is, in milliseconds. */
const SHORT = 1000;

interface Wait {
  readonly key: string;
  /** What the collector takes if it is not written, in milliseconds. */
  readonly fallback: number;
}

/** Settings that hold something back for a time, by the type of the component. */
const waits: Readonly<Record<string, readonly Wait[]>> = {
  tailsampling: [
    { key: "decision_wait", fallback: 30_000 },
    { key: "decision_wait_after_root_received", fallback: 0 },
  ],
  groupbytrace: [{ key: "wait_duration", fallback: 1000 }],
  interval: [{ key: "interval", fallback: 60_000 }],
  logdedup: [{ key: "interval", fallback: 10_000 }],
  batch: [{ key: "timeout", fallback: 200 }],
  spanmetrics: [{ key: "metrics_flush_interval", fallback: 60_000 }],
  servicegraph: [{ key: "metrics_flush_interval", fallback: 60_000 }],
};

/**
 * The document with waits of at most a second, so that a scenario takes seconds.
 *
 * @param isReal true to leave them
 * @returns the longest wait that is left, in milliseconds, too
 */
export function withShortWaits(
  document: CollectorDocument,
  isReal: boolean,
): { document: CollectorDocument; longest: number; changes: Change[] } {
  const changes: Change[] = [];
  let longest = 0;
  const shortened = (section: Section, named: ReadonlySet<string>): Section =>
    Object.fromEntries(
      Object.entries(section).map(([id, settings]) => {
        const known = Object.hasOwn(waits, typeOf(id)) ? (waits[typeOf(id)] ?? []) : [];
        if (!named.has(id) || known.length === 0) return [id, settings];
        let now: Record<string, unknown> = isRecord(settings) ? settings : {};
        for (const { key, fallback } of known) {
          const written = Object.hasOwn(now, key) ? now[key] : undefined;
          const wait = written === undefined ? fallback : (milliseconds(written) ?? Infinity);
          if (!isReal && wait > SHORT) {
            now = { ...now, [key]: "1s" };
            changes.push({ kind: "wait-shortened", about: id, detail: `${key}: ${textOf(written, fallback)}` });
          }
          longest = Math.max(longest, isReal && wait !== Infinity ? wait : Math.min(wait, SHORT));
        }
        return [id, now];
      }),
    );
  const named = new Set(
    Object.values(document.service.pipelines).flatMap((parts) => [
      ...parts.receivers,
      ...parts.processors,
      ...parts.exporters,
    ]),
  );
  const processors = shortened(document.processors, named);
  const connectors = shortened(document.connectors, named);
  return { document: { ...document, processors, connectors }, longest, changes };
}

function textOf(written: unknown, fallback: number): string {
  return written === undefined
    ? `${fallback / 1000}s`
    : typeof written === "string"
      ? written
      : JSON.stringify(written);
}
