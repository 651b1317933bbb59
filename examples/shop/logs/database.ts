import type { baseContract, EventFields } from "sightline/contract";
import { tenths } from "./clock";
import { statementTimeout, type Incidents } from "./incidents";
import type { Random } from "./random";
import type { Crash } from "./requests";

/** A piece of work that queries the database. */
export interface DatabaseWork {
  write(at: number, event: "query_slow", message: string, fields: EventFields<typeof baseContract, "query_slow">): void;
}

/** The service logs statements that took longer than this. */
const slowLimit = 1000;

export interface Query {
  readonly operation: "SELECT" | "INSERT" | "UPDATE";
  readonly collection: string;

  /** Half of the statements take less than this. */
  readonly median: number;

  /**
   * How long it takes.
   *
   * @default - drawn around the median
   */
  readonly takes?: number;
}

/** Queries the database that storefront and checkout share. Returns the time at which it was done, and the error if it gave up. */
export function ask(
  work: DatabaseWork,
  incidents: Incidents,
  at: number,
  random: Random,
  { operation, collection, median, takes }: Query,
): { readonly at: number; readonly crash?: Crash } {
  let duration = takes ?? random.logNormal(median, 0.5);
  if (random.chance(0.22 * incidents.databaseTrouble(at))) duration += random.logNormal(1550, 0.55);
  else if (random.chance(0.0002)) duration += random.logNormal(1100, 0.15);
  const gaveUp = duration >= statementTimeout;
  if (gaveUp) duration = statementTimeout + random.next() * 8;
  const ended = at + duration;
  if (duration >= slowLimit) {
    work.write(ended, "query_slow", `${operation} on ${collection} took ${Math.round(duration)} ms`, {
      db: {
        system: { name: "postgresql" },
        operation: { name: operation },
        collection: { name: collection },
        duration_ms: tenths(duration),
      },
    });
  }
  if (!gaveUp) return { at: ended };
  const message = `statement on ${collection} canceled after ${statementTimeout} ms`;
  return { at: ended, crash: { type: "StatementTimeout", message, where: "query (/app/database/query.js:34:15)" } };
}
