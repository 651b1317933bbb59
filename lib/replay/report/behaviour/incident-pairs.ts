import { least } from "../../../base";
import type { AlarmResult } from "../..";
import { type Fired, type Incident, incidentsOf } from "../incidents";
import type { ReportClock } from "../states";
import { both, type Both } from "./both";
import { pairedIncidents } from "./incident-behaviour";

/**
 * Incidents of both replays, in order of time. Alarms that fire from the first evaluation to the last, as one does that misses a line
 * which these logs lack, are an incident apart: every other one would be a part of theirs, and nobody would see it come or go.
 *
 * @param keyOf the same for an alarm before and after
 */
export function incidentPairs(
  fired: Both<readonly Fired[]>,
  clock: ReportClock,
  keyOf: (alarm: AlarmResult) => unknown,
): Both<readonly Incident[]>[] {
  const passing = new Set(
    [...fired.was, ...fired.is].filter((one) => !isThroughout(one, clock)).map(({ alarm }) => keyOf(alarm)),
  );
  const pairsOf = (isPassing: boolean): Both<readonly Incident[]>[] =>
    pairedIncidents(
      both(fired, (all) => incidentsOf(all.filter(({ alarm }) => passing.has(keyOf(alarm)) === isPassing))),
      keyOf,
    );
  return [...pairsOf(false), ...pairsOf(true)].sort((a, b) => beginOf(a) - beginOf(b));
}

function isThroughout({ episodes: [first] }: Fired, { from, to }: ReportClock): boolean {
  return first.from <= from && first.to >= to;
}

function beginOf({ is, was }: Both<readonly Incident[]>): number {
  return least([...was, ...is].map(({ from }) => from));
}
