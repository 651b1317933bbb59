/** Reads Terraform JSON, plans and states into a Template. */
export { isPlaced, isStandIn, mayBeSame, PLACEHOLDER } from "./place";
export { TerraformError } from "./problem";
export { isFault, isKnownAfterApply, type UnresolvedReason } from "./reason";
export { causeText, reasonText, remedyText, subjectOf } from "./reason-text";
export { type TerraformDocument, type TerraformOptions, readTerraform } from "./read";
export {
  type Alarm,
  type ChatChannel,
  type ComparisonOperator,
  type CompositeAlarm,
  type EventRule,
  type FunctionPermission,
  type Key,
  type LambdaFunction,
  type MetricAlarm,
  type MetricFilter,
  type MetricQuery,
  type MetricStat,
  type MetricTransformation,
  type Moved,
  type MuteRule,
  type PolicyText,
  type Queue,
  type Resource,
  type ResourcePolicy,
  type Subscription,
  type Template,
  type Topic,
  type Unread,
  type Unresolved,
  WHOLE_PLAN,
  type Written,
  type WrittenResource,
} from "./template";
export type { ActionsSuppressor, LogGroup, Tags } from "./template";
export { replacingArguments, unwrittenArguments } from "./replacing-arguments";
export { actionsFor, type AnyAlarm, isAlarm, labelOf } from "./alarm";
