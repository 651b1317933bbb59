import { arnOf, readArn } from "../../../aws";
import { nearestAmong } from "../../../base";
import { type AnyAlarm, mayBeSame, type Template } from "../../../terraform";

/** Finds the alarms of a template by the names that rules, suppressors and mute rules use. */
export interface AlarmIndex {
  /** In the template's order, metric alarms first. */
  readonly alarms: readonly AnyAlarm[];

  /**
   * The alarm that `near` refers to by a name or an ARN. A name refers to an alarm of the same account and Region.
   *
   * @returns the alarm, or why there is not exactly one
   */
  find(nameOrArn: string, near: { readonly arn: string }): AnyAlarm | Missing;

  /** Alarms that have the same ARN: a list for each such ARN. */
  readonly duplicates: readonly (readonly AnyAlarm[])[];
}

/** Why a name or ARN does not refer to exactly one alarm. `missingText` of `replay/reasons` puts it into words. */
export type Missing =
  /** `named`: the name or ARN as it is written; `similar`: the most similar name, if one is similar enough. */
  | { readonly kind: "unknown"; readonly named: string; readonly similar: string | undefined }
  /** Alarms of this name are only in other accounts or Regions. */
  | { readonly kind: "elsewhere"; readonly named: string; readonly arns: readonly string[] }
  /** Several alarms of the template have the name. */
  | { readonly kind: "ambiguous"; readonly name: string; readonly addresses: readonly string[] };

export function alarmIndex(template: Template): AlarmIndex {
  const alarms: AnyAlarm[] = [...template.metricAlarms, ...template.compositeAlarms];
  const byArn = new Map<string, AnyAlarm[]>();
  const byName = new Map<string, AnyAlarm[]>();
  for (const alarm of alarms) {
    if (alarm.name === undefined) continue;
    enter(byArn, alarm.arn, alarm);
    enter(byName, alarm.name, alarm);
  }
  let similar: ReturnType<typeof nearestAmong> | undefined;
  const similarTo = (name: string, near: { readonly arn: string }): string | undefined => {
    similar ??= nearestAmong(byName.keys());
    // An alarm does not mean itself.
    return similar(name, (other) => byName.get(other)?.some(({ arn }) => arn !== near.arn) === true);
  };
  return {
    alarms,
    duplicates: [...byArn.values()].filter((same) => same.length > 1),
    find(nameOrArn, near) {
      const name = alarmNameOf(nameOrArn);
      const arn = name === nameOrArn ? arnBeside(near, name) : nameOrArn;
      // An account that is not known is made up in the ARNs of the template, but not in those that the configuration writes out.
      const like = (byName.get(name) ?? []).filter((alarm) => arn !== undefined && mayBeSame(alarm.arn, arn));
      const found = (arn === undefined ? undefined : byArn.get(arn)) ?? like;
      const [only] = found;
      if (only === undefined) {
        const elsewhere = byName.get(name);
        return elsewhere === undefined
          ? { kind: "unknown", named: nameOrArn, similar: similarTo(name, near) }
          : { kind: "elsewhere", named: nameOrArn, arns: elsewhere.map(({ arn: other }) => other) };
      }
      return found.length === 1 ? only : { kind: "ambiguous", name, addresses: found.map(({ address }) => address) };
    },
  };
}

/** The name in an alarm's ARN; any other text is a name already. */
export function alarmNameOf(nameOrArn: string): string {
  const arn = readArn(nameOrArn);
  return arn?.service === "cloudwatch" && arn.resource.startsWith(prefix)
    ? arn.resource.slice(prefix.length)
    : nameOrArn;
}

/** The prefix of the name in the resource of an alarm's ARN. */
const prefix = "alarm:";

/** The ARN of an alarm of that name in the account and Region of another ARN. */
function arnBeside({ arn }: { readonly arn: string }, name: string): string | undefined {
  const place = readArn(arn);
  return place && arnOf({ ...place, resource: `${prefix}${name}` });
}

function enter(map: Map<string, AnyAlarm[]>, key: string, alarm: AnyAlarm): void {
  const present = map.get(key);
  if (present === undefined) map.set(key, [alarm]);
  else present.push(alarm);
}
