import { setTimeout as pause } from "node:timers/promises";
import { type Prepared, progressOf, readSamples, type Sample, sampleSum } from "../../collector/scenarios";
import { ask } from "./loopback";
import type { RunningCollector } from "./running";
import type { Sinks } from "./sinks";

/** Milliseconds between two looks. */
const PACE = 100;

/** How long it takes at most until a collector is ready, and until it is quiet beside its own waits, in milliseconds. */
const LONGEST = 120_000;

/** How much longer than the longest wait nothing may change: file readers and samplers look once in a while. */
const MARGIN = 1200;

/**
 * Waits until a collector answers at all of its ports.
 *
 * @returns false if it never did
 * @throws CollectorDied if it ends instead
 */
export async function whenReady(
  collector: RunningCollector,
  { entries, metricsPort }: Prepared,
  aborted: AbortSignal,
): Promise<boolean> {
  const end = performance.now() + LONGEST;
  const open = new Set([metricsPort, ...entries.flatMap(({ port }) => (port === undefined ? [] : [port]))]);
  const readsFiles = entries.every(({ port }) => port === undefined);
  while (performance.now() < end) {
    collector.needAlive();
    for (const port of open) {
      const answer = await ask(port, port === metricsPort ? "/metrics" : "/", aborted).catch(() => undefined);
      if (answer !== undefined) open.delete(port);
    }
    if (open.size === 0) {
      // With no other receiver, that it has begun to read is the sign.
      const samples = readsFiles ? await samplesOf(metricsPort, aborted) : [];
      if (!readsFiles || sampleSum(samples, /^otelcol_receiver_accepted_log_records/) > 0) return true;
    }
    await pause(PACE, undefined, { signal: aborted });
  }
  return false;
}

/** The collector's own metrics; none if it does not give any. */
export async function samplesOf(port: number, aborted: AbortSignal): Promise<Sample[]> {
  const answer = await ask(port, "/metrics", aborted).catch(() => undefined);
  return answer?.status === 200 ? readSamples(answer.text) : [];
}

/**
 * Waits until nothing has changed for longer than anything is held back: neither sinks nor the collector's own counters.
 *
 * @returns what its metrics said last, and whether it became quiet
 * @throws CollectorDied if it ends instead
 */
export async function whenQuiet(
  collector: RunningCollector,
  { metricsPort, longestWait }: Prepared,
  sinks: Sinks,
  aborted: AbortSignal,
): Promise<{ samples: readonly Sample[]; isQuiet: boolean }> {
  const end = performance.now() + LONGEST + 5 * longestWait;
  let [last, since] = ["", performance.now()];
  let samples: readonly Sample[] = [];
  while (performance.now() < end) {
    collector.needAlive();
    const now = await samplesOf(metricsPort, aborted);
    if (now.length > 0) samples = now;
    sinks.read();
    const progress = `${sinks.progress}\n${progressOf(samples, true)}`;
    if (progress !== last) [last, since] = [progress, performance.now()];
    else if (performance.now() - since > longestWait + MARGIN) return { samples, isQuiet: true };
    await pause(PACE, undefined, { signal: aborted });
  }
  return { samples, isQuiet: false };
}
