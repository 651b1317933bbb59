/** Alarms that are worth having, as data: on resources of AWS, and on lines as contract presets have them. */
export type {
  AttributePart,
  AttributeValue,
  LineSet,
  RecommendedAlarm,
  RecommendedSet,
  RecommendedSetting,
  ResourceSet,
  SettingValue,
  TerraformForm,
  Watched,
  WatchedSeries,
} from "./set";
export { recommendedSet, type RecommendedSetName, type RecommendedSets, recommendedSets } from "./sets";
export {
  type LeftOut,
  type ResolvedAlarm,
  type ResolvedCondition,
  type ResolvedSet,
  resolveSet,
  seriesOf,
  settingsOf,
} from "./resolve";
export { dimensionsOfLogGroup, dimensionThatNames, nameOfResource } from "./resource";
