import { actionsFor, alarmIndex, type AnyAlarm, compileComposites } from "../alarms";

import type { Finding } from "../../base";
import type { AlarmState } from "../alarms";
import type { Channel } from "./told-channel";
import type { ReachRow } from "./matrix";

import type { CompositeAlarm, Template } from "../../terraform";
import { type ActionReach, followAction } from "./action";
import { alarmFindings } from "./alarm-findings";
import { compositeFindings } from "./composite-findings";
import { directoryOf } from "./directory";
import { reachMatrix } from "./matrix";
import { filterFindings, muteFindings, policyFindings } from "./resource-findings";
import { gather } from "./gather";
import type { ReachRuleId } from "./rules";
import { severityOf } from "./severity";
import { silencedAlarms } from "./silenced";
import type { FilterResults } from "./sink";
import { tells, toldAlarms } from "./told";

/** Whom the alarms of a template tell, from the template alone. */
export interface Reach {
  /** Every alarm, metric alarms first, in the template's order. */
  readonly alarms: readonly AlarmReach[];
  /** The matrix severity x channel, over the alarms whose role is to tell. */
  readonly rows: readonly ReachRow[];
  readonly findings: readonly Finding<ReachRuleId>[];

  /** @see severityOf */
  readonly severityOf: (alarm: AnyAlarm) => string | null;

  /** Through what an action of an alarm goes, and to whom; in a state, as filter policies may look at it (default: ALARM). */
  readonly ofAction: (alarm: AnyAlarm, action: string, state?: AlarmState) => Pick<ActionReach, "through" | "channels">;
}

export interface AlarmReach {
  readonly alarm: AnyAlarm;
  readonly severity: string | null;

  /**
   * `tells`: it has actions for ALARM, or should have; `through`: it has none that run, and composite alarms speak for it; `condition`:
   * it has none, and only suppresses, is a condition of others, or sums up alarms that tell for themselves; `acts`: it scales or acts on
   * instances and tells nobody.
   */
  readonly role: "tells" | "through" | "condition" | "acts";

  /** Who is told when it goes ALARM, also through composite alarms: only what is reached, each once. */
  readonly channels: readonly Channel[];

  /** Composite alarms that speak for it and reach somebody. */
  readonly through: readonly CompositeAlarm[];

  /** Alarms that a composite alarm speaks for: those whose going to ALARM can make its rule true. */
  readonly speaksFor: readonly AnyAlarm[];
}

/**
 * Follows every action of every alarm to topics, policies, keys, subscriptions and functions.
 *
 * Where a policy cannot be decided from the template it counts as letting the message through, and a warning says so. An alarm without
 * actions of its own reaches whom the composite alarms reach that go ALARM because of it.
 */
export function reachOf(template: Template): Reach {
  const directory = directoryOf(template);
  const index = alarmIndex(template);
  const compiled = new Map(compileComposites(index).map((one) => [one.alarm as AnyAlarm, one]));
  const gathered = gather();
  const filters: FilterResults = new Map();

  const actions = new Map<AnyAlarm, readonly ActionReach[]>();
  const followed = new Map<string, ActionReach>();
  for (const alarm of index.alarms) {
    const follow = (state: AlarmState) =>
      actionsFor(alarm, state).map((action) => {
        const end = followAction(alarm, action, state, directory, { gathered, filters });
        followed.set(JSON.stringify([alarm.address, action, state]), end);
        return end;
      });
    actions.set(alarm, follow("ALARM"));
    follow("OK");
    follow("INSUFFICIENT_DATA");
  }
  const silenced = silencedAlarms(template, index, compiled);
  const told = toldAlarms({ template, index, compiled, actions, silenced });
  const alarms = told.map((one): AlarmReach => ({ ...one, severity: severityOf(one.alarm, template) }));

  for (const one of alarms) {
    alarmFindings(
      one,
      { actions: actions.get(one.alarm) ?? [], silenced: silenced.get(one.alarm) },
      directory,
      gathered,
    );
  }
  compositeFindings(index, compiled, alarms, gathered);
  muteFindings(template, gathered);
  filterFindings(filters, gathered);
  policyFindings(directory, gathered);

  const severities = new Map(alarms.map(({ alarm, severity }) => [alarm, severity]));
  return {
    alarms,
    rows: reachMatrix(
      alarms
        .filter(({ role }) => role === "tells" || role === "through")
        .map(({ channels, severity }) => ({
          severity: severity ?? "unknown",
          kinds: new Set(channels.filter(tells).map(({ kind }) => kind)),
        })),
    ),
    findings: gathered.findings(),
    severityOf: (alarm) => severities.get(alarm) ?? severityOf(alarm, template),
    ofAction: (alarm, action, state = "ALARM") => {
      const { channels, through } =
        followed.get(JSON.stringify([alarm.address, action, state])) ??
        followAction(alarm, action, state, directory, { gathered: gather(), filters: new Map() });
      return { channels, through };
    },
  };
}
