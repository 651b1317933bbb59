import { counted, excerpt, type Finding } from "../../base";
import type { LogGroup, MetricFilter, Template } from "../../terraform";
import { type TemplateRuleId, templateRules } from "../audit/rules";
import { alarmChanges, type AlarmDifference } from "./alarm-changes";
import type { Change, TemplateChanges } from "./change";
import { isSame } from "./comparable";
import { asMoved } from "./moved";
import { isRenamed, pairs } from "./pairs";
import { inWordsOf } from "./same-words";
import { asRenamed, type ServiceRename, serviceRenames } from "./service-renames";

/** What the next apply would change where one template is deployed, and another one is to be. */
export function changesBetween(deployed: Template, after: Template): TemplateChanges {
  const { before, carried, renames, serviceAt } = comparedWith(deployed, after);
  const parts = [
    groupChanges(before, after),
    keyChanges(before, after),
    serviceChanges(renames, before, after),
    alarmChanges(carried, after, serviceAt),
    { findings: [], changes: filterChanges(carried, after, serviceAt) },
    { findings: [], changes: otherChanges(before, after) },
  ];
  return {
    findings: parts.flatMap(({ findings }) => findings),
    changes: parts.flatMap(({ changes }) => changes),
  };
}

/** How alarms change, with the alarms themselves. */
export function alarmDifferences(deployed: Template, after: Template): readonly AlarmDifference[] {
  const { carried, serviceAt } = comparedWith(deployed, after);
  return alarmChanges(carried, after, serviceAt).differences;
}

function comparedWith(deployed: Template, after: Template) {
  const before = asMoved(deployed, after.moved);
  const renames = serviceRenames(before, after);
  const serviceOf = new Map(renames.flatMap((rename) => [...rename.addresses.values()].map((now) => [now, rename])));
  return {
    before,
    renames,
    carried: asRenamed(before, renames),
    serviceAt: (address: string): ServiceRename | undefined => serviceOf.get(address),
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

function serviceChanges(renames: readonly ServiceRename[], before: Template, after: Template): TemplateChanges {
  const made = renames.filter(({ from, to }) => from !== to);
  return {
    findings: made.map((rename) =>
      templateRules.finding(
        "service-renamed",
        { kind: "resource", address: rename.from },
        {
          message: `${rename.before} became ${rename.after}? All of its resources are destroyed and made anew`,
          fix: `If it was renamed, give ${rename.after} \`id: ${rename.from}\`, and its log group's old name as \`logs.group\`.`,
        },
      ),
    ),
    changes: renames.map((rename) => {
      const anew = alarmsMadeAnew(rename, before, after);
      return {
        kind: "renamed",
        what: "service",
        subject: rename.after,
        details: [`was ${rename.before}`, ...(anew === 0 ? [] : [`${counted(anew, "alarm")} made anew`])],
      };
    }),
  };
}

function alarmsMadeAnew({ addresses }: ServiceRename, before: Template, after: Template): number {
  const nameAt = (template: Template) =>
    new Map([...template.metricAlarms, ...template.compositeAlarms].map(({ address, name }) => [address, name]));
  const [was, is] = [nameAt(before), nameAt(after)];
  return [...addresses].filter(
    ([from, to]) => is.has(to) && (from !== to || isRenamed({ name: was.get(from) }, { name: is.get(to) })),
  ).length;
}

function filterChanges(
  before: Template,
  after: Template,
  serviceAt: (address: string) => ServiceRename | undefined,
): Change[] {
  return pairs(before.metricFilters, after.metricFilters).flatMap(({ is, was }): Change[] => {
    const one = is ?? was;
    const subject = `${one?.transformation?.namespace ?? ""} ${one?.transformation?.name ?? one?.name ?? ""}`.trim();
    if (was === undefined || is === undefined)
      return [{ kind: was === undefined ? "new" : "gone", what: "metric filter", subject, details: [] }];
    const service = serviceAt(is.address);
    const details = filterWords(
      ...(service === undefined
        ? ([was, is] as const)
        : inWordsOf([was, is] as const, [service.before, service.after], service.after)),
    );
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
