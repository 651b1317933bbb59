import type { Construct } from "constructs";
import { type Severity, severityNames } from "../../base";
import { awsMetrics } from "./aws-metrics";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { given } from "./given";
import type { TopicReference } from "./references";
import type { PerSeverity } from "./severity-alarms";
import type { Tags } from "./tags";
import { ThresholdAlarm } from "./threshold-alarm";

/** A receiver of notifications, as far as it matters here. */
export interface Listener {
  readonly severities: readonly Severity[];

  /** Whether messages that it does not take go to the dead-letter queue. */
  readonly keepsDeadLetters: boolean;
}

export interface UndeliveredAlarmProps {
  /** Name of the alarm. */
  readonly name: string;

  /** The queue that keeps what could not be delivered. */
  readonly queue: DeadLetterQueue;

  /** All receivers. */
  readonly listeners: readonly Listener[];
  readonly topics: PerSeverity<TopicReference>;
  readonly tags?: Tags | undefined;
}

const mostSevereFirst = [...severityNames].reverse();

/**
 * Tells people that a notification could not be delivered: without it, a pager that takes no messages looks like a quiet night. The
 * alarm is as severe as the most severe alarms whose notification may be lost, and notifies every receiver: those hear of it who do
 * not depend on the one that is broken. It does so over as few topics as that takes, the most severe first.
 *
 * @returns undefined if no receiver keeps dead letters: nothing ever comes into the queue
 */
export function undeliveredAlarm(
  scope: Construct,
  id: string,
  props: UndeliveredAlarmProps,
): ThresholdAlarm | undefined {
  const { listeners, name, queue, tags, topics } = props;
  const severity = mostSevereFirst.find((each) =>
    listeners.some(({ keepsDeadLetters, severities }) => keepsDeadLetters && severities.includes(each)),
  );
  if (severity === undefined) return undefined;
  const told = severitiesThatTell(listeners).flatMap((each) => topics[each] ?? []);
  return new ThresholdAlarm(
    scope,
    id,
    given({
      name: { [severity]: name },
      summary: "A notification of an alarm could not be delivered.",
      impact:
        "Somebody was not told of an alarm, and may not be told of the next one. The dead-letter queue, which has the name of this alarm, keeps the message for 14 days; its attributes say why SNS gave up.",
      metric: awsMetrics.sqs.deadLetters(queue),
      severities: { [severity]: { above: 0 } },
      // SQS publishes nothing of a queue in which nothing happens.
      missingData: "notBreaching" as const,
      period: "1m",
      actions: { [severity]: told },
      tags,
    }),
  );
}

/** Severities whose topics together reach every receiver. A topic without a receiver that the ones before do not reach is left out. */
function severitiesThatTell(listeners: readonly Listener[]): readonly Severity[] {
  const chosen: Severity[] = [];
  for (const severity of mostSevereFirst) {
    const untold = listeners.filter(({ severities }) => !severities.some((each) => chosen.includes(each)));
    if (untold.some(({ severities }) => severities.includes(severity))) chosen.push(severity);
  }
  return chosen;
}
