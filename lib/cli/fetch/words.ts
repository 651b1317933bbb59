import { line, listed } from "../../base";
import { textFaultClause } from "../../aws";
import type { LackingInput, ReplayInputs } from "../../replay";
import { notEvaluatedText } from "../../replay/reasons";

/** What a replay lacks, as a sentence. */
export function lackingText(lacking: LackingInput): string {
  switch (lacking.kind) {
    case "events-gone": {
      const kept = line`${lacking.logGroup} keeps events for ${lacking.days} ${lacking.days === 1 ? "day" : "days"}`;
      return `${kept}: ${lacking.isAll ? "all" : "those"} of before ${timeText(lacking.before)} are gone`;
    }
    case "log-group-name":
      return line`${lacking.logGroup} is not the name of a log group: it ${textFaultClause(lacking.fault)}`;
    case "log-group-class":
      return line`${lacking.logGroup} is of the class ${lacking.logGroupClass}, which FilterLogEvents does not read: query it in Logs Insights, and save the results as JSON`;
    case "log-group-twice": {
      const places = lacking.places.map(({ account, region }) => [account, region].filter(Boolean).join("/") || "?");
      return line`${lacking.logGroup} is in ${listed(places)}, and a replay tells log groups apart by name alone: fetch and replay one template at a time`;
    }
    case "log-group-not-wanted":
      return line`${lacking.logGroup} is read by an alarm, and left out by --log-group: in the replay it looks silent`;
    case "datapoints-coarser":
      return line`CloudWatch keeps datapoints of a minute for 15 days, of five minutes for 63 days, of an hour for 455 days: it has none as fine as the ${lacking.alarms.length === 1 ? "period" : "periods"} of ${listed(lacking.alarms)}`;
    case "datapoints-gone":
      return "CloudWatch keeps datapoints for 455 days: it has none of this time, and alarms on metrics that no filter publishes are not evaluated";
  }
}

/** What else is to say of the inputs, a line each. */
export function notesOf({ lacking, notEvaluated, unread }: ReplayInputs): string[] {
  return [
    ...lacking.map(lackingText),
    ...notEvaluated.map(
      ({ name, reason }) => line`${name} is not evaluated, whatever is fetched: ${notEvaluatedText(reason)}`,
    ),
    ...(unread.length === 0 ? [] : [line`No alarm reads ${listed(unread)}: --log-group NAME fetches it nevertheless`]),
  ];
}

/** Why a folder is not written to. */
export function folderFaults(folder: string): { readonly notEmpty: string; readonly other: string } {
  return {
    notEmpty: `${folder} is not empty: give another --out, or --resume to fetch what is missing in it`,
    other: `${folder} has something else than answers to these calls: give another --out`,
  };
}

export function accountFault(account: string): string {
  return `The credentials are not those of the account ${account}: give --profile ${account}=NAME`;
}

export function timeText(at: number): string {
  return new Date(at).toISOString().replace(/:\d\d\.\d+Z$/, "Z");
}
