import { readFileSync } from "node:fs";
import { join } from "node:path";

/** An answer of the service; see the README beside the file. */
export interface RecordedCase {
  readonly id: string;
  readonly source: "service" | "documentation";
  readonly pattern: string;
  readonly error?: string;
  readonly events?: readonly RecordedEvent[];
}

export interface RecordedEvent {
  readonly event: string;
  readonly match: boolean;
  readonly fields?: Readonly<Record<string, string>>;
}

const FILE = join(__dirname, "../fixtures/filter-patterns/recorded.jsonl");

export const recorded: readonly RecordedCase[] = readFileSync(FILE, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as RecordedCase);

export const accepted = recorded.filter(({ error }) => error === undefined);
export const refused = recorded.filter(({ error }) => error !== undefined);
