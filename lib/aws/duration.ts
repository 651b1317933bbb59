import { MuteRuleError } from "./schedule-errors";

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * An ISO 8601 duration of 1 minute to 15 days in milliseconds: `PT4H`, `P2DT12H`, `P1W`. A day is 24 hours, also where the clocks
 * change in it (not documented: not verified). Months and years have no fixed length and are refused.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_Schedule.html
 * @throws MuteRuleError
 */
export function readDuration(text: string): number {
  const refused = (problem: string) =>
    new MuteRuleError(
      "duration",
      text,
      problem,
      "Write an ISO 8601 duration from PT1M to P15D, such as PT4H or P2DT12H.",
    );
  const match = /^P(?:(\d+)W|(?=\d|T\d)(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?)$/.exec(text);
  if (match === null) throw refused("it is no ISO 8601 duration of weeks, or of days, hours, minutes and seconds");
  const [weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map((digits: string | undefined) => Number(digits ?? 0));
  const length =
    ((weeks ?? 0) * 7 + (days ?? 0)) * DAY +
    (hours ?? 0) * 60 * MINUTE +
    (minutes ?? 0) * MINUTE +
    (seconds ?? 0) * 1000;
  if (length < MINUTE) throw refused("it is shorter than a minute");
  if (length > 15 * DAY) throw refused("it is longer than 15 days");
  return length;
}
