import { type Severity, severityNames } from "../base";
import { limits } from "./limits";

/** A topic of alarms, by a key. */
interface DeadLetterTopic {
  readonly key: string;
  readonly severity: Severity;
}

/** A receiver of notifications, as far as it matters here. */
interface DeadLetterListener {
  /** Keys of the topics that it is subscribed to. */
  readonly topics: readonly string[];

  /** Whether messages that it does not take go to the dead-letter queue. */
  readonly keepsDeadLetters: boolean;
}

/** An alarm on a queue of dead letters. */
export interface DeadLetterAlarm {
  readonly name: string;
  readonly severity: Severity;

  /** Keys of the topics that it notifies. */
  readonly topics: readonly string[];
}

/**
 * The alarms on a queue of dead letters: as severe as the most severe alarms whose notification may be lost, and notifying every receiver,
 * so that those hear of it who do not depend on the one that is broken. They do so over as few topics as that takes, the most severe
 * first; where those are more than an alarm has actions, there are several alarms. None if no receiver keeps dead letters: nothing ever
 * comes into the queue.
 *
 * @param name of the first alarm; the others have a number behind it
 */
export function deadLetterAlarms(
  name: string,
  topics: readonly DeadLetterTopic[],
  listeners: readonly DeadLetterListener[],
): DeadLetterAlarm[] {
  // Among equals, as they are given.
  const byUrgency = topics.toSorted((a, b) => severityNames.indexOf(b.severity) - severityNames.indexOf(a.severity));
  const kept = listeners.filter(({ keepsDeadLetters }) => keepsDeadLetters).flatMap((listener) => listener.topics);
  const severity = byUrgency.find(({ key }) => kept.includes(key))?.severity;
  if (severity === undefined) return [];
  return chunks(topicsThatTell(byUrgency, listeners), limits.actions.most).map((told, index) => ({
    name: index === 0 ? name : `${name}-${index + 1}`,
    severity,
    topics: told,
  }));
}

/** Topics that together reach every receiver. One without a receiver that the ones before do not reach is left out. */
function topicsThatTell(topics: readonly DeadLetterTopic[], listeners: readonly DeadLetterListener[]): string[] {
  const chosen: string[] = [];
  for (const { key } of topics) {
    const untold = listeners.filter((listener) => !chosen.some((told) => listener.topics.includes(told)));
    if (untold.some((listener) => listener.topics.includes(key))) chosen.push(key);
  }
  return chosen;
}

function chunks<T>(values: readonly T[], most: number): T[][] {
  const count = Math.ceil(values.length / most);
  return Array.from({ length: count }, (_, index) => values.slice(index * most, (index + 1) * most));
}
