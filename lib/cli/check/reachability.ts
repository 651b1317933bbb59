import { acceptedText, type Finding, type FindingSeverity, listed, placeText, line, visible } from "../../base";
import { changesBetween, checkTemplate, type ReachRow, type TemplateChanges, type TemplateRuleId } from "../../replay";
import type { ReachRuleId } from "../../replay/reach";
import { type AlarmOfFault, faultJson, faultsOf } from "../../replay/report";
import { type Template, WHOLE_PLAN } from "../../terraform";
import { type Io, UsageError } from "../command";
import type { Before } from "../against/before";
import { othersLine, reportedOf } from "../findings/reported";
import { type SynthesizedStack, synthesized } from "../project";
import { inConfigWords } from "../replay/config-words";
import { templateFrom } from "../replay/templates";
import type { Tally } from "./report";

/** What the Terraform of a stack alone shows, and whether its alarms reach anyone. */
export interface Reachability {
  /** The stack's name, or the template's path. */
  readonly stack: string;
  /** The environment that it is of; undefined where that is not known. */
  readonly environment: string | undefined;
  /** Where to show its findings: the template, or the configuration that it comes from. */
  readonly file: string | undefined;
  readonly rows: readonly ReachRow[];
  readonly alarms: readonly AlarmOfFault[];
  readonly findings: readonly Finding<ReachRuleId | TemplateRuleId>[];
  /** Addresses of parts of the configuration that are not read and may have alarms. */
  readonly notRead: readonly string[];
  /** With --against: what an apply would change; null where there is nothing to compare with. */
  readonly changes?: TemplateChanges | null;
}

/** A stack whose alarms are followed, and its topics that notify nobody on purpose, because their routes are empty. */
export interface FollowedStack {
  readonly name: string;
  readonly environment: string;
  readonly silentTopics: readonly string[];
}

/**
 * Synthesizes the project and follows each stack's alarms through topics, policies and keys to their subscribers.
 *
 * @param file the configuration
 * @param before what the stacks are compared with
 * @throws UsageError for an app that fails or leaves out a stack
 */
export async function reachability(
  stacks: readonly FollowedStack[],
  file: string | undefined,
  before: Before | undefined,
  io: Io,
): Promise<Reachability[]> {
  return reachabilityIn(await synthesized(io), stacks, file, before, io);
}

/** {@link reachability} of stacks that are synthesized. */
export function reachabilityIn(
  all: readonly SynthesizedStack[],
  stacks: readonly FollowedStack[],
  file: string | undefined,
  before: Before | undefined,
  io: Io,
): Reachability[] {
  return stacks.flatMap(({ environment, name, silentTopics }) => {
    const stack = all.find((each) => each.name === name);
    if (stack === undefined)
      throw new UsageError(
        line`the project does not synthesize the stack ${name}, so its alarms cannot be followed; its stacks: ${listed(all.map((each) => each.name)) || "none"}\n  Let the app synthesize every environment, or skip this check with --no-reach`,
      );
    const template = templateFrom([stack], io, {});
    const meant = silentAddresses(template, silentTopics);
    const reach = reachabilityOf({ stack: name, environment, file }, template);
    // Findings of severity info are shown with --template only.
    const findings = reach.findings.filter(
      ({ severity, rule, at }) => severity !== "info" && !(aboutSilence.has(rule) && meant.has(placeText(at))),
    );
    return [since(before, template, { ...reach, findings: inConfigWords(findings) })];
  });
}

/** Everything that a template alone shows: what AWS refuses, what cannot work, and whom its alarms reach. */
export function reachabilityOf(
  source: Pick<Reachability, "stack" | "environment" | "file">,
  template: Template,
): Reachability {
  return { ...source, ...checkTemplate(template) };
}

/** The same with what an apply would change, and what it would lose. */
export function since(before: Before | undefined, template: Template, reach: Reachability): Reachability {
  if (before === undefined) return reach;
  const was = before(reach.stack);
  if (was === undefined) return { ...reach, changes: null };
  const changes = changesBetween(was, template);
  return { ...reach, changes, findings: [...changes.findings, ...reach.findings] };
}

const aboutSilence: ReadonlySet<ReachRuleId | TemplateRuleId> = new Set([
  "topic-without-subscription",
  "alarm-reaches-nobody",
]);

