import { Construct } from "constructs";
import { TerraformStack } from "cdktf";
import { own } from "../../../base";
import type { ResourceSet } from "../../../recommended";
import { monitoredTwice, noSetFor, setNotFor, setsByChoice, severalSets, unknownWord } from "../../monitoring-errors";
import { awsRegion } from "../aws-account";
import { dimensionsIn, terraformTypeOf } from "../resource-dimensions";
import { SavedQuery } from "../saved-query";
import { alarmWidget, type DashboardWidget } from "./dashboard-widgets";
import { RecommendedAlarms } from "./recommended-alarms";
import { recommendedSettingWords, type RecommendedSettings } from "./recommended-settings";
import type { AlarmLeftOut } from "./resource-alarms";
import { logGroupsOf, queriesFor } from "./resource-queries";
import { resourceSets, type ResourceSetName } from "./resource-sets";
import { hasForm, nameOf } from "./watched-resource";

/** What is said of a resource that is monitored, beside changes to its alarms. */
export interface MonitorSettings extends RecommendedSettings {
  /**
   * What the resource is called in names of alarms and saved queries.
   *
   * @default - its path in the stack: `orders-queue`
   */
  readonly name?: string;

  /**
   * Sets of alarms, where the type of the resource and its arguments do not say all: `["lambda", "lambda_async"]`.
   *
   * @default - the set for resources of its kind
   */
  readonly sets?: readonly ResourceSetName[];

  /**
   * Values of the sets' settings, from which thresholds follow.
   *
   * @default - what the resource's own arguments say; then the sets' defaults; alarms that need one without a value are left out
   */
  readonly settings?: Readonly<Record<string, number>>;

  /**
   * Whether queries of the resource's log group are saved in Logs Insights, if AWS gives it one of a known name.
   *
   * @default true
   */
  readonly savedQueries?: boolean;
}

/** The words of {@link MonitorSettings}. */
export const monitorWords: readonly string[] = [...recommendedSettingWords, "name", "sets", "settings", "savedQueries"];

/** {@link MonitorSettings}, and changes to alarms by their names, which are checked. */
export type MonitorProps = MonitorSettings & object;

/** What one resource gets beside it: recommended alarms, saved queries of its logs, widgets for a dashboard. */
export class Monitoring extends Construct {
  /** The alarms. */
  readonly alarms: RecommendedAlarms;

  /** Alarms of the sets that are not there, with reasons. */
  readonly leftOut: readonly AlarmLeftOut[];

  /** Saved queries on its log group; none where AWS gives it no log group of a known name. */
  readonly savedQueries: readonly SavedQuery[];

  /** Names of the sets. */
  readonly sets: readonly string[];

  /** @throws {ConstructError} for a resource without a set, a name that is not one of an alarm, and as `RecommendedAlarms` does */
  constructor(
    scope: Construct,
    id: string,
    readonly resource: Construct,
    props: MonitorProps,
  ) {
    super(scope, id);
    const { path } = resource.node;
    this.sets = props.sets ?? [setFor(resource)];
    const sets = this.sets.map((name) => chosenSet(path, name, resource));
    checkWords(path, sets, props);
    this.alarms = new RecommendedAlarms(this, "Alarms", {
      ...pick(props, recommendedSettingWords),
      ...Object.fromEntries(this.sets.map((name, index) => [name, entryFor(sets[index], resource, props)])),
    });
    this.leftOut = this.alarms.leftOut;
    this.savedQueries = props.savedQueries === false ? [] : this.queries(sets, props);
  }

  /**
   * Widgets of a CloudWatch dashboard, one for each alarm: what it reads, with its thresholds as lines.
   *
   * @param region the Region of the metrics, `eu-central-1`; left out: that of the provider
   */
  widgets(region = awsRegion(this, {})): readonly DashboardWidget[] {
    return Object.entries(this.alarms.alarms).map(([key, alarm]) => {
      const [, resource = "", name = ""] = key.split("/");
      return alarmWidget(this.node.path, `${resource}: ${name.replaceAll("_", " ")}`, region, alarm);
    });
  }

