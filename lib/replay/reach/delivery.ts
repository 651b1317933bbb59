import type { AlarmState } from "../../aws";
import type { Cause, Said } from "../../base";
import type { AnyAlarm, Subscription } from "../../terraform";
import type { Directory } from "./directory";
import type { Passes } from "./filter-policy";
import type { ReachRuleId } from "./rules";
import type { Way, WayRefusal } from "./way";
import { doubtRemedy, wayDoubtText, wayRefusalText } from "./way-text";

/** The message of one alarm on its way: what is delivered, where the template's resources are found, and where findings go. */
export interface Delivery {
  readonly alarm: AnyAlarm;
  /** The state that the alarm is in now. */
  readonly state: AlarmState;
  readonly directory: Directory;
  readonly add: AddFinding;
  readonly filters: FilterResults;
}

/** Adds a finding about a resource on the way. */
export type AddFinding = (rule: ReachRuleId, at: { readonly address: string }, said: Said) => void;

/** Whether filter policies pass the messages of alarms, by subscription. */
export type FilterResults = Map<Subscription, { passes: Passes; alarm: AnyAlarm }[]>;

/** What stops a message, and the finding about it. */
export interface Stop {
  readonly by: WayRefusal;
  readonly cause: Cause;
}

/** Adds findings for ways that do not let the message through for certain; the first refusal. */
export function stopOf(ways: readonly (Way | undefined)[], add: AddFinding): Stop | undefined {
  let stopped: Stop | undefined;
  for (const way of ways) {
    if (way === undefined || way.decision === "allowed") continue;
    const { at, fix, rule } = way;
    if (way.decision === "refused") {
      stopped ??= { by: way.because, cause: { rule, address: at.address } };
      add(rule, at, { message: wayRefusalText(way.because), fix });
    } else {
      add(rule === "key-unknown" ? rule : "access-undecided", at, {
        message: wayDoubtText(way.because),
        fix: doubtRemedy(way.because) ?? fix,
      });
    }
  }
  return stopped;
}