/** Addresses of these topics, and of the alarms that notify no other topic. */
function silentAddresses({ topics, metricAlarms, compositeAlarms }: Template, names: readonly string[]): Set<string> {
  const meant = new Set(names);
  const silent = topics.filter(({ name }) => name !== undefined && meant.has(name));
  const arns = new Set(silent.map(({ arn }) => arn));
  const alarms = [...metricAlarms, ...compositeAlarms].filter(
    ({ alarmActions }) => alarmActions.length > 0 && alarmActions.every((action) => arns.has(action)),
  );
  return new Set([...silent, ...alarms].map(({ address }) => address));
}

/** For machines. */
export function reachabilityJson({ alarms, changes, stack, rows, findings, notRead }: Reachability): object {
  const faults = faultsOf({ alarms, findings }).map(faultJson);
  const changed = changes === undefined ? {} : { changes: changes === null ? null : changes.changes };
  return { stack, rows, ...changed, ...(notRead.length === 0 ? {} : { not_read: notRead }), findings: faults };
}

/** How many errors and warnings there are, each fault once. */
export function tallyOf(stacks: readonly Reachability[]): Omit<Tally, "accepted"> {
  const all = stacks.flatMap(faultsOf).map(({ finding }) => finding.severity);
  const count = (wanted: FindingSeverity) => all.filter((severity) => severity === wanted).length;
  return { errors: count("error"), warnings: count("warning") };
}

/**
 * Findings for people, one block per stack, worst first.
 *
 * @param whole also shows stacks without findings, and how many alarms reach which kinds of channels
 */
export function reachabilityText(stacks: readonly Reachability[], whole = false): string {
  return stacks
    .filter(({ findings }) => whole || findings.length > 0)
    .map((reached) => {
      const { stack, findings, notRead, rows } = reached;
      const reported = reportedOf(findings, reached);
      const lines = reported.flatMap((one) => {
        const { accepted, rule, severity, at, message, fix } = one.finding;
        const others = othersLine(one);
        return [
          line`  ${placeText(at)}`,
          line`    ${severity}: ${message}  [${rule}]`,
          ...(others === undefined ? [] : [`    ${others}`]),
          ...(accepted === undefined ? [] : [`    ${acceptedText(accepted, severity)}`]),
          line`    ${fix}`,
        ];
      });
      const end = whole ? [...rowsText(rows, notRead), `  ${countsText(reported.map(({ finding }) => finding))}`] : [];
      return `${[visible(stack), ...lines, ...end].join("\n")}\n${whole ? "" : "\n"}`;
    })
    .join("");
}

/** `2 errors, 1 warning`, or `no findings`. */
function countsText(findings: readonly Finding[]): string {
  const count = (severity: FindingSeverity) => findings.filter((finding) => finding.severity === severity).length;
  const plural = (number: number, thing: string) => `${number} ${thing}${number === 1 ? "" : "s"}`;
  const [errors, warnings, infos] = [count("error"), count("warning"), count("info")];
  const counts = [
    ...(errors === 0 ? [] : [plural(errors, "error")]),
    ...(warnings === 0 ? [] : [plural(warnings, "warning")]),
    ...(infos === 0 ? [] : [`${infos} info`]),
  ];
  return counts.length === 0 ? "no findings" : counts.join(", ");
}

/** A stack without alarms gets a line too; without one, it would look as if its alarms were fine. */
function rowsText(rows: readonly ReachRow[], notRead: readonly string[]): readonly string[] {
  if (notRead.length === 0) return rows.length === 0 ? ["  no alarms"] : rows.map(rowText);
  const parts = notRead.map((part) => (part === WHOLE_PLAN ? "the rest of the plan" : part));
  return [
    ...rows.map(rowText),
    line`  alarms not read: those of ${parts.slice(0, MOST_NAMED).join(", ")}${moreText(parts)}`,
  ];
}

const MOST_NAMED = 5;

function moreText({ length }: readonly string[]): string {
  return length > MOST_NAMED ? `, and ${length - MOST_NAMED} more` : "";
}

function rowText({ severity, alarms, channels, nobody }: ReachRow): string {
  const kinds = Object.entries(channels).map(([kind, count]) => `${count} ${kind}`);
  const silent = nobody === 0 ? [] : [`${nobody} nobody`];
  return line`  ${severity}: ${alarms} ${alarms === 1 ? "alarm" : "alarms"}: ${[...kinds, ...silent].join(", ")}`;
}
