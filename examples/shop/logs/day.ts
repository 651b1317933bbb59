import { createAssistant } from "./assistant";
import { createAuth } from "./auth";
import { createCheckout } from "./checkout";
import { createClock, type Clock } from "./clock";
import { createIncidents, type Incidents } from "./incidents";
import { ordinaryNoises } from "./noises";
import { workOff } from "./order-worker";
import { createPayments } from "./payments";
import { createRandom } from "./random";
import { createStorefront } from "./storefront";
import { arrivals } from "./traffic";
import { visit } from "./visits";

/** Everything that a day of logs depends on. */
export interface DayOptions {
  readonly day: string;
  readonly seed: number;

  /** Traffic in multiples of normal traffic. */
  readonly scale: number;
}

export const ordinaryDay: DayOptions = { day: "2026-11-03", seed: 4, scale: 1 };

export const serviceNames = ["storefront", "checkout", "payments", "auth", "order-worker", "assistant"] as const;
export type ServiceName = (typeof serviceNames)[number];

/** The lines of each service, in the order of their timestamps, each without its line break. */
export type Lines = Readonly<Record<ServiceName, readonly string[]>>;

export interface Day {
  readonly clock: Clock;
  readonly incidents: Incidents;
  readonly lines: Lines;
}

/** Simulates the day: the same options give the same lines. */
export function playDay({ day, seed, scale }: DayOptions): Day {
  const clock = createClock(day);
  const incidents = createIncidents(clock);
  const payments = createPayments(clock, incidents);
  const checkout = createCheckout(clock, incidents, payments);
  const storefront = createStorefront(clock, incidents, checkout);
  const auth = createAuth(clock);
  const assistant = createAssistant(clock);

  for (const arrival of arrivals(clock, seed, scale)) visit({ storefront, checkout, auth, assistant }, arrival);
  ordinaryNoises(clock, storefront, auth, createRandom(seed, day, "noises"));
  const worker = workOff(checkout.queue, clock, incidents, createRandom(seed, day, "order-worker"));

  return {
    clock,
    incidents,
    lines: {
      storefront: storefront.log.lines(),
      checkout: checkout.log.lines(),
      payments: payments.log.lines(),
      auth: auth.log.lines(),
      "order-worker": worker.lines(),
      assistant: assistant.log.lines(),
    },
  };
}
