import type { StandardUnit } from "../aws";

const ids: Readonly<Record<StandardUnit, string>> = {
  Seconds: "s",
  Microseconds: "µs",
  Milliseconds: "ms",
  Bytes: "bytes",
  Kilobytes: "kbytes",
  Megabytes: "mbytes",
  Gigabytes: "gbytes",
  Terabytes: "tbytes",
  Bits: "bits",
  Kilobits: "suffix:kbit",
  Megabits: "suffix:Mbit",
  Gigabits: "suffix:Gbit",
  Terabits: "suffix:Tbit",
  Percent: "percent",
  Count: "short",
  "Bytes/Second": "binBps",
  "Kilobytes/Second": "KiBs",
  "Megabytes/Second": "MiBs",
  "Gigabytes/Second": "GiBs",
  "Terabytes/Second": "TiBs",
  "Bits/Second": "bps",
  "Kilobits/Second": "Kbits",
  "Megabits/Second": "Mbits",
  "Gigabits/Second": "Gbits",
  "Terabits/Second": "Tbits",
  "Count/Second": "cps",
  None: "none",
};

/** US dollars. */
export const dollars = "currencyUSD";

/**
 * Grafana's id of a unit of CloudWatch.
 *
 * @see https://github.com/grafana/grafana/blob/main/packages/grafana-data/src/valueFormats/categories.ts
 */
export function unitIdOf(unit: StandardUnit): string {
  return ids[unit];
}

/** The same for what a field holds: money has no unit in CloudWatch. */
export function unitIdOfField(field: string | undefined, unit: StandardUnit): string {
  return field !== undefined && unit === "None" && /(?:^|[._])usd$/i.test(field) ? dollars : unitIdOf(unit);
}
