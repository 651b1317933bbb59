/** Whom each alarm notifies: topics, policies, keys, subscriptions. */
export { followAlarms, type Reach } from "./reach";
export { type ReachRuleId, reachRules } from "./rules";
export type { Channel } from "./told-channel";
export type { ReachRow } from "./matrix";
