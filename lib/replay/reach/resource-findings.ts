import type { AlarmGraph } from "../alarms";
import type { Directory } from "./directory";
import type { Gathered } from "./gather";
import type { FilterResults } from "./delivery";

/** What is wrong with alarm mute rules. */
export function muteFindings({ muteProblems }: AlarmGraph, gathered: Gathered): void {
  for (const { at, fix, message, rule } of muteProblems) {
    gathered.add(rule, at, { message: `mute rule "${at.name ?? at.address}": ${message}`, fix });
  }
}

/** Subscriptions whose filter policy passes no alarm, or which alarms it passes is not known beforehand. */
export function filterFindings(filters: FilterResults, gathered: Gathered): void {
  for (const [subscription, results] of filters) {
    const isBody = subscription.filterPolicyScope === "MessageBody";
    if (results.every(({ passes }) => passes === false)) {
      const message = isBody
        ? "its filter policy does not pass the message of any alarm that publishes to the topic"
        : "its filter policy looks at message attributes, and the messages of alarms have none: all are dropped";
      const fix = isBody
        ? "Fix the filter policy, or leave it out."
        : 'Set filter_policy_scope to "MessageBody" and filter on AlarmName or NewStateValue, or leave the filter policy out.';
      gathered.add("subscription-filter-drops-alarms", subscription, { message, fix });
    }
    for (const { alarm, passes } of results) {
      if (passes !== undefined) continue;
      const message = "whether its filter policy passes the messages of alarms is known only when they are sent";
      gathered.add("subscription-filter-undecided", subscription, { message, alarm });
    }
  }
}

/** Topics and queues with more than one policy. */
export function policyFindings({ queuePolicies, template, topicPolicies }: Directory, gathered: Gathered): void {
  const owners = [
    ...template.topics.map((topic) => ({ one: topic, label: "topic", policies: topicPolicies(topic) })),
    ...template.queues.map((queue) => ({ one: queue, label: "queue", policies: queuePolicies(queue) })),
  ];
  for (const { label, one, policies } of owners) {
    const count = policies.length + (one.policy === undefined ? 0 : 1);
    if (count < 2) continue;
    const where = policies.map(({ address }) => address).join(", ");
    const message = `${label} "${one.name ?? one.address}" has ${count} policies (${where}${one.policy === undefined ? "" : ", and its own"})`;
    gathered.add("topic-has-several-policies", one, { message });
  }
}
