import { durationText } from "../../aws";

/**
 * A value as people read it: `500 ms`, `5 %`, `1 GiB`. Never rounded: what has no short form in a larger unit stays in its own.
 *
 * @param unit Grafana's id of the unit
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
export function valueText(value: number, unit: string | undefined): string {
  const [number, name] = valueParts(value, unit);
  return name === "" ? number : `${number} ${name}`;
}

/** `800 -> 500 ms`: the unit once, where both have it. */
export function valuePair(before: number, after: number, unit: string | undefined): readonly [string, string] {
  const [was, wasUnit] = valueParts(before, unit);
  const [, isUnit] = valueParts(after, unit);
  return [wasUnit === isUnit ? was : valueText(before, unit), valueText(after, unit)];
}

/** A unit by the name that people write. */
export function unitText(unit: string | undefined): string | undefined {
  if (unit === undefined) return undefined;
  return plain.get(unit) ?? scaled.get(unit)?.[0]?.name ?? shares.get(unit) ?? unit;
}

function valueParts(value: number, unit: string | undefined): readonly [number: string, unit: string] {
  if (unit === undefined || !Number.isFinite(value)) return [numberText(value), ""];
  if (unit === "percentunit") return [numberText(Number((value * 100).toPrecision(12))), "%"];
  if (unit === "s" && Number.isInteger(value) && Math.abs(value) >= 60) return [durationText(value * 1000), ""];
  const steps = scaled.get(unit);
  if (steps === undefined) return [numberText(value), plain.get(unit) ?? ""];
  const fitting = steps.filter(({ size }) => Math.abs(value) >= size && isShort(value / size)).at(-1);
  return [numberText(value / (fitting?.size ?? 1)), (fitting ?? steps[0])?.name ?? ""];
}

function numberText(value: number): string {
  return value.toLocaleString("en-US", { maximumFractionDigits: 20 });
}

function isShort(value: number): boolean {
  return Number(value.toFixed(2)) === value;
}

interface Step {
  readonly name: string;
  readonly size: number;
}

function steps(names: readonly string[], base: number): readonly Step[] {
  return names.map((name, at) => ({ name, size: base ** at }));
}

const shares: ReadonlyMap<string, string> = new Map([["percentunit", "% (of 1)"]]);

const scaled: ReadonlyMap<string, readonly Step[]> = new Map([
  ["bytes", steps(["B", "KiB", "MiB", "GiB", "TiB"], 1024)],
  ["kbytes", steps(["KiB", "MiB", "GiB", "TiB"], 1024)],
  ["mbytes", steps(["MiB", "GiB", "TiB"], 1024)],
  ["decbytes", steps(["B", "kB", "MB", "GB", "TB"], 1000)],
  ["deckbytes", steps(["kB", "MB", "GB", "TB"], 1000)],
  ["decmbytes", steps(["MB", "GB", "TB"], 1000)],
  ["bits", steps(["b", "Kib", "Mib", "Gib"], 1024)],
  ["decbits", steps(["b", "kb", "Mb", "Gb"], 1000)],
  ["binBps", steps(["B/s", "KiB/s", "MiB/s", "GiB/s"], 1024)],
  ["Bps", steps(["B/s", "kB/s", "MB/s", "GB/s"], 1000)],
  ["binbps", steps(["b/s", "Kib/s", "Mib/s", "Gib/s"], 1024)],
  ["bps", steps(["b/s", "kb/s", "Mb/s", "Gb/s"], 1000)],
]);

const plain: ReadonlyMap<string, string> = new Map([
  ["percent", "%"],
  ["ns", "ns"],
  ["µs", "µs"],
  ["ms", "ms"],
  ["s", "s"],
  ["m", "min"],
  ["h", "h"],
  ["d", "d"],
  ["reqps", "req/s"],
  ["ops", "ops/s"],
  ["rps", "reads/s"],
  ["wps", "writes/s"],
  ["iops", "io/s"],
  ["cps", "counts/s"],
  ["eps", "events/s"],
  ["mps", "messages/s"],
  ["pps", "packets/s"],
  ["currencyUSD", "USD"],
  ["currencyEUR", "EUR"],
  ["celsius", "°C"],
]);
