import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const recommendedAlarms = awsRecommends("EC2");

/** Alarms on an instance. */
export const ec2 = {
  kind: "resource",
  of: "an instance of Amazon EC2",
  dimensions: { InstanceId: "the instance's id" },
  terraform: [{ type: "aws_instance", dimensions: { InstanceId: { attribute: "id" } } }],
  alarms: {
    status: {
      summary: "{resource} fails a status check.",
      impact: "The instance, or the host under it, does not work.",
      reason: "AWS recommends it, with 1 and two periods, so that a short hiccup wakes nobody.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "ec2.status_check" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { critical: { atLeast: 1 } },
    },
    disk: {
      summary: "{resource} cannot reach an attached EBS volume.",
      impact: "Whatever reads or writes the volume hangs.",
      reason: "AWS recommends it, with 1 for ten minutes.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "ec2.status_check_ebs" },
      period: "1m",
      periods: 10,
      missingData: "missing",
      severities: { critical: { atLeast: 1 } },
    },
    cpu: {
      summary: "{resource} uses most of its CPU.",
      impact: "What runs on it takes longer.",
      reason: "AWS recommends 80 percent for 15 minutes. Leave it out where a full CPU is the aim, as for batch work.",
      source: recommendedAlarms,
      watches: { kind: "value", metric: "ec2.cpu" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 80 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a burstable instance (T2, T3, T4g). */
export const ec2Burstable = {
  kind: "resource",
  of: "a burstable instance of Amazon EC2",
  byChoice: "Only instances of a few types have CPU credits.",
  note: "For the types T2, T3, T3a and T4g. It comes beside the set ec2.",
  dimensions: { InstanceId: "the instance's id" },
  terraform: [{ type: "aws_instance", dimensions: { InstanceId: { attribute: "id" } } }],
  settings: { credits: { description: "Fewest CPU credits that the instance should have left.", default: 20 } },
  alarms: {
    credits: {
      summary: "{resource} has nearly used up its CPU credits.",
      impact: "Without credits it is slowed down to its baseline; in unlimited mode it costs more.",
      reason:
        "One credit is one vCPU for a minute, so 20 are a few minutes of full load. AWS leaves the number to you.",
      source:
        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/burstable-performance-instances-monitoring-cpu-credits.html",
      watches: { kind: "value", metric: "ec2.cpu_credits" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { warning: { below: { setting: "credits" } } },
    },
  },
} as const satisfies ResourceSet;
