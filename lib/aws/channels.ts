/** Who receives the messages of a channel. */
export interface ChannelTraits {
  /**
   * `human`: people; `machine`: a program, and the template does not show what it does with a message; `archive`: a store that
   * only keeps messages; `none`: the action changes instances and notifies no one; `outside`: a receiver outside the template.
   */
  readonly audience: "human" | "machine" | "archive" | "none" | "outside";
  /** Whether a message can wake someone. */
  readonly wakes: boolean;
  /** Whether it keeps an incident open until the alarm's OK arrives. */
  readonly closes?: boolean;
  /** Whether a configuration's routes may use it. */
  readonly isRoute?: boolean;
}

/** Every kind of channel that a notification can reach, those that wake people first. */
export const channels = {
  pagerduty: { audience: "human", wakes: true, closes: true, isRoute: true },
  opsgenie: { audience: "human", wakes: true, closes: true },
  "splunk-on-call": { audience: "human", wakes: true, closes: true },
  "incident-io": { audience: "human", wakes: true, closes: true },
  "grafana-on-call": { audience: "human", wakes: true, closes: true },
  ilert: { audience: "human", wakes: true, closes: true },
  rootly: { audience: "human", wakes: true, closes: true },
  firehydrant: { audience: "human", wakes: true, closes: true },
  squadcast: { audience: "human", wakes: true, closes: true },
  zenduty: { audience: "human", wakes: true, closes: true },
  xmatters: { audience: "human", wakes: true, closes: true },
  signl4: { audience: "human", wakes: true, closes: true },
  "better-stack": { audience: "human", wakes: true, closes: true },
  "incident-manager": { audience: "human", wakes: true },
  sms: { audience: "human", wakes: true },
  push: { audience: "human", wakes: true },
  slack: { audience: "human", wakes: false, isRoute: true },
  teams: { audience: "human", wakes: false },
  chat: { audience: "human", wakes: false },
  opsitem: { audience: "human", wakes: false },
  https: { audience: "machine", wakes: false, isRoute: true },
  email: { audience: "human", wakes: false, isRoute: true },
  function: { audience: "machine", wakes: false },
  lambda: { audience: "machine", wakes: false, isRoute: true },
  sqs: { audience: "machine", wakes: false, isRoute: true },
  firehose: { audience: "archive", wakes: false },
  investigation: { audience: "machine", wakes: false },
  autoscaling: { audience: "none", wakes: false },
  ec2: { audience: "none", wakes: false },
  /** A receiver outside the template. */
  outside: { audience: "outside", wakes: false },
  /** An unknown protocol. */
  unknown: { audience: "machine", wakes: false },
} as const satisfies Record<string, ChannelTraits>;

/** A kind of channel. */
export type ChannelKind = keyof typeof channels;

/** All kinds, in the order of {@link channels}. */
export const channelKinds = Object.keys(channels) as readonly ChannelKind[];

/** Kinds that a configuration's routes may use. */
export type RouteKind = {
  [Kind in ChannelKind]: (typeof channels)[Kind] extends { readonly isRoute: true } ? Kind : never;
}[ChannelKind];

/** Whether a text names a kind of channel. */
export function isChannelKind(text: string): text is ChannelKind {
  return Object.hasOwn(channels, text);
}

/** An e-mail address to subscribe to a topic: one `name@domain`. SNS does not document what it accepts. */
export const emailShape = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/;
