const units = { ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 } as const;

/** Milliseconds of a duration as Go reads it: `1m30s`, `0.5s`, `200ms`. Undefined for any other value. */
export function readGoDuration(value: unknown): number | undefined {
  if (value === 0 || value === "0") return 0;
  if (typeof value !== "string" || !/^(?:\d{1,15}(?:\.\d{0,15})?(?:ns|us|µs|ms|s|m|h))+$/.test(value)) return undefined;
  let sum = 0;
  for (const [, number, unit] of value.matchAll(/([\d.]+)(ns|us|µs|ms|s|m|h)/g))
    sum += Number(number) * units[unit as keyof typeof units];
  return sum;
}
