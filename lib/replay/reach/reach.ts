import type { AlarmGraph } from "../alarms";

import type { Finding } from "../../base";
import type { AlarmState } from "../../aws";
import type { ReachRow } from "./matrix";

import { actionsFor, type AnyAlarm } from "../../terraform";
import { followAction } from "./action";
import type { AlarmReach } from "./alarm-reach";
import type { ActionReach } from "./action-reach";
import { alarmFindings } from "./alarm-findings";
import { compositeFindings } from "./composite-findings";
import { directoryOf } from "./directory";
import { reachMatrix } from "./matrix";
import { filterFindings, muteFindings, policyFindings } from "./resource-findings";
import { gather } from "./gather";
import type { ReachRuleId } from "./rules";
import { severityOf } from "./severity";
import { silencedAlarms } from "./silenced";
import type { FilterResults } from "./delivery";
import { tells, toldAlarms } from "./told";
import { unseenTellers } from "./unseen";

/** Whom the alarms of a template notify, read from the template alone. */
export interface Reach {
  /** Every alarm, metric alarms first, in the template's order. */
  readonly alarms: readonly AlarmReach[];
  /** The matrix of severities and channels, over the alarms that should notify. */
  readonly rows: readonly ReachRow[];
  readonly findings: readonly Finding<ReachRuleId>[];

  readonly of: (alarm: AnyAlarm) => AlarmReach | undefined;

  /** @see severityOf */
  readonly severityOf: (alarm: AnyAlarm) => string | null;

  /**
   * The topic or function that an action of an alarm goes through, and the channels it reaches. Filter policies may depend on the state.
   *
   * @param state the state that the alarm goes into; default `ALARM`
   */
  readonly ofAction: (alarm: AnyAlarm, action: string, state?: AlarmState) => Pick<ActionReach, "through" | "channels">;
}

/**
 * Follows every action of every alarm to topics, policies, keys, subscriptions and functions.
 *
 * Where the template does not say enough to decide a policy, the policy counts as letting the message through, and a warning says so.
 * An alarm without actions reaches the channels of the composite alarms that go into ALARM because of it.
 */
export function followAlarms(graph: AlarmGraph): Reach {
  const { index, template } = graph;
  const directory = directoryOf(template);
  const gathered = gather(template);
  const filters: FilterResults = new Map();

  const actions = new Map<AnyAlarm, readonly ActionReach[]>();
  const followed = new Map<string, ActionReach>();
  for (const alarm of index.alarms) {
    const follow = (state: AlarmState) =>
      actionsFor(alarm, state).map((action) => {
        const end = followAction(action, { alarm, state, directory, gathered, filters });
        followed.set(JSON.stringify([alarm.address, action, state]), end);
        return end;
      });
    actions.set(alarm, follow("ALARM"));
    follow("OK");
    follow("INSUFFICIENT_DATA");
  }
  const silenced = silencedAlarms(graph);
  const told = toldAlarms({ ...graph, actions, silenced });
  const alarms = told.map((one): AlarmReach => ({ ...one, severity: severityOf(one.alarm, template) }));

  const unseen = unseenTellers(graph, alarms, directory);
  for (const one of alarms) {
    alarmFindings(
      one,
      { actions: actions.get(one.alarm) ?? [], silenced: silenced.get(one.alarm), unseen: unseen(one.alarm) },
      directory,
      gathered,
    );
  }
  compositeFindings(graph, alarms, gathered);
  muteFindings(graph, gathered);
  filterFindings(filters, gathered);
  policyFindings(directory, gathered);

  const byAlarm = new Map(alarms.map((one) => [one.alarm, one]));
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
    of: (alarm) => byAlarm.get(alarm),
    severityOf: (alarm) => byAlarm.get(alarm)?.severity ?? severityOf(alarm, template),
    ofAction: (alarm, action, state = "ALARM") => {
      const { channels, through } =
        followed.get(JSON.stringify([alarm.address, action, state])) ??
        followAction(action, { alarm, state, directory, gathered: gather(template), filters: new Map() });
      return { channels, through };
    },
  };
}
