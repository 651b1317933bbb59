import { excerpt, type Finding } from "../../base";
import type { AnyAlarm, LogGroup, MetricFilter, Template } from "../../terraform";
import { type TemplateRuleId, templateRules } from "../audit/rules";
import { alarmWords } from "./alarm-words";
import { isSame } from "./comparable";
import { asMoved } from "./moved";
import { renamesBetween } from "./renames";

/** What an apply would change, as far as it means something for logs and alarms. */
export interface TemplateChanges {
  /** Logs that would be lost, and what looks like a rename. */
  readonly findings: readonly Finding<TemplateRuleId>[];
  readonly changes: readonly Change[];
}

export interface Change {
  readonly kind: "new" | "gone" | "replaced" | "changed";
  readonly what: "alarm" | "log group" | "metric filter" | "topic" | "subscription" | "mute rule" | "key";

  /** `orders-errors critical`, `/app/prod/orders` */
  readonly subject: string;

  /** In words, with values: `above 25 -> 30`. */
  readonly details: readonly string[];
}

/** What the next apply would change where one template is deployed, and another one is to be. */
export function changesBetween(deployed: Template, after: Template): TemplateChanges {
  const before = asMoved(deployed, after.moved);
  const parts = [
    groupChanges(before, after),
    keyChanges(before, after),
    renames(before, after),
    { findings: [], changes: alarmChanges(before, after) },
    { findings: [], changes: filterChanges(before, after) },
    { findings: [], changes: otherChanges(before, after) },
  ];
  return {
    findings: parts.flatMap(({ findings }) => findings),
    changes: parts.flatMap(({ changes }) => changes),
  };
}

function groupChanges(before: Template, after: Template): TemplateChanges {
  const findings: Finding<TemplateRuleId>[] = [];
  const changes = pairs(before.logGroups, after.logGroups).flatMap(({ is, was }): Change[] => {
    const subject = (was ?? is)?.name ?? (was ?? is)?.address ?? "";
    const change = (kind: Change["kind"], ...details: string[]): Change[] => [
      { kind, what: "log group", subject, details },
    ];
    if (was === undefined) return change("new");
    const replaced = is !== undefined && (isRenamed(was, is) || isOfAnotherClass(was, is));
    if (is !== undefined && !replaced) {
      return was.isKept === is.isKept
        ? []
        : change("changed", is.isKept ? "is kept on delete" : "is deleted on delete");
    }
    if (!was.isKept) findings.push(lost(was, is, after));
    const logs = was.isKept ? "its logs are kept" : "its logs are lost";
    return is === undefined ? change("gone", logs) : change("replaced", `${is.name ?? ""} ${is.logGroupClass}`, logs);
  });
  return { findings, changes };
}

function isOfAnotherClass(was: LogGroup, is: LogGroup): boolean {
  const isKnown = is.unresolved.every(({ attribute }) => attribute !== "log_group_class");
  return isKnown && is.logGroupClass !== was.logGroupClass;
}

// A name that is not known may be the same.
function isRenamed(was: Named, is: Named): boolean {
  return was.name !== undefined && is.name !== undefined && was.name !== is.name;
}

function lost({ address, name = address }: LogGroup, is: LogGroup | undefined, { logGroups }: Template) {
  const anew = is ?? logGroups.find((other) => other.name === name);
  return templateRules.finding(
    "log-group-lost",
    { kind: "resource", address },
    {
      message: `the next apply destroys the log group ${name} and its logs${
        anew === undefined ? "" : `, and makes ${anew.name === name ? "it" : (anew.name ?? "another")} anew`
      }`,
    },
  );
}

function keyChanges(before: Template, after: Template): TemplateChanges {
  const gone = before.keys.filter(({ address }) => !after.keys.some((key) => key.address === address));
  return {
    findings: gone.map(({ address, aliases }) =>
      templateRules.finding(
        "key-lost",
        { kind: "resource", address },
        {
          message: `the next apply destroys the key ${aliases[0] ?? address}: nobody can read what it has encrypted, log groups that are kept included`,
        },
      ),
    ),
    changes: gone.map(({ address, aliases }) => ({
      kind: "gone",
      what: "key",
      subject: aliases[0] ?? address,
      details: [],
    })),
  };
}

