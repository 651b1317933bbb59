/** How durations are written, for messages. */
export const durationForm = "a duration such as 90s, 5m, 1h30m, 2d or PT1H30M";

/**
 * Durations of whole seconds, at least one second, in both notations, for a JSON Schema. {@link readDuration} reads all of them.
 */
export const durationShape =
  /^(?=.*[1-9])(?:(?=\d)(?:\d{1,7}d)?(?:\d{1,7}h)?(?:\d{1,7}m)?(?:\d{1,7}s)?|P(?=\d|T\d)(?:\d{1,7}W|(?:\d{1,7}D)?(?:T(?=\d)(?:\d{1,7}H)?(?:\d{1,7}M)?(?:\d{1,7}S)?)?))$/;

const units = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const week = 7 * units.d;
const short = /^(?=\d)(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;
const iso = /^P(?=\d|T\d)(?:(\d+)W|(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,3}))?S)?)?)$/;

/**
 * Milliseconds of a duration in either notation: `90s`, `1d2h`, `1h30m`, `250ms`, or ISO 8601, `PT1H30M`, `P2DT12H`, `P1W`.
 * Larger units come first, each at most once; `0` is zero. A day is 24 hours. Undefined for any other text, including months and
 * years, which have no fixed length.
 */
export function readDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const parts = short.exec(text);
  if (parts === null) return readIsoDuration(text);
  const [, days, hours, minutes, seconds, rest] = parts;
  return safe(
    number(days) * units.d +
      number(hours) * units.h +
      number(minutes) * units.m +
      number(seconds) * units.s +
      number(rest),
  );
}

/** Like {@link readDuration}, for ISO 8601 only, which is what AWS accepts. */
export function readIsoDuration(text: string): number | undefined {
  const parts = iso.exec(text);
  if (parts === null) return undefined;
  const [, weeks, days, hours, minutes, seconds, fraction = ""] = parts;
  return safe(
    number(weeks) * week +
      number(days) * units.d +
      number(hours) * units.h +
      number(minutes) * units.m +
      number(seconds) * units.s +
      number(fraction.padEnd(3, "0")),
  );
}

/**
 * Seconds of a checked duration: `5m` is 300.
 *
 * @throws RangeError for a text that is not a duration
 */
export function secondsOf(text: string): number {
  const milliseconds = readDuration(text);
  if (milliseconds === undefined) throw new RangeError(`${JSON.stringify(text)} is not ${durationForm}`);
  return milliseconds / 1000;
}

/**
 * A duration as people read it: `1h30m`, `2d`, `0s`. Precise to the millisecond; negative with a leading `-`.
 * {@link readDuration} reads it back, except for the sign.
 */
export function durationText(milliseconds: number): string {
  const size = Math.round(Math.abs(milliseconds));
  if (size === 0) return "0s";
  const parts = split(size).map(([unit, many]) => `${many}${unit}`);
  return `${milliseconds < 0 ? "-" : ""}${parts.join("")}`;
}

/** A duration of zero or more in ISO 8601, which is what AWS accepts: `PT1H30M`, `P2DT12H`, `PT0S`. {@link readIsoDuration} reads it back. */
export function isoDuration(milliseconds: number): string {
  const parts = new Map(split(Math.round(milliseconds)));
  const rest = parts.get("ms");
  const seconds = rest === undefined ? parts.get("s") : `${parts.get("s") ?? 0}.${String(rest).padStart(3, "0")}`;
  const days = parts.has("d") ? `${parts.get("d") ?? 0}D` : "";
  const time = [
    ["H", parts.get("h")],
    ["M", parts.get("m")],
    ["S", seconds],
  ]
    .flatMap(([unit, many]) => (many === undefined ? [] : [`${many}${unit ?? ""}`]))
    .join("");
  if (time === "") return days === "" ? "PT0S" : `P${days}`;
  return `P${days}T${time}`;
}

/** How often each unit fits, the largest first; units that do not fit are left out. */
function split(milliseconds: number): [unit: string, many: number][] {
  let rest = milliseconds;
  return Object.entries(units).flatMap(([unit, size]): [string, number][] => {
    const many = Math.floor(rest / size);
    rest -= many * size;
    return many === 0 ? [] : [[unit, many]];
  });
}

function number(digits: string | undefined): number {
  return Number(digits ?? 0);
}

function safe(milliseconds: number): number | undefined {
  return Number.isSafeInteger(milliseconds) ? milliseconds : undefined;
}
