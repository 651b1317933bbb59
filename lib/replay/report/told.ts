import type { Channel, Notification } from "..";
import { holdText } from "../reasons";
import { visible } from "./visible";

/** Who was notified, from the notifications of an alarm. */
export interface Told {
  /** Channels that received the message, each once, by its topic or function. */
  readonly reached: readonly NotificationRoute[];
  /** Channels that a policy blocked. */
  readonly blocked: readonly NotificationRoute[];
  /** Topics without a subscriber. */
  readonly unheard: readonly string[];
  /** Why actions did not run, as clauses. */
  readonly held: readonly string[];
  /** Composite alarms that notify for an alarm without actions. */
  readonly by: readonly string[];
}

/** Channels behind one topic or function. */
export interface NotificationRoute {
  readonly through: string;
  readonly channels: readonly Channel[];
}

/** @param by composite alarms that notify for the alarm where it has no actions */
export function toldOf(notifications: readonly Notification[], by: readonly string[] = []): Told {
  const ran = notifications.filter(({ held }) => held === null);
  return {
    reached: routes(ran, true),
    blocked: routes(ran, false),
    unheard: unique(ran.filter(({ channels }) => channels.length === 0).map(({ through }) => through)),
    held: unique(notifications.flatMap(({ held }) => (held === null ? [] : [holdText(held)]))),
    by: notifications.length === 0 ? by : [],
  };
}

/**
 * `pagerduty oncall, slack #payments through shop-critical`, `by shop-payments` (a composite alarm), or
 * `nobody: suppressed by "deploying"`.
 *
 * @param foreign makes a text from outside safe to show; default: {@link visible}
 */
export function toldText(
  { blocked, by, held, reached, unheard }: Told,
  foreign: (text: string) => string = visible,
): string {
  const routeText = (route: NotificationRoute): string => {
    const through = throughOf(route);
    return `${route.channels.map((channel) => channelText(channel, foreign)).join(", ")}${through === undefined ? "" : ` through ${foreign(through)}`}`;
  };
  const failures = [
    ...blocked.map((route) => `policies block ${routeText(route)}`),
    ...unheard.map((through) => `${foreign(through)} has no subscriber`),
  ];
  const heldTexts = held.map(foreign);
  if (reached.length > 0)
    return [
      ...reached.map(routeText),
      ...failures,
      ...(heldTexts.length > 0 ? [`first held: ${heldTexts.join(", ")}`] : []),
    ].join("; ");
  if (by.length > 0) return `by ${by.map(foreign).join(", ")}`;
  const why = [...heldTexts, ...failures];
  return why.length === 0 ? "nobody: it has no actions" : `nobody: ${why.join("; ")}`;
}

/** The topic or function that a message goes through; undefined where the channel says it already. */
export function throughOf({ channels: [first], through }: NotificationRoute): string | undefined {
  return through === first?.name || first?.kind === "outside" ? undefined : through;
}

/** `slack #payments`; only the kind where the name adds nothing; `topic ops-pager, outside the template`. */
export function channelText(
  { kind, name }: Pick<Channel, "kind" | "name">,
  foreign: (text: string) => string = visible,
): string {
  if (kind === "outside") return `${foreign(name)}, outside the template`;
  const kindText = /^[a-z-]+$/.test(kind) ? kind : foreign(kind);
  return name === "" || name === kind ? kindText : `${kindText} ${foreign(name)}`;
}

function routes(notifications: readonly Notification[], reached: boolean): NotificationRoute[] {
  const byTopic = new Map<string, Map<string, Channel>>();
  for (const { channels, through } of notifications)
    for (const channel of channels) {
      if (channel.reached !== reached) continue;
      const known = byTopic.get(through) ?? new Map<string, Channel>();
      byTopic.set(through, known.set(JSON.stringify([channel.kind, channel.name]), channel));
    }
  return [...byTopic].map(([through, channels]) => ({ through, channels: [...channels.values()] }));
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
