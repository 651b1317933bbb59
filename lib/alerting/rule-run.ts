import { type AlertRule, type AlertRules, type DifferenceKind, kindsOf } from "./alert-rule";

const MINUTE = 60_000;

/** A replay of a scenario: its datapoints, and what its alarms did. Times are milliseconds since 1970. */
export interface RuleRun {
  /** Name of the scenario. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly metrics: readonly RunMetric[];

  /** The alarms as CloudWatch evaluates them. */
  readonly alarms: readonly RunAlarm[];

  /**
   * The alarms as rules mean them, without what {@link RuleDifference} names; several where a rule may do one thing or the other. A rule has to
   * do what all of them do.
   */
  readonly meant: readonly (readonly RunAlarm[])[];
}

/** A metric's datapoints, minute by minute. */
export interface RunMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly points: readonly {
    readonly at: number;
    readonly sum: number;
    readonly count: number;
    readonly values?: readonly (readonly [value: number, count: number])[];
  }[];
}

/** What an alarm did. */
export interface RunAlarm {
  readonly name: string;
  readonly evaluated: boolean;
  readonly transitions: readonly { readonly at: number; readonly to: string }[];
}

/** Whether a rule fires, minute by minute from the run's first; undefined where either would be right. */
export interface RuleStates {
  readonly rule: AlertRule;
  readonly firing: readonly (boolean | undefined)[];

  /** Minutes in which the alarm in CloudWatch does otherwise. */
  readonly apart: readonly number[];
}

/** Differences that a replay cannot take out of an alarm, so that it would be what its rule means. */
const NOT_REPLAYED: readonly DifferenceKind[] = ["hourly", "zero"];

/** What rules do in a run. Those are left out whose alarm was not evaluated, or not as the rule means it. */
export function statesOf({ groups }: AlertRules, { alarms, from, meant, to }: RuleRun): readonly RuleStates[] {
  const minutes = Math.floor((to - from) / MINUTE) + 1;
  return groups.flatMap(({ rules }) =>
    rules.flatMap((rule): readonly RuleStates[] => {
      const { alert, differences } = rule;
      const is = alarmed(alarms, alert);
      const each = meant.map((one) => alarmed(one, alert));
      if (is === undefined || differences.flatMap(kindsOf).some((kind) => NOT_REPLAYED.includes(kind))) return [];
      const firing = Array.from({ length: minutes }, (_, minute) => {
        const [first, ...others] = each.map((at) => at?.(from + minute * MINUTE));
        return others.every((other) => other === first) ? first : undefined;
      });
      const apart = firing.flatMap((fires, minute) =>
        fires !== undefined && fires !== is(from + minute * MINUTE) ? [minute] : [],
      );
      return [{ rule, firing, apart }];
    }),
  );
}

/** Whether an alarm is in ALARM at a time; undefined if it was not evaluated. */
function alarmed(alarms: readonly RunAlarm[], alert: string): ((at: number) => boolean) | undefined {
  const alarm = alarms.find(({ evaluated, name }) => evaluated && name === alert);
  if (alarm === undefined) return undefined;
  return (at) => alarm.transitions.findLast((transition) => transition.at <= at)?.to === "ALARM";
}
