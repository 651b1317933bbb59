import { type Excess, limits } from "../../aws";

/** How a composite alarm's rule exceeds a limit: `its rule has 101 different alarms, and CloudWatch accepts at most 100`. */
export function ruleLimitText({ count, limit, most }: Excess): string {
  return `its rule has ${inWords(count)} ${limits[limit].unit}, and CloudWatch accepts at most ${inWords(most)}`;
}

function inWords(count: number): string {
  return count.toLocaleString("en-US");
}
