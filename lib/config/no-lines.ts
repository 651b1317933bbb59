import { type Contract, resolveContract } from "../contract";
import { unreadable } from "./stand-ins";

/** The contract of a service that logs nothing: nothing is said of lines, and nothing is counted from them. */
export const noLines: Contract = resolveContract({ name: "none", conventions: "own" });

/** Whether a contract says nothing of lines, as that of a service that logs nothing. What stands for the name of a signal says nothing. */
export function saysNothing({ events, fields, signals }: Contract): boolean {
  return [events, fields, signals].every((parts) => Object.keys(parts).every((name) => name === unreadable));
}
