import type { Construct } from "constructs";
import { limits } from "../../aws";
import { type Severity, severityNames } from "../../base";
import { awsMetrics } from "./aws-metrics";
import type { DeadLetterQueue } from "./dead-letter-queue";
import { given } from "./given";
import type { TopicReference } from "./references";
import type { Tags } from "./tags";
import { ThresholdAlarm } from "./threshold-alarm";

/** A receiver of notifications, as far as it matters here. */
export interface Listener {
  /** Keys of the topics that it is subscribed to. */
  readonly topics: readonly string[];

  /** Whether messages that it does not take go to the dead-letter queue. */
  readonly keepsDeadLetters: boolean;
}

interface Topic {
  readonly key: string;
  readonly severity: Severity;
  readonly topic: TopicReference;
}

export interface UndeliveredAlarmProps {
  /** Name of the alarm. */
  readonly name: string;

  /** The queue that keeps what could not be delivered. */
  readonly queue: DeadLetterQueue;

  /** All receivers. */
  readonly listeners: readonly Listener[];

  /** The topics, each with a key. */
  readonly topics: readonly Topic[];
  readonly tags?: Tags | undefined;
}

/**
 * Tells people that a notification could not be delivered: without it, a pager that takes no messages looks like a quiet night. The
 * alarm is as severe as the most severe alarms whose notification may be lost, and notifies every receiver: those hear of it who do
 * not depend on the one that is broken. It does so over as few topics as that takes, the most severe first; where those are more than
 * an alarm has actions, there are several alarms.
 *
 * @returns none if no receiver keeps dead letters: nothing ever comes into the queue
 */
export function undeliveredAlarms(scope: Construct, id: string, props: UndeliveredAlarmProps): ThresholdAlarm[] {
  const { listeners, name, queue, tags } = props;
  // Among equals, as they are given.
  const topics = props.topics.toSorted((a, b) => severityNames.indexOf(b.severity) - severityNames.indexOf(a.severity));
  const kept = listeners.filter(({ keepsDeadLetters }) => keepsDeadLetters).flatMap((listener) => listener.topics);
  const severity = topics.find(({ key }) => kept.includes(key))?.severity;
  if (severity === undefined) return [];
  return chunks(topicsThatTell(topics, listeners), limits.actions.most).map((told, index) => {
    const suffix = index === 0 ? "" : String(index + 1);
    return new ThresholdAlarm(
      scope,
      `${id}${suffix}`,
      given({
        name: { [severity]: index === 0 ? name : `${name}-${suffix}` },
        summary: "A notification of an alarm could not be delivered.",
        impact: `Somebody was not told of an alarm, and may not be told of the next one. The dead-letter queue, which has the name of this alarm${index === 0 ? "" : " without its number"}, keeps the message for 14 days; its attributes say why SNS gave up.`,
        metric: awsMetrics.sqs.deadLetters(queue),
        severities: { [severity]: { above: 0 } },
        // SQS publishes nothing of a queue in which nothing happens.
        missingData: "notBreaching" as const,
        period: "1m",
        actions: { [severity]: told },
        tags,
      }),
    );
  });
}

/** Topics that together reach every receiver. One without a receiver that the ones before do not reach is left out. */
function topicsThatTell(topics: readonly Topic[], listeners: readonly Listener[]): readonly TopicReference[] {
  const chosen: Topic[] = [];
  for (const topic of topics) {
    const untold = listeners.filter((listener) => !chosen.some(({ key }) => listener.topics.includes(key)));
    if (untold.some((listener) => listener.topics.includes(topic.key))) chosen.push(topic);
  }
  return chosen.map(({ topic }) => topic);
}

function chunks<T>(values: readonly T[], most: number): T[][] {
  const count = Math.ceil(values.length / most);
  return Array.from({ length: count }, (_, index) => values.slice(index * most, (index + 1) * most));
}
