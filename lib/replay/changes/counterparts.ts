import type { AnyAlarm, Template } from "../../terraform";
import { alarmPairs, alarmsOf } from "./alarm-changes";
import { asMoved } from "./moved";
import { isRenamed, pairs } from "./pairs";
import { asRenamed, serviceRenames } from "./service-renames";

/** What is the same in two templates, whatever its name or address was. */
export interface Counterparts {
  /** Addresses of alarms, each of them once; undefined where the alarm is in the other template only. */
  readonly alarms: readonly { readonly was: string | undefined; readonly is: string | undefined }[];

  /** Log groups that have another name now: names now, by those before. */
  readonly logGroups: ReadonlyMap<string, string>;
}

/** Alarms that are one by address, by name or by what they watch, and log groups that are one by address. */
export function counterpartsOf(deployed: Template, after: Template): Counterparts {
  const before = asMoved(deployed, after.moved);
  const carried = asRenamed(before, serviceRenames(before, after));
  const written = alarmsOf(deployed);
  const addresses = new Map(alarmsOf(carried).map((alarm, index) => [alarm, written[index]?.address]));
  const addressOf = (alarm: AnyAlarm | undefined) => (alarm === undefined ? undefined : addresses.get(alarm));
  return {
    alarms: alarmPairs(carried, after).map(({ is, was }) => ({ was: addressOf(was), is: is?.address })),
    logGroups: new Map(
      pairs(carried.logGroups, after.logGroups).flatMap(({ is, was }): [string, string][] =>
        was?.name === undefined || is?.name === undefined || !isRenamed(was, is) ? [] : [[was.name, is.name]],
      ),
    ),
  };
}
