const unit = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 } as const;
const form = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** How durations are written, for messages. */
export const durationForm = "a duration such as 90s, 5m, 1h30m or 2d";

/**
 * Milliseconds of `90s`, `5m`, `1h30m`, `2d`, `250ms`: whole numbers, larger units first, each at most once; `0` is none.
 * Undefined for any other text.
 */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const parts = text === "" ? null : form.exec(text);
  if (parts === null) return undefined;
  const [, days = "0", hours = "0", minutes = "0", seconds = "0", rest = "0"] = parts;
  const total = +days * unit.d + +hours * unit.h + +minutes * unit.m + +seconds * unit.s + +rest * unit.ms;
  return Number.isSafeInteger(total) ? total : undefined;
}

/** A duration as {@link parseDuration} reads it, to the millisecond; below zero with a leading `-`. */
export function durationText(milliseconds: number): string {
  let rest = Math.round(Math.abs(milliseconds));
  if (rest === 0) return "0s";
  let text = milliseconds < 0 ? "-" : "";
  for (const [name, size] of Object.entries(unit)) {
    const many = Math.floor(rest / size);
    if (many > 0) text += `${many}${name}`;
    rest -= many * size;
  }
  return text;
}
