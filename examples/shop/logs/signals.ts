import { filtersOf, type Contract } from "sightline/contract";
import { compile } from "sightline/pattern";
import { assistant } from "../contracts/assistant";
import { auth } from "../contracts/auth";
import { checkout } from "../contracts/checkout";
import { orderWorker } from "../contracts/order-worker";
import { payments } from "../contracts/payments";
import { storefront } from "../contracts/storefront";
import type { Lines, ServiceName } from "./day";
import { timestampOf } from "./sample";

export const contracts: Readonly<Record<ServiceName, Contract>> = {
  storefront,
  checkout,
  payments,
  auth,
  "order-worker": orderWorker,
  assistant,
};

/** `payments.payment_failures`, and with a dimension's value `payments.payment_failures{payment.provider=stripe}`. */
export type SignalPath = `${ServiceName}.${string}`;

/** One line that a signal's metric filter matches. */
export interface Point {
  readonly at: string;

  /** 1 for a count, else the measured field's number. */
  readonly value: number;
}

/**
 * What the signal's own metric filter finds in the lines.
 *
 * @throws Error for a signal or a dimension that the contract does not have
 */
export function pointsOf(path: SignalPath, lines: Lines): readonly Point[] {
  const [, service, name, dimension, wanted] = /^([a-z-]+)[.]([a-z_]+)(?:[{]([a-z_.]+)=(.+)[}])?$/.exec(path) ?? [];
  const contract = contracts[service as ServiceName] as Contract | undefined;
  const signal = contract?.signals[name ?? ""];
  const filter = signal && filtersOf(signal).find((one) => (one.id === "ByDimension") === (dimension !== undefined));
  if (signal === undefined || filter === undefined) throw new Error(`no signal ${path}`);

  const matcher = compile(filter.pattern);
  const value = signal.value === undefined ? undefined : signal.value.split(".");
  return lines[service as ServiceName].flatMap((line) => {
    if (!matcher.matches(line)) return [];
    const parsed: unknown = JSON.parse(line);
    if (dimension !== undefined && read(parsed, dimension.split(".")) !== wanted) return [];
    return [{ at: timestampOf(line), value: value === undefined ? 1 : Number(read(parsed, value)) }];
  });
}

function read(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}
