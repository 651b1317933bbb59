import { type Excess, ruleExcesses } from "../../../aws";
import { type RuleTree, referencesOf } from "./rule";

/** A limit that a rule exceeds. */
export interface RuleLimit extends Excess {
  /** False where AWS does not say exactly what it counts. */
  readonly certain: boolean;
}

/**
 * The limits of CloudWatch that a rule exceeds: 10,240 characters, 100 alarms, 500 elements.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function limitsExceeded(text: string, rule: RuleTree): readonly RuleLimit[] {
  const alarms = referencesOf(rule).map(({ name }) => name);
  return ruleExcesses({ characters: Array.from(text).length, alarms, form: rule }).map((excess) => ({
    ...excess,
    certain: excess.limit !== "ruleElements",
  }));
}
