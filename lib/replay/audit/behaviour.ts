import { type Finding, resource } from "../../base";
import { labelOf } from "../../terraform";
import type { AlarmResult } from "../result";
import { type ReplayRuleId, replayRules } from "../rules";

const HOUR = 3_600_000;

/** An alarm that fires this often within an hour flaps: people stop reading its notifications. */
const FLAPS = 3;

/**
 * How alarms behaved on these logs: those that flap, those that fired only because the log starts or ends, and composite alarms that
 * were evaluated with an assumption.
 */
export function behaviourFindings(alarms: readonly AlarmResult[]): Finding<ReplayRuleId>[] {
  return alarms.flatMap((alarm) => [...flapping(alarm), ...firedAtEdge(alarm), ...assuming(alarm)]);
}

function flapping(alarm: AlarmResult): Finding<ReplayRuleId>[] {
  const fired = alarm.transitions.filter(({ to }) => to === "ALARM").map(({ at }) => at);
  let most = 0;
  for (let start = 0, end = 0; end < fired.length; end++) {
    while ((fired[end] ?? 0) - (fired[start] ?? 0) >= HOUR) start++;
    most = Math.max(most, end - start + 1);
  }
  if (most < FLAPS) return [];
  return [
    replayRules.finding("alarm-flaps", resource(alarm), {
      message: `${alarm.name} went into ALARM ${most} times within an hour`,
    }),
  ];
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
