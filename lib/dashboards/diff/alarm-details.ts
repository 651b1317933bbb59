import { durationText } from "../../aws";
import type { Dashboard, Panel } from "../read";
import type { AlarmCondition, AlarmDetail } from "./change";
import { hasItsUnit, panelsOf, type ShownAlarm } from "./shown-alarms";
import { valueText } from "./value-text";

/** How an alarm changes, whatever it was read from, and what it watches now, or watched before it went. */
export interface AlarmChange extends ShownAlarm {
  /** For people. */
  readonly name: string;
  readonly change: AlarmDetail["change"];

  /** When it fires: before and now, if that changes; of one that comes, now. */
  readonly before?: FiringCondition;
  readonly after?: FiringCondition;

  /** What else changes, in words. */
  readonly others: readonly string[];
}

export interface FiringCondition {
  readonly comparison: string;
  readonly threshold?: number | undefined;
  readonly datapoints: number;
  readonly periods: number;
  readonly periodSeconds?: number | undefined;
}

/** The panels of some dashboards, with how the alarms that they show change. */
export type PanelAlarms = ReadonlyMap<Panel, readonly AlarmChange[]>;

/** What stands beside which panel, and the alarms that no panel shows. */
export function panelAlarms<Change extends AlarmChange>(
  alarms: readonly Change[],
  dashboards: readonly Dashboard[],
): { readonly beside: ReadonlyMap<Panel, readonly Change[]>; readonly alone: readonly Change[] } {
  const beside = new Map<Panel, Change[]>();
  const alone: Change[] = [];
  for (const alarm of alarms) {
    const panels = panelsOf(alarm, dashboards);
    if (panels.length === 0) alone.push(alarm);
    for (const panel of panels) {
      const known = beside.get(panel);
      if (known === undefined) beside.set(panel, [alarm]);
      else known.push(alarm);
    }
  }
  return { beside, alone };
}

/** How alarms change, in the unit of their panel. */
export function alarmDetails(
  panel: Panel,
  alarms: readonly AlarmChange[],
): ({ readonly kind: "alarm" } & AlarmDetail)[] {
  return alarms.map((alarm) => {
    const unit = hasItsUnit(panel, alarm) ? panel.unit : undefined;
    const { after, before, change, name, others } = alarm;
    return {
      kind: "alarm",
      name,
      change,
      ...(before && { before: conditionText(before, unit) }),
      ...(after && { after: conditionText(after, unit) }),
      others,
    };
  });
}

function conditionText(condition: FiringCondition, unit: string | undefined): AlarmCondition {
  const { comparison, threshold } = condition;
  return {
    comparison,
    ...(threshold !== undefined && { threshold: valueText(threshold, unit) }),
    window: windowText(condition),
  };
}

function windowText({ datapoints, periods, periodSeconds }: FiringCondition): string {
  const length = periodSeconds === undefined ? "" : durationText(periodSeconds * 1000);
  if (periods === 1) return length === "" ? "" : `over ${length}`;
  if (periodSeconds === 60) return `for ${datapoints} of ${periods} minutes`;
  return `in ${datapoints} of ${periods} periods${length === "" ? "" : ` of ${length}`}`;
}
