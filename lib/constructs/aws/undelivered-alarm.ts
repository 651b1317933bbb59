import type { Construct } from "constructs";
import type { DeadLetterAlarm } from "../../aws";
import { own } from "../../base";
import { awsMetrics } from "./aws-metrics";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { given } from "./given";
import type { TopicReference } from "./references";
import type { Tags } from "./tags";
import { ThresholdAlarm } from "./threshold-alarm";

export interface UndeliveredAlarmProps {
  /** The queue that keeps what could not be delivered. */
  readonly queue: DeadLetterQueue;

  /** The alarms on it, and the topics that each of them tells. */
  readonly alarms: readonly DeadLetterAlarm[];

  /** The topics, by their keys. */
  readonly topics: Readonly<Record<string, TopicReference>>;

  /**
   * Tags of the alarms.
   *
   * @default - only the provider's default tags
   */
  readonly tags?: Tags | undefined;
}

/** Tells people that a notification could not be delivered: without it, a pager that takes no messages looks like a quiet night. */
export function undeliveredAlarms(scope: Construct, id: string, props: UndeliveredAlarmProps): ThresholdAlarm[] {
  const { alarms, queue, tags, topics } = props;
  return alarms.map(({ name, severity, topics: told }, index) => {
    const suffix = index === 0 ? "" : String(index + 1);
    return new ThresholdAlarm(
      scope,
      `${id}${suffix}`,
      given({
        name: { [severity]: name },
        summary: "A notification of an alarm could not be delivered.",
        impact: `Somebody was not told of an alarm, and may not be told of the next one. The dead-letter queue, which has the name of this alarm${index === 0 ? "" : " without its number"}, keeps the message for 14 days; its attributes say why SNS gave up.`,
        metric: awsMetrics.sqs.visibleMessages(queue),
        severities: { [severity]: { above: 0 } },
        // SQS publishes nothing of a queue in which nothing happens.
        missingData: "notBreaching" as const,
        period: "1m",
        actions: { [severity]: told.flatMap((key) => own(topics, key) ?? []) },
        tags,
      }),
    );
  });
}
