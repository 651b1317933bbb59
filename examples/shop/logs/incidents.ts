import { minute, second, type Clock } from "./clock";

/** A stretch of time, the end not included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What goes wrong on the day, and how badly at a given time. `truth.ts` says what people should see of it. */
export interface Incidents {
  readonly paymentProviderOutage: Window;
  readonly slowDatabase: Window;
  readonly silentWorker: Window;

  /** Whether the payment provider stripe is down for a call that begins at this time. */
  stripeIsDown(at: number): boolean;

  /** From 0 when the shop's database is healthy to 1 when it is at its worst. */
  databaseTrouble(at: number): number;

  /** When the order worker can continue: at once, or after its restart. */
  workerResumes(at: number): number;
}

/** Longest wait for a payment provider. */
export const providerTimeout = 10 * second;

/** The database gives up on a statement after this time. */
export const statementTimeout = 5 * second;

/** Time in which the database gets worse, and in which it recovers. */
const ramp = 4 * minute;

export function createIncidents(clock: Clock): Incidents {
  const outage = { from: clock.at("19:45"), to: clock.at("20:10") };
  const slow = { from: clock.at("14:30"), to: clock.at("15:10") };
  const silent = { from: clock.at("05:35"), to: clock.at("06:10") };
  return {
    paymentProviderOutage: outage,
    slowDatabase: slow,
    silentWorker: silent,
    // Calls that would end after the window do not fail, so that all failures are inside the window.
    stripeIsDown: (at) => at >= outage.from && at < outage.to - providerTimeout - second,
    databaseTrouble(at) {
      const last = slow.to - 2 * statementTimeout;
      if (at < slow.from || at >= last) return 0;
      return Math.min(1, (at - slow.from) / ramp, (last - at) / ramp);
    },
    workerResumes: (at) => (at >= silent.from && at < silent.to ? silent.to : at),
  };
}
