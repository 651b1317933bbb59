import { Construct } from "constructs";
import { append, own } from "../../../base";
import { recommendedSets, type ResourceSet } from "../../../recommended";
import type { ConstructError } from "../../construct-error";
import { attempt, nothingWatched, setOfLines, throwAll, unknownWord } from "../../monitoring-errors";
import type { AlarmChange } from "./alarm-change";
import { recommendedSettingWords, type RecommendedSettings } from "./recommended-settings";
import { resourceAlarms, type AlarmLeftOut, type RecommendedAlarmMade } from "./resource-alarms";
import { resourceSets, type AlarmOf, type ResourceOf, type ResourceSetName, type SettingOf } from "./resource-sets";

/** A resource with what is different about its alarms. */
export interface RecommendedFor<Name extends ResourceSetName> {
  /** The resource, or its dimensions. */
  readonly of: ResourceOf<Name>;

  /**
   * What it is called in names of its alarms, and in their paths.
   *
   * @default - the path of the construct in its stack, `orders-queue`, without a last `Resource`; of an object, what identifies it
   */
  readonly name?: string;

  /**
   * Values of the set's settings, from which thresholds follow.
   *
   * @default - what the resource's own arguments say; then the set's defaults; alarms that need one without a value are left out
   */
  readonly settings?: Readonly<Partial<Record<SettingOf<Name>, number>>>;

  /**
   * Changes to alarms, by name: `{ errors: { above: 1 }, throttles: "off" }`.
   *
   * @default - all alarms as the set has them
   */
  readonly alarms?: Readonly<Partial<Record<AlarmOf<Name>, AlarmChange>>>;
}

type OneOrSeveral<Value> = Value | readonly Value[];

/** Resources by the name of their set: `{ lambda: fn, sqs: [orders, refunds] }`. */
export type RecommendedResources = {
  readonly [Name in ResourceSetName]?: OneOrSeveral<ResourceOf<Name> | RecommendedFor<Name>>;
};

/** Resources, and what their alarms have in common. */
export type RecommendedAlarmsProps = RecommendedResources & RecommendedSettings;

/**
 * Alarms that a good engineer would have on resources of AWS, each with a reason and a source. Any can be changed or left out:
 *
 * ```ts
 * new RecommendedAlarms(this, "Alarms", {
 *   lambda: fn,
 *   sqs: [queue, { of: other, alarms: { age: { above: 60 } } }],
 *   actions: notifications.topics,
 * });
 * ```
 */
export class RecommendedAlarms extends Construct {
  /** The alarms, by set, resource and alarm: `lambda/orders/errors`. */
  readonly alarms: Readonly<Record<string, RecommendedAlarmMade>>;

  /** Alarms of the sets that are not there, with reasons. */
  readonly leftOut: readonly AlarmLeftOut[];

  /**
   * @throws {ConstructError} for everything that is wrong, at once: a set, an alarm or a setting that does not exist, a resource of
   * another kind, a dimension that is missing, a severity without an action, and what PutMetricAlarm refuses
   */
  constructor(scope: Construct, id: string, props: RecommendedAlarmsProps) {
    super(scope, id);
    const { path } = this.node;
    const errors: ConstructError[] = [];
    const alarms: [string, RecommendedAlarmMade][] = [];
    const leftOut: AlarmLeftOut[] = [];
    const resources = Object.entries(props).filter(([word]) => !recommendedSettingWords.includes(word));
    for (const [name, value] of resources) {
      if (value === undefined) continue;
      const set = attempt(errors, () => setNamed(path, name));
      if (set === undefined) continue;
      const entries: unknown[] = Array.isArray(value) ? value : [value];
      if (entries.length === 0) errors.push(nothingWatched(path, name, value, set.of));
      entries.forEach((entry, index) => {
        const where = Array.isArray(value) ? `${name}[${index}]` : name;
        const made = attempt(errors, () => resourceAlarms(this, { where, name, set }, entry, props, errors));
        append(alarms, made?.alarms ?? []);
        append(leftOut, made?.leftOut ?? []);
      });
    }
    throwAll(path, errors);
    this.alarms = Object.fromEntries(alarms);
    this.leftOut = leftOut;
  }
}

function setNamed(path: string, name: string): ResourceSet {
  const set = resourceSets.get(name);
  if (set !== undefined) return set;
  if (own(recommendedSets, name) !== undefined) throw setOfLines(path, name);
  throw unknownWord(path, "", name, [...resourceSets.keys(), ...recommendedSettingWords]);
}
