import { counted } from "../../../base";
import type { AlarmLeftOut } from "./resource-alarms";

/** A resource, by the path of its construct in the stack: `Orders/Queue`. */
export interface ReportedResource {
  readonly path: string;

  /** Its type in Terraform: `aws_sqs_queue`. */
  readonly type: string;
}

/** What `monitorStack` did with each resource of the provider AWS. Every resource is in one of the lists, apart from what monitoring itself made. */
export interface StackReport {
  /** Resources with alarms. */
  readonly covered: readonly (ReportedResource & {
    readonly sets: readonly string[];

    /** Names of the alarms in CloudWatch. */
    readonly alarms: readonly string[];
    readonly leftOut: readonly AlarmLeftOut[];
  })[];

  /** Resources that you excluded, with the path or glob that did. */
  readonly excluded: readonly (ReportedResource & { readonly by: string })[];

  /** Resources that were monitored before, one by one. */
  readonly before: readonly ReportedResource[];

  /** Resources that stand for several: `for_each`, `count`. */
  readonly repeated: readonly (ReportedResource & { readonly argument: string })[];

  /** Resources whose arguments fit no set, or are known only when Terraform applies. */
  readonly undecided: readonly (ReportedResource & { readonly sets: readonly string[] })[];

  /** Sets that only you can choose, with why: name them in `sets` of an override. */
  readonly byChoice: readonly { readonly set: string; readonly reason: string; readonly paths: readonly string[] }[];

  /** Types of resources for which there is no set. */
  readonly withoutSet: readonly { readonly type: string; readonly paths: readonly string[] }[];
}

/** A report in lines, for people: what is covered, then what is not, and why. */
export function reportLines(report: StackReport): readonly string[] {
  const alarms = report.covered.reduce((sum, { alarms }) => sum + alarms.length, 0);
  const missing = report.covered.flatMap(({ leftOut, path }) =>
    leftOut.map((left) => `  ${path}: ${lastOf(left.alarm)}: ${reasonText(left)}`),
  );
  return [
    `${counted(alarms, "alarm")} on ${counted(report.covered.length, "resource")}.`,
    ...report.covered.map(
      ({ alarms, path, sets, type }) => `  ${path} (${type}): ${sets.join(", ")}, ${counted(alarms.length, "alarm")}`,
    ),
    ...section("Alarms left out", missing),
    ...section("Monitored before", report.before.map(named)),
    ...section(
      "Excluded",
      report.excluded.map((one) => `${named(one)}: by "${one.by}"`),
    ),
    ...section(
      "Several resources or none, which have no name before Terraform runs",
      report.repeated.map((one) => `${named(one)}: ${one.argument}`),
    ),
    ...section(
      "Their arguments do not decide on a set: choose one with `sets`",
      report.undecided.map((one) => `${named(one)}: ${one.sets.join(" or ")}`),
    ),
    ...section(
      "Sets that only you can choose, with `sets`",
      report.byChoice.map(({ paths, reason, set }) => `  ${set}: ${some(paths)}. ${reason}`),
    ),
    ...section(
      "No set for these types",
      report.withoutSet.map(({ paths, type }) => `  ${type}: ${some(paths)}`),
    ),
  ];
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`${title}:`, ...lines];
}

const named = ({ path, type }: ReportedResource): string => `  ${path} (${type})`;
const lastOf = (alarm: string): string => alarm.slice(alarm.lastIndexOf("/") + 1);
const MOST_PATHS = 5;

function some(paths: readonly string[]): string {
  const more = paths.length - MOST_PATHS;
  return paths.slice(0, MOST_PATHS).join(", ") + (more > 0 ? `, and ${more} more` : "");
}

function reasonText({ reason, setting = "" }: AlarmLeftOut): string {
  switch (reason) {
    case "off":
      return "you turned it off";
    case "setting-not-given":
      return `give the setting "${setting}"`;
    case "setting-not-known":
      return `the setting "${setting}" is known only when Terraform applies: give it`;
  }
}