  private queries(sets: readonly ResourceSet[], props: MonitorProps): readonly SavedQuery[] {
    const { resource } = this;
    const groups = new Set(
      sets.flatMap((set) => {
        const form = set.terraform.find(({ type }) => type === terraformTypeOf(resource));
        const dimensions = form === undefined ? undefined : dimensionsIn(form, resource);
        return dimensions === undefined ? [] : logGroupsOf(set, dimensions, resource);
      }),
    );
    const prefix = props.namePrefix ?? TerraformStack.of(this).node.id;
    const label = props.name ?? nameOf(resource) ?? "";
    return queriesFor([...groups], terraformTypeOf(resource) ?? "").map(
      ({ id, name, query }) =>
        new SavedQuery(this, id, { name: `${prefix}/${label}/${name}`, query, logGroups: [...groups] }),
    );
  }
}

/** The id of what `monitor` makes beside a resource. */
export function monitoringId(resource: Construct): string {
  return `${resource.node.id}Monitoring`;
}

/** @throws {ConstructError} for a resource that has its monitoring already */
export function monitorResource(resource: Construct, props: MonitorProps): Monitoring {
  const scope = resource.node.scope;
  const id = monitoringId(resource);
  if (!(scope instanceof Construct)) throw noSetFor(resource.node.path, "an app", [...resourceSets.keys()]);
  if (scope.node.tryFindChild(id) !== undefined) throw monitoredTwice(resource.node.path);
  return new Monitoring(scope, id, resource, props);
}

/** Sets for a resource by its type and its arguments, without those that only somebody who knows it can choose. */
export function setsFor(resource: object): readonly string[] {
  return [...resourceSets].flatMap(([name, set]) =>
    set.byChoice === undefined && set.terraform.some((form) => hasForm(form, resource)) ? [name] : [],
  );
}

/** Sets that are on resources of a type. */
export function setsOfType(type: string | undefined): readonly (readonly [name: string, set: ResourceSet])[] {
  return [...resourceSets].filter(([, set]) => set.terraform.some((form) => form.type === type));
}

function setFor(resource: Construct): string {
  const { path } = resource.node;
  const sets = setsFor(resource);
  const [name] = sets;
  if (name !== undefined && sets.length === 1) return name;
  const type = terraformTypeOf(resource) ?? "a construct";
  const ofType = setsOfType(type);
  const [any] = ofType;
  if (any === undefined) throw noSetFor(path, type, [...resourceSets.keys()]);
  const open = ofType.filter(([, set]) => set.byChoice === undefined).map(([set]) => set);
  if (open.length > 0) throw severalSets(path, type, open);
  const [, { byChoice = "" }] = any;
  throw setsByChoice(
    path,
    ofType.map(([set]) => set),
    byChoice,
  );
}

function chosenSet(path: string, name: string, resource: Construct): ResourceSet {
  const set = resourceSets.get(name);
  if (set === undefined) throw unknownWord(path, "sets", name, [...resourceSets.keys()]);
  const type = terraformTypeOf(resource);
  if (!set.terraform.some((form) => form.type === type)) throw setNotFor(path, name, type ?? "a construct", set.of);
  return set;
}

// An alarm that two of the sets have is changed in both.
function entryFor(set: ResourceSet | undefined, resource: Construct, props: MonitorProps): object {
  const { name, settings = {} } = props;
  return {
    of: resource,
    ...(name === undefined ? {} : { name }),
    settings: pick(settings, Object.keys(set?.settings ?? {})),
    alarms: pick(props, Object.keys(set?.alarms ?? {})),
  };
}

function checkWords(path: string, sets: readonly ResourceSet[], props: MonitorProps): void {
  const alarms = sets.flatMap((set) => Object.keys(set.alarms));
  const wrong = Object.keys(props).find((word) => !alarms.includes(word) && !monitorWords.includes(word));
  if (wrong !== undefined) throw unknownWord(path, "monitor", wrong, [...alarms, ...monitorWords]);
  const settings = sets.flatMap((set) => Object.keys(set.settings ?? {}));
  const other = Object.keys(props.settings ?? {}).find((setting) => !settings.includes(setting));
  if (other !== undefined) throw unknownWord(path, "settings", other, settings);
}

/** The values of those names that are given. */
export function pick(values: object, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = own(values as Readonly<Record<string, unknown>>, name);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}
