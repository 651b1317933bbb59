import { TerraformResource, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { limits } from "../../../aws";
import { escapeRegExp, own } from "../../../base";
import type { ConstructError } from "../../construct-error";
import { attempt, notSeen, throwAll, unknownWord, unmatched } from "../../monitoring-errors";
import { CloudwatchDashboard } from "../cloudwatch-dashboard";
import { terraformTypeOf } from "../resource-dimensions";
import type { AlarmChange } from "./alarm-change";
import { placed, type DashboardRow } from "./dashboard-widgets";
import {
  monitoringId,
  monitorResource,
  monitorWords,
  Monitoring,
  pick,
  setsFor,
  setsOfType,
  type MonitorProps,
  type MonitorSettings,
} from "./monitoring";
import { RecommendedAlarms } from "./recommended-alarms";
import { recommendedSettingWords, type RecommendedSettings } from "./recommended-settings";
import { resourceSets, type AlarmOf, type ResourceSetName } from "./resource-sets";
import type { StackReport } from "./stack-report";
import { pathInStack, repeatedBy } from "./watched-resource";

/** What is different about one resource, or about those of a glob. */
export type MonitorOverride = MonitorSettings & Readonly<Partial<Record<AlarmOf<ResourceSetName>, AlarmChange>>>;

export interface MonitorStackOptions extends RecommendedSettings {
  /**
   * Paths of resources that get nothing, as they stand in the stack: `Orders/Queue`; `*` stands for any characters: `Legacy/*`.
   *
   * @default - none
   */
  readonly exclude?: readonly string[];

  /**
   * What is different about resources, by path or glob: `{ "Orders/Fn": { errors: "off" } }`. Of several that match a resource, the
   * later one decides.
   *
   * @default - none
   */
  readonly overrides?: Readonly<Record<string, MonitorOverride>>;

  /**
   * What is different about all resources of a set: `{ lambda: { errors: { above: 5 } } }`. An override of a path decides over it.
   *
   * @default - none
   */
  readonly bySet?: { readonly [Name in ResourceSetName]?: Readonly<Partial<Record<AlarmOf<Name>, AlarmChange>>> };

  /**
   * Whether queries of the resources' log groups are saved in Logs Insights.
   *
   * @default true
   */
  readonly savedQueries?: boolean;

  /**
   * A CloudWatch dashboard with a row for each resource: true, or its name. Beyond 500 widgets, it is several.
   *
   * @default false
   */
  readonly dashboard?: boolean | string;
}

/** What {@link monitorStack} made. */
export interface StackMonitoring {
  /** What each resource has, by its path in the stack. */
  readonly monitored: Readonly<Record<string, Monitoring>>;

  /** What is covered, and what is left out, with reasons. `reportLines` makes text of it. */
  readonly report: StackReport;

  /** The dashboards, if they were asked for. */
  readonly dashboards: readonly CloudwatchDashboard[];
}

/**
 * Monitors every resource of a stack, or below a construct, for which there is a set of recommended alarms. Call it last: a resource
 * that is added later, by an aspect too, makes synthesis fail instead of going unwatched.
 *
 * ```ts
 * const { report } = monitorStack(this, { actions: topic, exclude: ["Legacy/*"], overrides: { "Orders/Fn": { errors: "off" } } });
 * console.log(reportLines(report).join("\n"));
 * ```
 *
 * @throws {ConstructError} for everything that is wrong, at once: an exclusion or an override that matches nothing, and what `monitor`
 * refuses
 */
export function monitorStack(scope: Construct, options: MonitorStackOptions = {}): StackMonitoring {
  const errors: ConstructError[] = [];
  const { path } = scope.node;
  const walk = walkOf(scope, options);
  checkMatches(path, walk, options, errors);
  const common = pick(options, [...recommendedSettingWords, "savedQueries"]);
  const monitored: [string, Monitoring][] = [];
  for (const { at, resource, sets } of walk.watched) {
    const made = attempt(errors, () => monitorResource(resource, { ...common, ...propsFor(at, sets, options) }));
    if (made !== undefined) monitored.push([at, made]);
  }
  throwAll(path, errors);
  refuseLater(scope, walk);
  return {
    monitored: Object.fromEntries(monitored),
    report: {
      ...walk.report,
      covered: monitored.map(([at, { alarms, leftOut, resource, sets }]) => ({
        path: at,
        type: typeOf(resource),
        sets,
        alarms: Object.values(alarms.alarms).flatMap(({ bySeverity }) =>
          Object.values(bySeverity).map((alarm) => alarm.alarmNameInput ?? ""),
        ),
        leftOut,
      })),
    },
    dashboards: dashboardsOf(scope, monitored, options),
  };
}

interface Walk {
  /** Resources that get alarms. */
  readonly watched: readonly {
    readonly at: string;
    readonly resource: TerraformResource;
    readonly sets: readonly string[];
  }[];
  readonly report: Omit<StackReport, "covered">;

  /** Every resource of the provider that was there. */
  readonly seen: ReadonlySet<TerraformResource>;
}

function walkOf(scope: Construct, options: MonitorStackOptions): Walk {
  const exclusions = (options.exclude ?? []).map((glob) => ({ by: glob, matches: pathMatcher(glob) }));
  const watched: Walk["watched"][number][] = [];
  const excluded: StackReport["excluded"][number][] = [];
  const before: StackReport["before"][number][] = [];
  const repeated: StackReport["repeated"][number][] = [];
  const undecided: StackReport["undecided"][number][] = [];
  const byChoice = new Map<string, string[]>();
  const withoutSet = new Map<string, string[]>();
  const seen = new Set(resourcesOf(scope));
  for (const resource of seen) {
    const at = pathInStack(resource);
    const type = typeOf(resource);
    const ofType = setsOfType(type);
    const exclusion = exclusions.find(({ matches }) => matches(at));
    const argument = repeatedBy(resource);
    if (exclusion !== undefined) excluded.push({ path: at, type, by: exclusion.by });
    else if (ofType.length === 0) listIn(withoutSet, type, at);
    else if (isMonitored(resource)) before.push({ path: at, type });
    else if (argument !== undefined) repeated.push({ path: at, type, argument });
    else {
      const chosen = chosenSets(at, options);
      const sets = chosen ?? setsFor(resource);
      if (sets.length === 1 || chosen !== undefined) watched.push({ at, resource, sets });
      else {
        const open = ofType.filter(([, set]) => set.byChoice === undefined).map(([name]) => name);
        if (open.length > 0) undecided.push({ path: at, type, sets: open });
      }
      for (const [name, set] of ofType)
        if (set.byChoice !== undefined && !sets.includes(name)) listIn(byChoice, name, at);
    }
  }
  return {
    watched,
    seen,
    report: {
      excluded,
      before,
      repeated,
      undecided,
      byChoice: [...byChoice].map(([set, paths]) => ({ set, reason: resourceSets.get(set)?.byChoice ?? "", paths })),
      withoutSet: [...withoutSet].map(([type, paths]) => ({ type, paths })),
    },
  };
}

/** Resources of the provider AWS, without those that monitoring made. */
function resourcesOf(scope: Construct): readonly TerraformResource[] {
  const found: TerraformResource[] = [];
  const visit = (construct: IConstruct): void => {
    if (construct instanceof Monitoring || construct instanceof RecommendedAlarms) return;
    if (TerraformResource.isTerraformResource(construct) && typeOf(construct).startsWith("aws_")) found.push(construct);
    construct.node.children.forEach(visit);
  };
  visit(scope);
  return found;
}

const typeOf = (resource: Construct): string => terraformTypeOf(resource) ?? "";

function isMonitored(resource: TerraformResource): boolean {
  return resource.node.scope?.node.tryFindChild(monitoringId(resource)) !== undefined;
}

function listIn(lists: Map<string, string[]>, key: string, item: string): void {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  list.push(item);
}

function chosenSets(at: string, { overrides = {} }: MonitorStackOptions): readonly string[] | undefined {
  return Object.entries(overrides).findLast(([path, { sets }]) => sets !== undefined && pathMatcher(path)(at))?.[1]
    .sets;
}

/** What is different about one resource: first what its sets say, then the overrides that match it. */
function propsFor(
  at: string,
  sets: readonly string[],
  { bySet = {}, overrides = {} }: MonitorStackOptions,
): MonitorProps {
  const alarms = sets.flatMap((name) => Object.keys(resourceSets.get(name)?.alarms ?? {}));
  const settings = sets.flatMap((name) => Object.keys(resourceSets.get(name)?.settings ?? {}));
  // What is not an alarm of the set is found once, not for each resource.
  const ofSets = sets.map((name) => pick(own(bySet as Readonly<Record<string, MonitorProps>>, name) ?? {}, alarms));
  const ofPaths = Object.entries(overrides).flatMap(([path, override]) => {
    if (!pathMatcher(path)(at)) return [];
    // A glob is about resources of several kinds: each takes what is about it.
    if (!isGlob(path)) return [override];
    const about = pick(override, [...monitorWords, ...alarms]);
    return [{ ...about, ...(override.settings === undefined ? {} : { settings: pick(override.settings, settings) }) }];
  });
  const laid = [...ofSets, ...ofPaths].reduce<object>((below, above) => ({ ...below, ...above }), {});
  return { sets: sets as readonly ResourceSetName[], ...laid };
}

/** Finds exclusions and overrides that match nothing, and words of globs and of `bySet` that nothing has. */
function checkMatches(path: string, walk: Walk, options: MonitorStackOptions, errors: ConstructError[]): void {
  const { bySet = {}, exclude = [], overrides = {} } = options;
  const all = [...walk.seen].map((resource) => pathInStack(resource));
  for (const glob of exclude) if (!all.some(pathMatcher(glob))) errors.push(unmatched(path, "exclude", glob, all));
  const paths = walk.watched.map(({ at }) => at);
  for (const [glob, override] of Object.entries(overrides)) {
    const matched = walk.watched.filter(({ at }) => pathMatcher(glob)(at));
    if (matched.length === 0) errors.push(unmatched(path, "overrides", glob, paths));
    else if (isGlob(glob)) {
      const known = [...new Set(matched.flatMap(({ sets }) => sets.flatMap((name) => alarmsOf(name))))];
      checkWords(path, `overrides["${glob}"]`, override, [...known, ...monitorWords], errors);
    }
  }
  checkWords(path, "bySet", bySet, [...resourceSets.keys()], errors);
  for (const [name, changes] of Object.entries(bySet))
    if (resourceSets.has(name)) checkWords(path, `bySet.${name}`, changes, alarmsOf(name), errors);
}

function checkWords(
  path: string,
  where: string,
  value: object,
  known: readonly string[],
  errors: ConstructError[],
): void {
  for (const word of Object.keys(value)) if (!known.includes(word)) errors.push(unknownWord(path, where, word, known));
}

const alarmsOf = (set: string): readonly string[] => Object.keys(resourceSets.get(set)?.alarms ?? {});

const isGlob = (path: string): boolean => path.includes("*");

function pathMatcher(glob: string): (path: string) => boolean {
  const pattern = new RegExp(`^${glob.split(/\*+/).map(escapeRegExp).join(".*")}$`, "s");
  return (path) => pattern.test(path);
}

// What is added after the walk would go unwatched, without a word.
function refuseLater(scope: Construct, { seen }: Walk): void {
  scope.node.addValidation({
    validate: () =>
      resourcesOf(scope).flatMap((resource) =>
        seen.has(resource) || isMonitored(resource) || setsFor(resource).length !== 1
          ? []
          : [notSeen(resource.node.path).message],
      ),
  });
}

function dashboardsOf(
  scope: Construct,
  monitored: readonly (readonly [string, Monitoring])[],
  { dashboard = false, namePrefix }: MonitorStackOptions,
): readonly CloudwatchDashboard[] {
  if (dashboard === false || monitored.length === 0) return [];
  const base = dashboard === true ? `${namePrefix ?? TerraformStack.of(scope).node.id}-alarms` : dashboard;
  const rows = monitored.map(([at, monitoring]) => ({
    heading: `**${at}** (${typeOf(monitoring.resource)})`,
    widgets: monitoring.widgets(),
  }));
  return pagesOf(rows).map((page, index) => {
    const suffix = index === 0 ? "" : String(index + 1);
    return new CloudwatchDashboard(scope, `MonitoringDashboard${suffix}`, {
      name: index === 0 ? base : `${base}-${suffix}`,
      body: JSON.stringify({ widgets: placed(page) }),
    });
  });
}

/** Rows in as many pages as the widgets and the metrics of one dashboard allow. */
function pagesOf(rows: readonly DashboardRow[]): readonly (readonly DashboardRow[])[] {
  const pages: DashboardRow[][] = [];
  let widgets = Infinity;
  let metrics = Infinity;
  for (const row of rows) {
    const metricsOfRow = row.widgets.reduce((sum, { properties }) => sum + (properties.metrics as unknown[]).length, 0);
    widgets += row.widgets.length + 1;
    metrics += metricsOfRow;
    if (widgets > limits.widgets.most || metrics > limits.metricsOfDashboard.most) {
      pages.push([]);
      [widgets, metrics] = [row.widgets.length + 1, metricsOfRow];
    }
    pages.at(-1)?.push(row);
  }
  return pages;
}