function renames(before: Template, after: Template): TemplateChanges {
  const findings = renamesBetween(before, after).map((rename) =>
    templateRules.finding(
      "service-renamed",
      { kind: "resource", address: rename.from },
      {
        message: `${rename.before} became ${rename.after}? All of its resources are destroyed and made anew`,
        fix: `If it was renamed, give ${rename.after} \`id: ${rename.from}\`, and its log group's old name as \`logs.group\`.`,
      },
    ),
  );
  return { findings, changes: [] };
}

function alarmChanges(before: Template, after: Template): Change[] {
  const alarms = ({ compositeAlarms, metricAlarms }: Template): AnyAlarm[] => [...metricAlarms, ...compositeAlarms];
  return pairs(alarms(before), alarms(after)).flatMap(({ is, was }): Change[] => {
    const subject = labelOf(is ?? was);
    if (was === undefined || is === undefined)
      return [{ kind: was === undefined ? "new" : "gone", what: "alarm", subject, details: [] }];
    const details = alarmWords(was, is);
    if (isRenamed(was, is))
      return [{ kind: "replaced", what: "alarm", subject, details: [`was ${labelOf(was)}`, ...details] }];
    return details.length === 0 ? [] : [{ kind: "changed", what: "alarm", subject, details }];
  });
}

/** `orders-errors critical` of `shop-prod-orders-errors-critical` with tags of project, environment and severity. */
function labelOf(alarm: AnyAlarm | undefined): string {
  if (alarm === undefined) return "";
  const { address, name = address, tags } = alarm;
  const { environment, project, severity } = tags;
  const prefix = `${project ?? ""}-${environment ?? ""}-`.replaceAll("_", "-");
  const own = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return severity !== undefined && own.endsWith(`-${severity}`)
    ? `${own.slice(0, -severity.length - 1)} ${severity}`
    : own;
}

function filterChanges(before: Template, after: Template): Change[] {
  return pairs(before.metricFilters, after.metricFilters).flatMap(({ is, was }): Change[] => {
    const one = is ?? was;
    const subject = `${one?.transformation?.namespace ?? ""} ${one?.transformation?.name ?? one?.name ?? ""}`.trim();
    if (was === undefined || is === undefined)
      return [{ kind: was === undefined ? "new" : "gone", what: "metric filter", subject, details: [] }];
    const details = filterWords(was, is);
    return details.length === 0 ? [] : [{ kind: "changed", what: "metric filter", subject, details }];
  });
}

function filterWords(was: MetricFilter, is: MetricFilter): string[] {
  return [
    ...arrow("", was.pattern, is.pattern),
    ...arrow("of ", was.logGroupName, is.logGroupName),
    ...arrow("named ", was.name, is.name),
    ...(isSame(was.transformation, is.transformation) ? [] : ["another metric, value, unit, default or dimensions"]),
  ];
}

// What is not known may be the same.
function arrow(what: string, was: string | undefined, is: string | undefined): string[] {
  return was === undefined || is === undefined || was === is ? [] : [`${what}${excerpt(was)} -> ${excerpt(is)}`];
}

function otherChanges(before: Template, after: Template): Change[] {
  const named = (what: Change["what"], was: readonly Named[], is: readonly Named[]): Change[] =>
    pairs(was, is).flatMap((pair): Change[] => {
      const one = pair.is ?? pair.was;
      const subject = one?.name ?? one?.address ?? "";
      if (pair.was === undefined) return [{ kind: "new", what, subject, details: [] }];
      if (pair.is === undefined) return [{ kind: "gone", what, subject, details: [] }];
      return isRenamed(pair.was, pair.is)
        ? [{ kind: "replaced", what, subject, details: [`was ${pair.was.name ?? pair.was.address}`] }]
        : [];
    });
  return [
    ...named("topic", before.topics, after.topics),
    ...named("subscription", before.subscriptions, after.subscriptions),
    ...named("mute rule", before.muteRules, after.muteRules),
  ];
}

interface Named {
  readonly address: string;
  readonly name?: string | undefined;
}

function pairs<Each extends { readonly address: string }>(
  before: readonly Each[],
  after: readonly Each[],
): { readonly was: Each | undefined; readonly is: Each | undefined }[] {
  const was = new Map(before.map((each) => [each.address, each]));
  const is = new Map(after.map((each) => [each.address, each]));
  return [...new Set([...was.keys(), ...is.keys()])].map((address) => ({
    was: was.get(address),
    is: is.get(address),
  }));
}
