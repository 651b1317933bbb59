import { timeOfNumber } from "./time-number";

/** A journal entry as `journalctl --output=json` writes it. */
export function isJournalEntry(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && "__REALTIME_TIMESTAMP" in value && "MESSAGE" in value;
}

/** What stands before each entry of `--output=json-seq` (RFC 7464). */
export const SEPARATOR = "\u001e";

/** The text of an entry, which is a list of bytes where it is not UTF-8; undefined where it is null, because it is too long. */
export function messageOfEntry({ MESSAGE: value }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || !value.every((part) => typeof part === "number")) return undefined;
  return Buffer.from(value).toString("utf8");
}

/** The time of an entry, of microseconds. */
export function timeOfEntry({ __REALTIME_TIMESTAMP: time }: Readonly<Record<string, unknown>>): number | undefined {
  return typeof time === "string" || typeof time === "number" ? timeOfNumber(String(time), "us") : undefined;
}
