import { otlpMessages } from "./otlp-write";
import type { Entry } from "./prepare/change";
import type { CollectorScenario, Sending } from "./scenario";
import type { SentItem } from "./sent";
import { type Item, type SentSignal, signalOf } from "./telemetry";

/** A message for an OTLP receiver on loopback. */
export interface Delivery {
  readonly port: number;
  /** `/v1/traces` */
  readonly path: string;
  /** OTLP's JSON. */
  readonly body: object;
  readonly items: number;
  readonly receiver: string;
}

/** Messages with everything that is sent over OTLP, in its order. */
export function deliveries(sent: readonly SentItem[], entries: readonly Entry[]): Delivery[] {
  const groups = new Map<Entry, Item[]>();
  for (const { item, to } of sent) {
    const entry = entryFor(signalOf[item.kind], to, entries);
    if (entry === undefined) continue;
    const own = groups.get(entry);
    if (own === undefined) groups.set(entry, [item]);
    else own.push(item);
  }
  return [...groups].flatMap(([{ port, receiver }, items]) =>
    port === undefined
      ? []
      : otlpMessages(items).map(({ signal, body, items: many }) => ({
          port,
          path: `/v1/${signal}`,
          body,
          items: many,
          receiver,
        })),
  );
}

/** The receiver that takes a signal: the one that is named, else `otlp`, else the first OTLP receiver, else the first of all. */
function entryFor(signal: SentSignal, to: string | undefined, entries: readonly Entry[]): Entry | undefined {
  const able = entries.filter(({ port, signals }) => port !== undefined && signals.includes(signal));
  if (to !== undefined) return able.find(({ receiver }) => receiver === to);
  return (
    able.find(({ receiver }) => receiver === "otlp") ??
    able.find(({ receiver }) => receiver.startsWith("otlp/")) ??
    able[0]
  );
}

/** The receiver that reads the lines of an entry as a file; undefined: they are sent as log records. */
export function fileReceiver(sending: Sending, readsFiles: (receiver: string) => boolean): string | undefined {
  const isLines = sending.kind === "lines" || sending.kind === "event";
  return isLines && sending.to !== undefined && readsFiles(sending.to) ? sending.to : undefined;
}

/** Signals that an entry of `send` has; undefined: only its file tells. */
export function signalsSent(sending: CollectorScenario["send"][number]): SentSignal[] | undefined {
  switch (sending.kind) {
    case "span":
    case "generate":
      return ["traces"];
    case "metric":
      return ["metrics"];
    case "log":
    case "event":
    case "lines":
      return ["logs"];
    case "otlp":
      return undefined;
  }
}
