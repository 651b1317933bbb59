import { existsSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { severityNames } from "../../../base";
import type { AlarmChange } from "../../../dashboards/diff";
import { alarmDifferences, type AlarmDifference, type Change, conditionOf, severityOf } from "../../../replay";
import type { AnyAlarm, MetricAlarm, Template } from "../../../terraform";
import { stackPlaces } from "../../against/before";
import { changesText, type StackChanges } from "../../against/changes-text";
import type { Io } from "../../command";
import { readTemplate } from "../../replay/templates";

/** Templates by stack; of a file, one. */
export type Stacks = ReadonlyMap<string, Template>;

/** Reads a golden, a plan, a state or a `cdk.tf.json`, or all stacks of a folder of these; of what does not exist, none. */
export function stacksIn(given: string, io: Io): Stacks {
  const path = resolve(io.cwd, given);
  if (!existsSync(path)) return new Map();
  if (!statSync(path).isDirectory()) return new Map([[given, readTemplate([given], io, {})]]);
  const stacks = new Map<string, Template>();
  for (const name of readdirSync(path).sort()) {
    const stack = name.replace(/\.json$/, "");
    const file = stackPlaces(stack).find((each) => existsSync(join(path, each)));
    if (file !== undefined) stacks.set(stack, readTemplate([join(given, file)], io, {}));
  }
  return stacks;
}

/** How an alarm of a stack changes, and by what a panel shows that it shows it. */
export interface StackAlarm extends AlarmChange {
  readonly stack: string;
  readonly environment: string | undefined;
  readonly said: Change;
}

/** How alarms change in the stacks that are in both. */
export function alarmChangesOf(before: Stacks, after: Stacks): StackAlarm[] {
  return [...after].flatMap(([stack, template]) => {
    const was = before.get(stack);
    if (was === undefined) return [];
    const about = { stack, environment: environmentOf(template) };
    return alarmDifferences(was, template).map((difference) => ({ ...about, ...alarmChangeOf(difference) }));
  });
}

function alarmChangeOf({ alarms, change: said, others }: AlarmDifference): AlarmChange & { readonly said: Change } {
  const all = alarms.flatMap(({ is, was }) => [is ?? [], was ?? []].flat());
  const metricAlarms = all.filter((alarm) => alarm.kind === "metric");
  const [watching] = metricAlarms;
  const [first] = alarms;
  const { kind } = said;
  const [was, is] = [first?.was, first?.is].map((alarm) => (alarm?.kind === "metric" ? conditionOf(alarm) : undefined));
  const isOther = JSON.stringify(was) !== JSON.stringify(is);
  const isTold = (kind === "changed" && isOther) || kind === "new" || kind === "gone";
  return {
    said,
    name: said.subject,
    change: kind,
    names: new Set(all.flatMap(namesInLinks)),
    metrics: watching === undefined ? [] : metricsOf(watching),
    thresholds: metricAlarms.flatMap(({ threshold }) => threshold ?? []),
    ...(isTold && was && { before: was }),
    ...(isTold && is && { after: is }),
    others: kind === "changed" ? others : said.details,
  };
}

/** A link names the alarm of one severity, and means all. */
function namesInLinks(alarm: AnyAlarm): string[] {
  const { name } = alarm;
  if (name === undefined) return [];
  const severity = severityOf(alarm);
  const base = severity === undefined ? undefined : name.slice(0, -severity.length);
  return [name, ...(base === undefined ? [] : severityNames.map((each) => `${base}${each}`))];
}

/** Empty where one of them is not known. */
function metricsOf({ metric, queries, unresolved }: MetricAlarm): AlarmChange["metrics"] {
  const all = [
    ...(metric === undefined ? [] : [{ metric, at: "" }]),
    ...queries.flatMap((query, index) =>
      query.metric === undefined ? [] : [{ metric: query.metric, at: `metric_query[${index}].metric[0].` }],
    ),
  ];
  const known = all.flatMap(({ at, metric: { dimensions, name, namespace, statistic } }) => {
    const unknown = unresolved.flatMap(({ attribute }) =>
      attribute.startsWith(`${at}dimensions`) ? attribute.slice(`${at}dimensions.`.length) : [],
    );
    if (name === undefined || namespace === undefined || statistic === undefined || unknown.includes("")) return [];
    // What a reference stands for is known after the deployment.
    const open = Object.fromEntries(unknown.map((each): [string, undefined] => [each, undefined]));
    return [{ namespace, name, statistic, dimensions: { ...dimensions, ...open } }];
  });
  return known.length === all.length ? known : [];
}

/** By stack, for the words that all changes of Terraform have. */
function stackChangesOf(alarms: readonly StackAlarm[]): StackChanges[] {
  const stacks = new Map<string, { readonly environment: string | undefined; readonly changes: Change[] }>();
  for (const { environment, said, stack } of alarms) {
    const known = stacks.get(stack);
    if (known === undefined) stacks.set(stack, { environment, changes: [said] });
    else known.changes.push(said);
  }
  return [...stacks].map(([stack, { changes, environment }]) => ({
    stack,
    environment,
    changes: { changes, findings: [] },
  }));
}

function environmentOf({ metricAlarms }: Template): string | undefined {
  return metricAlarms.map(({ tags }) => tags.environment).find((name) => name !== undefined);
}

/** A line for each change, once for all stacks that change alike. */
export function alarmLines(alarms: readonly StackAlarm[]): string[] {
  if (alarms.length === 0) return [];
  return changesText("", stackChangesOf(alarms))
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((text) => text.trim());
}
