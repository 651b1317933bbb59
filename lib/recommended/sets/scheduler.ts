import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("Scheduler");

/** Alarms on the schedules of a group. */
export const scheduler = {
  kind: "resource",
  of: "a schedule group of EventBridge Scheduler",
  dimensions: { ScheduleGroup: "the schedule group's name" },
  terraform: [{ type: "aws_scheduler_schedule_group", dimensions: { ScheduleGroup: { attribute: "name" } } }],
  alarms: {
    dropped: {
      summary: "Schedules of {resource} gave up to invoke their target.",
      impact: "What they should start does not happen.",
      reason: "AWS recommends 0 and one period: all retries have failed.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "scheduler.dropped" },
      period: "5m",
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
    target_throttles: {
      summary: "Targets of {resource} are throttled.",
      impact: "What the schedules should start happens late, and not at all after the last retry.",
      reason: "AWS recommends 0 for 15 minutes: shorter throttling is retried.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "scheduler.target_throttles" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    throttles: {
      summary: "EventBridge Scheduler throttles the schedules of {resource}.",
      impact: "What they should start happens late.",
      reason: "AWS recommends 0 for 15 minutes. The quota is shared by all schedules of the account in the Region.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "scheduler.throttles" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    lost: {
      summary: "Invocations of {resource} could not even go to the dead-letter queue.",
      impact: "Nobody can find out what did not happen.",
      reason: "AWS recommends 0 for 15 minutes, because errors that are retried are counted, too.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "scheduler.failed_to_send_to_dlq" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
