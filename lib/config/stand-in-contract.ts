import {
  baseContract,
  type Contract,
  eq,
  type Field,
  nothingFaulty,
  reported,
  reportOf,
  type Signal,
} from "../contract";
import { type Filling, unreadable } from "./stand-ins";
import type { ServiceEntry } from "./schema/service";
import type { ConfiguredAlarm } from "./schema/alarm";
import { signalsRead } from "./sources";

/**
 * A contract of a service whose own is not known, or is known but for signals whose names cannot be read: it has the signals that the
 * service names, and nothing follows from what they are.
 *
 * @param known the service's contract, if it is known
 * @param indexes names of fields that the log group indexes, here or in an environment
 */
export function standInContract(
  known: Contract | undefined,
  service: Pick<ServiceEntry, "alarms" | "signals">,
  { filling, indexes }: { readonly filling: Filling; readonly indexes: readonly string[] },
): Contract {
  const alarms = Object.values(service.alarms ?? {});
  const read = alarms.flatMap((alarm) => signalsRead(alarm).map(({ signal }) => signal));
  const named = [...read, ...(service.signals ?? [])].filter((name) => known === undefined || name === unreadable);
  if (named.length === 0 && known !== undefined) return known;
  const contract = known ?? baseContract;
  const signals = named.map((name): [string, Signal] => [name, standInSignal(name, alarms, filling)]);
  const fields = known === undefined && filling === 1 ? indexes : [];
  const report = reportOf(contract);
  const standIn = {
    ...contract,
    ...(known === undefined ? { name: unreadable } : {}),
    fields: { ...Object.fromEntries(fields.map((name): [string, Field] => [name, text])), ...contract.fields },
    signals: { ...contract.signals, ...Object.fromEntries(signals) },
  };
  return report === undefined ? standIn : reported(standIn, report);
}

const text = { type: "string", description: "-" } as const;

/** Whether all of a contract could be read, so that what it does not have is not there. */
export function isWholeContract(contract: Contract): boolean {
  const { events, fields, line, signals } = reportOf(contract)?.faulty ?? nothingFaulty;
  return contract.name !== unreadable && [events, fields, line, signals].every(({ size }) => size === 0);
}

/** A count without dimensions, or a measure with those that alarms read. */
function standInSignal(name: string, alarms: readonly ConfiguredAlarm[], filling: Filling): Signal {
  const given = alarms
    .flatMap(signalsRead)
    .filter(({ signal }) => signal === name)
    .flatMap(({ dimensions }) => Object.keys(dimensions ?? {}));
  const signal = {
    name,
    description: "-",
    on: [],
    pattern: { kind: "json", where: eq("event", "-").condition },
    unit: "Count",
    metric: "StandIn",
    dimensions: [],
    dimensionFields: {},
    total: true,
  } as const;
  if (filling === 0) return signal;
  const dimensions = [...new Set(given)];
  return {
    ...signal,
    unit: "Milliseconds",
    value: "http.duration_ms",
    dimensions,
    dimensionFields: Object.fromEntries(dimensions.map((name) => [name, name])),
  };
}
