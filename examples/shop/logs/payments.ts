import { payments as contract } from "../contracts/payments";
import { tenths, type Clock } from "./clock";
import { providerTimeout, type Incidents } from "./incidents";
import { createServiceLog, type ServiceLog, type Trace } from "./journal";
import type { Random } from "./random";
import { answer, ordinaryCrash } from "./requests";

export type Provider = "stripe" | "adyen";

export interface Payment {
  readonly method: "card" | "wallet";
  readonly amountMinor: number;
}

export interface PaymentResult {
  readonly at: number;
  readonly status: number;
}

export interface Payments {
  readonly log: ServiceLog;
  pay(at: number, trace: Trace, random: Random, payment: Payment): PaymentResult;
}

/** Share of each provider by the method of payment. */
const share = { card: { stripe: 0.72, adyen: 0.28 }, wallet: { stripe: 0.55, adyen: 0.45 } } as const;

/** Half of a provider's responses are faster than this. */
const median = { stripe: 150, adyen: 175 } as const;

/** Per hundred thousand payments. */
const ordinary = {
  authorized: 96_450,
  declined: 3_050,
  fraud_suspected: 320,
  provider_error: 130,
  provider_timeout: 50,
};

/** The same while the provider is down. */
const outage = {
  authorized: 24_000,
  declined: 1_000,
  fraud_suspected: 0,
  provider_error: 5_000,
  provider_timeout: 70_000,
};

const failures = {
  declined: { status: 402, message: "the issuer declined the payment", type: "card_declined" },
  fraud_suspected: { status: 402, message: "the provider suspects fraud", type: "fraud_suspected" },
  provider_error: { status: 502, message: "the provider answered 503", type: "provider_error" },
  provider_timeout: { status: 504, message: `no answer within ${providerTimeout} ms`, type: "provider_timeout" },
} as const;

export function createPayments(clock: Clock, incidents: Incidents): Payments {
  const log = createServiceLog(contract, clock, {
    version: "2026.10.2",
    hosts: ["ip-10-0-13-21", "ip-10-0-13-87"],
  });
  const request = { method: "POST", route: "/payments" } as const;

  return {
    log,
    pay(at, trace, random, { method, amountMinor }) {
      const work = log.begin(at, trace, random);
      const crash = ordinaryCrash(random);
      if (crash !== undefined) {
        const ended = at + random.logNormal(12, 0.4);
        return { at: ended, status: answer(work, request, at, ended, { crash }) };
      }

      const provider: Provider = random.weighted(share[method]);
      const down = provider === "stripe" && incidents.stripeIsDown(at);
      const outcome = random.weighted(down ? outage : ordinary);
      const asked = at + random.logNormal(6, 0.4);
      const took =
        outcome === "provider_timeout"
          ? providerTimeout + random.next() * 25
          : Math.min(providerTimeout - 100, random.logNormal(down ? 2400 : median[provider], down ? 0.5 : 0.3));
      const answered = asked + took;
      const ended = answered + random.logNormal(4, 0.4);
      const payment = { id: random.id("pay"), provider, amount_minor: amountMinor };
      const external = { service: provider, duration_ms: tenths(took) };

      if (outcome === "authorized") {
        work.write(answered, "payment_authorized", `payment authorized by ${provider}`, { payment, external });
        return { at: ended, status: answer(work, request, at, ended, { status: 201 }) };
      }
      const { status, message, type } = failures[outcome];
      work.write(answered, "payment_failed", `payment failed at ${provider}: ${message}`, {
        payment: { ...payment, failure: outcome },
        external,
        error: { type, message },
      });
      return { at: ended, status: answer(work, request, at, ended, { status, errorType: type }) };
    },
  };
}
