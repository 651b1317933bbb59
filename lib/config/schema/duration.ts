import { text } from "./form";

const form = /^([1-9]\d{0,6})(s|m|h|d)$/;
const unitSeconds: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** A length of time: a whole number with its unit. */
export const duration = text("a duration", 'Write a whole number with s, m, h or d, in quotes: "5m".', form);

/** Seconds of a checked duration: `5m` is 300. */
export function seconds(length: string): number {
  const [, number = "", unit = ""] = form.exec(length) ?? [];
  return Number(number) * (unitSeconds[unit] ?? Number.NaN);
}

/** The shortest way to write a number of seconds: 300 is `5m`. */
export function durationText(length: number): string {
  const unit = (["d", "h", "m"] as const).find((name) => length % (unitSeconds[name] ?? 1) === 0) ?? "s";
  return `${length / (unitSeconds[unit] ?? 1)}${unit}`;
}
