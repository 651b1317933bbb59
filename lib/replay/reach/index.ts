/** Whom each alarm tells: topics, policies, keys, subscriptions. */
export { type Reach, reachOf } from "./reach";
export { type ReachRuleId, reachRules } from "./rules";
export type { Channel } from "./told-channel";
export type { ReachRow } from "./matrix";
