import { checkout as contract } from "../contracts/checkout";
import { tenths, type Clock } from "./clock";
import { ask } from "./database";
import type { Incidents } from "./incidents";
import { createServiceLog, type ServiceLog, type Trace } from "./journal";
import type { Payments } from "./payments";
import type { Random } from "./random";
import { answer, ordinaryCrash, type Answer } from "./requests";

export interface Order {
  readonly valueMinor: number;
  readonly method: "card" | "invoice" | "wallet";
  readonly userId?: string | undefined;
}

/** An order on its way to the worker. */
export interface QueuedOrder {
  readonly id: string;
  readonly sentAt: number;
  readonly trace: Trace;
}

export interface OrderResult {
  readonly at: number;
  readonly status: number;
}

export interface Checkout {
  readonly log: ServiceLog;

  /** Orders that were sent to the worker's queue. */
  readonly queue: readonly QueuedOrder[];

  /** The page before the order: address, shipping. Returns the time of the response. */
  prepare(at: number, trace: Trace, random: Random, userId?: string): number;
  place(at: number, trace: Trace, random: Random, order: Order): OrderResult;
}

export function createCheckout(clock: Clock, incidents: Incidents, payments: Payments): Checkout {
  const queue: QueuedOrder[] = [];
  const log = createServiceLog(contract, clock, {
    version: "2026.10.7",
    hosts: ["ip-10-0-12-34", "ip-10-0-12-58", "ip-10-0-12-140"],
  });

  /** Calls the tax service for each order, again if the connection is lost. Returns the time of the response. */
  function askForTax(work: ReturnType<typeof log.begin>, at: number, random: Random): number {
    const retried = random.chance(0.012);
    let asked = at;
    if (retried) {
      asked += random.logNormal(40, 0.5);
      work.note(asked, "warn", "taxes lost the connection, trying again", {
        external: { service: "taxes", attempt: 1 },
        error: { type: "connection_reset" },
      });
      asked += 100;
    }
    const took = random.logNormal(28, 0.4);
    work.write(asked + took, "external_call_completed", `taxes answered in ${Math.round(took)} ms`, {
      external: { service: "taxes", duration_ms: tenths(took), status_code: 200, attempt: retried ? 2 : 1 },
    });
    return asked + took;
  }

  return {
    log,
    queue,
    prepare(at, trace, random, userId) {
      const work = log.begin(at, trace, random);
      const read = ask(work, incidents, at, random, { operation: "SELECT", collection: "addresses", median: 14 });
      const ended = read.at + random.logNormal(22, 0.4);
      const crash = read.crash ?? ordinaryCrash(random);
      const how: Answer = crash === undefined ? { status: 200, bytes: random.logNormal(3100, 0.2) } : { crash };
      answer(work, { method: "GET", route: "/shipping-options", userId }, at, ended, how);
      return ended;
    },

    place(at, trace, random, { valueMinor, method, userId }) {
      const work = log.begin(at, trace, random);
      const user = userId === undefined ? {} : { user: { id: userId } };
      const request = { method: "POST", route: "/orders", userId } as const;
      const end = (ended: number, how: Answer): OrderResult => ({
        at: ended,
        status: answer(work, request, at, ended, how),
      });
      const reject = (time: number, rejection: "payment" | "stock" | "address", status: number): OrderResult => {
        work.write(time, "order_rejected", `order rejected: ${rejection}`, {
          order: { rejection, payment_method: method },
          ...user,
        });
        return end(time + random.logNormal(3, 0.3), { status, errorType: `${rejection}_rejected` });
      };

      const begun = at + random.logNormal(5, 0.4);
      if (random.chance(0.006)) return reject(begun, "address", 422);
      const stock = ask(work, incidents, begun, random, { operation: "SELECT", collection: "stock", median: 16 });
      const crash = stock.crash ?? ordinaryCrash(random);
      if (crash !== undefined) return end(stock.at + 2, { crash });
      if (random.chance(0.013)) return reject(stock.at, "stock", 409);

      let paid = askForTax(work, stock.at, random);
      if (method !== "invoice") {
        const payment = payments.pay(paid + 1, trace, random, { method, amountMinor: valueMinor });
        paid = payment.at + 1;
        if (payment.status === 500) return end(paid, { status: 502, errorType: "payments_failed" });
        // The provider does not respond: most customers are offered another way to pay, but some have given up by then.
        const error = payment.status === 502 || (payment.status === 504 && random.chance(0.35));
        if (payment.status !== 201) return reject(paid, "payment", error ? 503 : 402);
      }

      const stored = ask(work, incidents, paid, random, { operation: "INSERT", collection: "orders", median: 18 });
      if (stored.crash !== undefined) return end(stored.at + 2, { crash: stored.crash });
      const id = random.id("ord");
      work.write(stored.at, "order_placed", `order ${id} placed`, {
        order: { id, value_minor: valueMinor, payment_method: method },
        ...user,
      });
      queue.push({ id, sentAt: Math.round(stored.at + 4), trace });
      return end(stored.at + random.logNormal(6, 0.3), { status: 201 });
    },
  };
}
