import { type Excess, limits, ruleExcesses } from "../../../aws";
import { type AlarmRule, referencesOf } from "./rule";

/** Limits of a rule that a rule is over: a clause, and what to do. */
export interface RuleLimit extends Excess {
  readonly message: string;
  readonly fix: string;
  /** False where AWS does not say exactly what it counts. */
  readonly certain: boolean;
}

/**
 * What of a rule is over CloudWatch's limits: 10,240 characters, 100 alarms, 500 elements.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function limitsExceeded(text: string, rule: AlarmRule): readonly RuleLimit[] {
  const alarms = referencesOf(rule).map(({ name }) => name);
  return ruleExcesses({ characters: Array.from(text).length, alarms, form: rule }).map((excess) => ({
    ...excess,
    message: `its rule has ${inWords(excess.count)} ${limits[excess.limit].unit}, and CloudWatch accepts at most ${inWords(excess.most)}`,
    fix: "Split the rule: let composite alarms of a part of the alarms be the children of this one.",
    certain: excess.limit !== "ruleElements",
  }));
}

function inWords(count: number): string {
  return count.toLocaleString("en-US");
}
