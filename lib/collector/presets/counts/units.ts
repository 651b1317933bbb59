import type { StandardUnit } from "../../../aws";

/** Units of CloudWatch, as OpenTelemetry writes them: in UCUM. */
export const ucum: Readonly<Record<StandardUnit, string>> = {
  Seconds: "s",
  Microseconds: "us",
  Milliseconds: "ms",
  Bytes: "By",
  Kilobytes: "kBy",
  Megabytes: "MBy",
  Gigabytes: "GBy",
  Terabytes: "TBy",
  Bits: "bit",
  Kilobits: "kbit",
  Megabits: "Mbit",
  Gigabits: "Gbit",
  Terabits: "Tbit",
  Percent: "%",
  Count: "1",
  "Bytes/Second": "By/s",
  "Kilobytes/Second": "kBy/s",
  "Megabytes/Second": "MBy/s",
  "Gigabytes/Second": "GBy/s",
  "Terabytes/Second": "TBy/s",
  "Bits/Second": "bit/s",
  "Kilobits/Second": "kbit/s",
  "Megabits/Second": "Mbit/s",
  "Gigabits/Second": "Gbit/s",
  "Terabits/Second": "Tbit/s",
  "Count/Second": "1/s",
  None: "",
};

/** Upper bounds of a histogram's buckets: a millisecond to a minute for times; a hundredth to a hundred million, in steps of 1, 2 and 5, for what nothing is known of. */
export function bucketsOf(unit: StandardUnit): readonly number[] {
  const times = { Seconds: 1, Milliseconds: 1000, Microseconds: 1_000_000 } as const;
  const scale = unit === "Seconds" || unit === "Milliseconds" || unit === "Microseconds" ? times[unit] : undefined;
  if (scale !== undefined)
    return [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60].map((bound) => bound * scale);
  if (unit === "Percent") return [1, 5, 10, 25, 50, 75, 90, 95, 99, 100];
  return Array.from({ length: 10 }, (_, index) => index - 2).flatMap((power) =>
    [1, 2, 5].map((step) => Number(`${step}e${power}`)),
  );
}
