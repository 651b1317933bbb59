import { minute } from "./clock";
import type { Lines, ServiceName } from "./day";
import type { Incidents, Window } from "./incidents";
import type { SignalPath } from "./signals";

/** The description of an incident. Its numbers are measured, not written here. */
export interface Story extends Window {
  readonly id: string;
  readonly title: string;
  readonly services: readonly ServiceName[];

  /** Time from its end until its effects are over. */
  readonly settlesAfter: number;

  /** What happened. */
  readonly what: string;

  /** What a human should see. */
  readonly see: readonly string[];

  /** How signals move; `steady` ones are listed because you might expect them to move. */
  readonly signals: readonly Movement[];

  /** Counts of lines inside the window that no signal provides. */
  readonly facts: (lines: Lines) => Readonly<Record<string, number>>;
}

type Movement = readonly [SignalPath, "up" | "down" | "silent" | "steady"];

export function stories(incidents: Incidents): readonly Story[] {
  return [
    {
      id: "silent-worker",
      title: "The order worker falls silent",
      services: ["order-worker"],
      ...incidents.silentWorker,
      settlesAfter: 10 * minute,
      what: "The only task of the order worker hangs on a dead connection. It writes nothing, no errors either, until it is killed and started anew; then it works off the backlog while the carrier answers slowly.",
      see: [
        "No line of the order worker at all between the two times: an alarm on absence is the only one that can notice.",
        "Checkout goes on placing orders: customers see nothing yet.",
        "Afterwards, orders that waited for up to half an hour.",
      ],
      signals: [
        ["order-worker.orders_processed", "silent"],
        ["order-worker.waiting_time", "silent"],
        ["order-worker.errors", "steady"],
        ["checkout.orders_placed", "steady"],
      ],
      facts: (lines) => ({ order_worker_lines: lines["order-worker"].length }),
    },
    {
      id: "slow-database",
      title: "The shop's database is slow",
      services: ["storefront", "checkout"],
      ...incidents.slowDatabase,
      settlesAfter: 0,
      what: "A long-running report takes the disk of the database that storefront and checkout share. Within four minutes about every fifth statement takes a second or more; hardly any is canceled after five.",
      see: [
        "The slowest percent of the requests to storefront and checkout takes about ten times as long as usual. Half of the storefront's are as fast as ever: an average would hide it.",
        "Many lines query_slow, on all tables.",
        "Few errors: an alarm on the error rate stays quiet, or nearly so.",
        "Payments and auth, which have databases of their own, are well.",
      ],
      signals: [
        ["checkout.request_duration", "up"],
        ["storefront.request_duration", "up"],
        ["checkout.server_errors", "steady"],
        ["storefront.server_errors", "steady"],
        ["payments.request_duration", "steady"],
      ],
      facts: (lines) => ({
        storefront_query_slow: count(lines.storefront, "query_slow"),
        checkout_query_slow: count(lines.checkout, "query_slow"),
        statements_canceled: count([...lines.storefront, ...lines.checkout], "request_failed", "StatementTimeout"),
      }),
    },
    {
      id: "payment-provider-outage",
      title: "The payment provider stripe is down",
      services: ["payments", "checkout", "storefront"],
      ...incidents.paymentProviderOutage,
      settlesAfter: 0,
      what: "At the evening peak about 70 % of the payments through stripe get no answer within ten seconds, a few get an error at once. The other provider, adyen, is well.",
      see: [
        "Payments fail with provider_timeout, all of them at stripe.",
        "Orders are rejected with the reason payment; fewer are placed, and the worker has less to do.",
        "Checkout answers some of them with 503: its errors of the server go up, but much less than the failed payments.",
        "Requests that wait for the provider take ten seconds.",
      ],
      signals: [
        ["payments.payment_failures", "up"],
        ["payments.payment_failures{payment.provider=stripe}", "up"],
        ["payments.payment_failures{payment.provider=adyen}", "steady"],
        ["payments.provider_timeouts", "up"],
        ["payments.provider_duration", "up"],
        ["payments.payment_attempts", "steady"],
        ["payments.server_errors", "up"],
        ["checkout.orders_rejected", "up"],
        ["checkout.orders_rejected{order.rejection=payment}", "up"],
        ["checkout.server_errors", "up"],
        ["checkout.request_duration", "up"],
        ["checkout.orders_placed", "down"],
        ["storefront.server_errors", "up"],
        ["storefront.request_duration", "up"],
      ],
      facts({ payments, checkout }) {
        const failed = count(payments, "payment_failed", "stripe");
        const tried = failed + count(payments, "payment_authorized", "stripe");
        return {
          stripe_payments: tried,
          stripe_payments_failed: failed,
          stripe_percent_failed: Math.round((failed * 1000) / tried) / 10,
          checkout_answers_503: checkout.filter((line) => line.includes('"status_code":503')).length,
        };
      },
    },
  ];
}

function count(lines: readonly string[], event: string, text = ""): number {
  return lines.filter((line) => line.includes(`"event":"${event}"`) && line.includes(`"${text}`)).length;
}
