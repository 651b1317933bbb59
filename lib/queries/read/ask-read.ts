import type { QueryMistake } from "../languages";
import type { Ask } from "../ask";

/** What a query asks, or why it is not an ask. */
export type AskRead =
  | {
      readonly ask: Ask;

      /** True if the query divides what the ask counts by the seconds of each step, as `rate` does. */
      readonly perSecond?: true;
    }
  | { readonly notRead: NotRead };

/** Why a query is not an ask, although another program may understand it. */
export type NotRead =
  /** The grammar of its language refuses it. */
  | { readonly why: "mistakes"; readonly mistakes: readonly QueryMistake[] }
  /** The query is, or has in a decisive place, a variable of Grafana. */
  | { readonly why: "variable"; readonly text: string }
  /** It reads what AWS knows of a line beside its text: `@logStream`, `@requestId`. */
  | { readonly why: "system-field"; readonly text: string }
  /** A command, stage, function or expression that no ask says. */
  | { readonly why: "construct"; readonly text: string }
  /** A regular expression that conditions do not know. */
  | { readonly why: "expression"; readonly text: string }
  /** No service has such a metric, and no stream such a label. */
  | { readonly why: "unknown-metric" | "unknown-stream"; readonly name: string };

/** Carries a reason out of a reader. */
export class CannotRead extends Error {
  constructor(readonly reason: NotRead) {
    super(reason.why);
  }
}

/** @throws {CannotRead} always */
export function cannotRead(why: "variable" | "system-field" | "construct" | "expression", text: string): never {
  throw new CannotRead({ why, text });
}
