import { orderWorker as contract } from "../contracts/order-worker";
import type { QueuedOrder } from "./checkout";
import { minute, second, tenths, type Clock } from "./clock";
import type { Incidents } from "./incidents";
import { createServiceLog, type ServiceLog } from "./journal";
import type { Random } from "./random";

/** Time after which a message that was not deleted is received again. */
const visibleAgain = 30 * second;

/** Once the oldest message has waited this long, the carrier responds slowly: it gets too many calls. */
const backlogFrom = 90 * second;

const failures = {
  reserve: { type: "stock_conflict", message: "the goods are reserved by another order" },
  label: { type: "carrier_unavailable", message: "the carrier gave no label" },
  hand_over: { type: "handover_refused", message: "the warehouse refused the order" },
} as const;

interface Message extends QueuedOrder {
  readonly visibleAt: number;
  readonly attempt: number;
}

/** Processes the queue, one order after another, and logs each; logs a heartbeat once a minute. */
export function workOff(queue: readonly QueuedOrder[], clock: Clock, incidents: Incidents, random: Random): ServiceLog {
  const log = createServiceLog(contract, clock, { version: "2026.10.3", hosts: ["ip-10-0-15-77"] });
  const waiting: Message[] = queue
    .map((order) => ({ ...order, visibleAt: order.sentAt, attempt: 1 }))
    .sort((a, b) => a.visibleAt - b.visibleAt);

  let free = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const message = next;
    const fetched = Math.max(free, message.visibleAt) + random.logNormal(240, 0.7);
    const received = incidents.workerResumes(fetched);
    const age = received - message.sentAt;
    const slow = message.attempt === 1 && age > backlogFrom;
    const label = random.logNormal(slow ? 8200 : 320, 0.3);
    const took = label + random.logNormal(260, 0.4);
    const ended = received + took;
    // An order in progress when the worker goes silent is never finished: the message is received again.
    if (incidents.workerResumes(ended) !== ended) {
      free = incidents.workerResumes(ended);
      insert({ ...message, visibleAt: free, attempt: message.attempt + 1 });
      continue;
    }
    free = ended;
    const work = log.begin(received, message.trace, random);
    const messaging = { destination: { name: "orders" }, duration_ms: tenths(took) };

    if (random.chance(0.009)) {
      const step = random.weighted({ reserve: 2, label: 6, hand_over: 1 });
      const { type, message: text } = failures[step];
      work.write(ended, "order_failed", `order ${message.id} failed at ${step}: ${text}`, {
        order: { id: message.id, step },
        messaging: { ...messaging, attempt: message.attempt },
        error: { type, message: text },
      });
      insert({ ...message, visibleAt: received + visibleAgain, attempt: message.attempt + 1 });
      continue;
    }
    work.write(received + label, "external_call_completed", `carrier answered in ${Math.round(label)} ms`, {
      external: { service: "carrier", duration_ms: tenths(label), status_code: 200, attempt: 1 },
    });
    work.write(ended, "order_processed", `order ${message.id} processed`, {
      order: { id: message.id },
      messaging: { ...messaging, age_ms: Math.round(age) },
    });
  }

  function insert(message: Message): void {
    const at = waiting.findIndex(({ visibleAt }) => visibleAt > message.visibleAt);
    waiting.splice(at < 0 ? waiting.length : at, 0, message);
  }

  const [host = ""] = log.fleet.hosts;
  const instance = { host, version: log.fleet.version };
  const polls = { messaging: { system: "aws_sqs", destination: { name: "orders" }, operation: { name: "receive" } } };
  for (let at = clock.start + 17 * second; at < clock.end; at += minute) {
    if (incidents.workerResumes(at) === at) log.processNote(at, instance, "info", "still receiving", polls);
  }
  log.process(incidents.silentWorker.to, instance, "service_started", `order-worker ${instance.version} started`);
  return log;
}
