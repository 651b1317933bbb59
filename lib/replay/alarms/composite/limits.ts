import { type AlarmRule, referencesOf } from "./rule";

/** Limits of a rule that a rule is over: a clause, and what to do. */
export interface RuleLimit {
  readonly message: string;
  readonly fix: string;
  /** False where AWS does not say exactly what it counts. */
  readonly certain: boolean;
}

const longest = 10_240;
const mostChildren = 100;
const mostElements = 500;

/**
 * What of a rule is over CloudWatch's limits: 10,240 characters, 100 alarms, 500 elements. "Elements are child alarms, TRUE or
 * FALSE statements, and parentheses"; whether the parentheses of ALARM(...) count is not said, here only those that group do, a
 * pair as one: not verified.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function limitsExceeded(text: string, rule: AlarmRule): readonly RuleLimit[] {
  const split = "Split the rule: let composite alarms of a part of the alarms be the children of this one.";
  const limits: RuleLimit[] = [];
  const over = (what: string, count: number, most: number, certain: boolean) => {
    if (count <= most) return;
    const message = `its rule has ${count.toLocaleString("en-US")} ${what}, and CloudWatch accepts at most ${most.toLocaleString("en-US")}`;
    limits.push({ message, fix: split, certain });
  };
  over("characters", Array.from(text).length, longest, true);
  over("different alarms", new Set(referencesOf(rule).map(({ name }) => name)).size, mostChildren, true);
  over("elements", elementsOf(rule), mostElements, false);
  return limits;
}

function elementsOf(rule: AlarmRule): number {
  switch (rule.kind) {
    case "all":
    case "any":
      return rule.of.reduce(
        (sum, part) => sum + elementsOf(part) + (part.kind === "all" || part.kind === "any" ? 1 : 0),
        0,
      );
    case "not":
      return elementsOf(rule.of) + (rule.of.kind === "all" || rule.of.kind === "any" ? 1 : 0);
    case "at-least":
      return rule.alarms.length;
    default:
      return 1;
  }
}
