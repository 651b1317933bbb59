import { isSet } from "../rules/values";
import { all, need, type Needs, open } from "./need";
import { arnIn, type CollectorPlace } from "./place";
import { patternOf, type Used } from "./settings";

const write = ["logs:CreateLogStream", "logs:PutLogEvents"] as const;

/**
 * What an exporter needs that writes to a log group with its own code: `awsemf`, `awscloudwatchlogs`. It makes the stream, and the group too
 * if that is missing and it may.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export function logGroupNeeds(
  used: Used,
  place: CollectorPlace,
  { group, groupKey, region, stream }: Readonly<Record<"group" | "groupKey" | "stream", string>> & { region: string },
): Needs {
  const { byItem, pattern } = patternOf(group);
  const streams = patternOf(stream).pattern;
  const inGroup = arnIn(place, "logs", `log-group:${pattern}:*`, region);
  const ofStream = arnIn(place, "logs", `log-group:${pattern}:log-stream:${streams}`, region);
  const making = place.makesLogGroups === true ? ["logs:CreateLogGroup", ...makingOf(used)] : [];
  return all([
    need([...making, "logs:CreateLogStream"], [inGroup]),
    need(["logs:PutLogEvents"], [ofStream]),
    ...(byItem ? [open([...used.path, groupKey], "by-item", [...making, ...write])] : []),
  ]);
}

function makingOf({ settings }: Used): string[] {
  return [
    ...(isSet(settings, "log_retention") ? ["logs:PutRetentionPolicy"] : []),
    ...(isSet(settings, "tags") ? ["logs:TagResource"] : []),
  ];
}
