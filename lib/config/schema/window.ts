import { percentileShape } from "../../aws";
import { duration } from "./duration";
import { count, text } from "./form";
import { statistic } from "./source";

/** The window of an alarm, and the statistic of its only series, wherever they are written. */
export const windowValues = {
  period: duration,
  periods: count("a number of periods", "Write a whole number, 1 or more.", { min: 1 }),
  datapoints: count("a number of periods", "Write a whole number, 1 or more, not above `periods`.", { min: 1 }),
  statistic,
  percentile: text("a percentile", 'Write p and a number from 0 to 100, in quotes: "p99", "p99.9".', percentileShape),
};
