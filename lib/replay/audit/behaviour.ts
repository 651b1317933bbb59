import { type Finding, resource } from "../../base";
import type { AlarmState } from "../../aws";
import { labelOf } from "../../terraform";
import type { AlarmResult } from "../result";
import { type ReplayRuleId, replayRules } from "../rules";

const HOUR = 3_600_000;

/** An alarm that fires, or tells someone, this often within an hour flaps: people stop reading its notifications. */
const FLAPS = 3;

/**
 * How alarms behaved on these logs: those that flap, those that fired only because the log starts or ends, and composite alarms that
 * were evaluated with an assumption.
 */
export function behaviourFindings(alarms: readonly AlarmResult[]): Finding<ReplayRuleId>[] {
  return alarms.flatMap((alarm) => [...flapping(alarm), ...firedAtEdge(alarm), ...assuming(alarm)]);
}

/** Went into ALARM too often, or told someone of another state too often: with actions for OK every return is a message, too. */
function flapping(alarm: AlarmResult): Finding<ReplayRuleId>[] {
  const fired = alarm.transitions.filter(({ to }) => to === "ALARM").map(({ at }) => at);
  const often = [
    { state: "ALARM" as const, times: mostInAnHour(fired) },
    ...(["OK", "INSUFFICIENT_DATA"] as const).map((state) => ({ state, times: mostInAnHour(told(alarm, state)) })),
  ].filter(({ times }) => times >= FLAPS);
  const [first] = often;
  if (first === undefined) return [];
  const parts = often.map(({ state, times }) =>
    state === "ALARM" ? `went into ALARM ${times} times` : `told ${state} ${times} times`,
  );
  const fix =
    first.state === "ALARM"
      ? undefined
      : 'Its metric has gaps. Set treat_missing_data to "notBreaching" or "ignore", or remove its insufficient_data_actions and ok_actions.';
  return [
    replayRules.finding("alarm-flaps", resource(alarm), {
      message: `${alarm.name} ${parts.join(" and ")} within an hour`,
      fix,
    }),
  ];
}

/** When actions for a state ran, each time once. */
function told({ notified }: AlarmResult, of: AlarmState): number[] {
  return [...new Set(notified.flatMap(({ at, held, state }) => (state === of && held === null ? [at] : [])))];
}

function mostInAnHour(times: readonly number[]): number {
  let most = 0;
  for (let start = 0, end = 0; end < times.length; end++) {
    while ((times[end] ?? 0) - (times[start] ?? 0) >= HOUR) start++;
    most = Math.max(most, end - start + 1);
  }
  return most;
}

function firedAtEdge(alarm: AlarmResult): Finding<ReplayRuleId>[] {
  const edges = new Set(alarm.transitions.map(({ logEdge }) => logEdge));
  const findings: Finding<ReplayRuleId>[] = [];
  if (edges.has("start"))
    findings.push(
      replayRules.finding("fired-before-the-first-record", resource(alarm), {
        message: `${alarm.name} fired at the start, because it treats as breaching what lies before the first record`,
      }),
    );
  if (edges.has("end"))
    findings.push(
      replayRules.finding("fired-after-the-last-record", resource(alarm), {
        message: `${alarm.name} fired because the log ends: it treats missing datapoints as breaching`,
      }),
    );
  return findings;
}

function assuming(alarm: AlarmResult): Finding<ReplayRuleId>[] {
  if (alarm.assumes.length === 0) return [];
  return [
    replayRules.finding("composite-assumes", resource(alarm), {
      message: `${alarm.name} was evaluated as if these, which were not evaluated, stayed in INSUFFICIENT_DATA: ${alarm.assumes.map(labelOf).join(", ")}`,
    }),
  ];
}
