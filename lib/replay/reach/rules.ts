import type { FindingSeverity, ReplayFinding } from "../../base";

/** A rule about whom alarms reach. */
export interface ReachRule {
  readonly severity: FindingSeverity;
  /** One sentence: what it finds, and why that matters. */
  readonly meaning: string;
}

/** Every rule of reach, in the order of its findings. `error`: nobody is told, or AWS refuses the resource; `warning`: a risk. */
export const reachRules = {
  "alarm-without-actions": {
    severity: "error",
    meaning:
      "An alarm has no actions for ALARM, and no composite alarm speaks for it: it changes its colour in the console.",
  },
  "actions-disabled": {
    severity: "error",
    meaning: "An alarm has actions, and `actions_enabled = false` keeps them from running.",
  },
  "alarm-reaches-nobody": {
    severity: "error",
    meaning: "An alarm runs actions, and none of them ends at somebody or something that is told.",
  },
  "severity-only-email": {
    severity: "warning",
    meaning: "A critical alarm tells people by e-mail only: nobody wakes up.",
  },
  "alarm-action-unknown": {
    severity: "warning",
    meaning:
      "An action is not known, is no ARN, or is a resource outside the template (then as info): whom it reaches was not checked.",
  },
  "too-many-actions": {
    severity: "error",
    meaning:
      "CloudWatch takes at most five actions for a state; Terraform's plan does not see it, and the apply fails.",
  },
  "action-not-for-composites": {
    severity: "error",
    meaning: "A composite alarm takes only Amazon SNS, Lambda, Systems Manager and investigations as actions.",
  },
  "duplicate-alarm-name": {
    severity: "error",
    meaning: "Two alarms of one account and Region have one name: the later overwrites the other, or the apply fails.",
  },
  "composite-rule-invalid": {
    severity: "error",
    meaning: "A composite alarm's rule cannot be read or is over a limit: the apply fails.",
  },
  "composite-rule-too-large": {
    severity: "warning",
    meaning: "A composite alarm's rule may have more elements than CloudWatch takes.",
  },
  "composite-cycle": {
    severity: "error",
    meaning: "Composite alarms name each other in a circle: CloudWatch stops evaluating them, and none can be deleted.",
  },
  "composite-names-unknown-alarm": {
    severity: "warning",
    meaning: "A rule names an alarm that the template does not have: unless it exists already, the apply fails.",
  },
  "composite-hides-children": {
    severity: "error",
    meaning:
      "Alarms leave telling to a composite alarm, and that tells nobody: without actions, or with actions disabled.",
  },
  "child-repeats-composite": {
    severity: "warning",
    meaning: "An alarm and the composite alarm that speaks for it tell the same topic: two messages for one problem.",
  },
  "suppressed-for-ever": {
    severity: "error",
    meaning: "A composite alarm's suppressor is in ALARM whenever the composite alarm is: its actions never run.",
  },
  "suppressor-unknown": {
    severity: "warning",
    meaning: "A composite alarm's suppressor is not an alarm of the template: whether its actions run cannot be said.",
  },
  "mute-rule-invalid": {
    severity: "error",
    meaning:
      "An alarm mute rule has a schedule, a duration, a time zone or a date that CloudWatch does not take: the apply fails.",
  },
  "mute-rule-unknown": {
    severity: "warning",
    meaning: "An alarm mute rule's schedule or duration is not known: here it mutes nothing.",
  },
  "mute-rule-names-unknown-alarm": {
    severity: "info",
    meaning: "An alarm mute rule names an alarm that the template does not have: a misspelt name mutes nothing.",
  },
  "mute-rule-too-large": {
    severity: "error",
    meaning: "An alarm mute rule names more than the 100 alarms that CloudWatch takes.",
  },
  "muted-for-ever": {
    severity: "error",
    meaning: "Alarm mute rules without an end cover an alarm at all times: its actions never run.",
  },
  "topic-without-subscription": {
    severity: "error",
    meaning: "An alarm tells a topic to which nobody is subscribed.",
  },
  "topic-in-another-region": {
    severity: "error",
    meaning: "An alarm's topic is in another Region, which CloudWatch refuses: the apply fails.",
  },
  "topic-in-another-account": {
    severity: "error",
    meaning:
      "An alarm's topic is in another account and has no policy that admits this one; as a warning where the topic is outside the template.",
  },
  "topic-policy-refuses-cloudwatch": {
    severity: "error",
    meaning:
      "A topic's own policy does not let CloudWatch publish: the default policy did, a policy of one's own must say it. Only the alarm's history shows it.",
  },
  "topic-has-several-policies": {
    severity: "warning",
    meaning: "A topic or queue has one policy: of several in the template the last one applied stays.",
  },
  "topic-is-fifo": {
    severity: "warning",
    meaning: "A FIFO topic delivers to SQS queues alone: no person is told by it directly.",
  },
  "key-is-aws-managed": {
    severity: "error",
    meaning:
      "A topic or queue is encrypted with a key that AWS manages, whose policy admits no service and cannot be changed.",
  },
  "key-policy-refuses-cloudwatch": {
    severity: "error",
    meaning:
      "The key of an encrypted topic does not let CloudWatch use it: publishing fails, and only the alarm's history shows it.",
  },
  "key-disabled": { severity: "error", meaning: "A topic or queue is encrypted with a key that is disabled." },
  "key-unknown": {
    severity: "warning",
    meaning: "A topic or queue is encrypted with a key outside the template: whether it may be used was not checked.",
  },
  "access-undecided": {
    severity: "warning",
    meaning:
      "Whether a policy lets a message through depends on what the template does not say. It is counted as let through.",
  },
  "subscription-unknown": {
    severity: "warning",
    meaning: "A subscription's or chat channel's topic is not known: it may be the one that seems to be missing.",
  },
  "subscription-needs-confirmation": {
    severity: "info",
    meaning: "A subscription begins to deliver when somebody confirms it: Terraform does not wait for that.",
  },
  "subscription-cannot-confirm": {
    severity: "error",
    meaning: "A subscription's address never confirms it, and could not read what Amazon SNS sends.",
  },
  "email-json": {
    severity: "info",
    meaning: "E-mail of the protocol email-json is raw JSON, which nobody reads well at night.",
  },
  "queue-refuses-topic": {
    severity: "error",
    meaning: "A queue's policy does not let its topic send messages to it.",
  },
  "queue-key-refuses-topic": {
    severity: "error",
    meaning: "The key of an encrypted queue does not let Amazon SNS use it: messages are lost.",
  },
  "queue-unknown": {
    severity: "info",
    meaning: "A subscribed queue is outside the template: its policy was not checked.",
  },
  "function-refuses-topic": {
    severity: "error",
    meaning: "A subscribed function has no permission for its topic to invoke it.",
  },
  "function-refuses-alarms": {
    severity: "error",
    meaning: "A function that is an alarm's action has no permission for CloudWatch alarms to invoke it.",
  },
  "function-unknown": {
    severity: "info",
    meaning: "A function is outside the template: whether it may be invoked was not checked.",
  },
  "subscription-filter-drops-alarms": {
    severity: "warning",
    meaning:
      "A subscription's filter policy drops the message of every alarm that tells the topic: such messages have no message attributes.",
  },
  "subscription-filter-undecided": {
    severity: "warning",
    meaning:
      "Whether a subscription's filter policy passes the messages of alarms depends on what is only known when they are sent.",
  },
  "dead-letter-queue-refuses-topic": {
    severity: "warning",
    meaning:
      "A subscription's dead-letter queue does not let the topic send to it: messages that cannot be delivered are lost.",
  },
} as const satisfies Record<string, ReachRule>;

export type ReachRuleName = keyof typeof reachRules;

const mostNamed = 5;

/**
 * Gathers findings: what is wrong with one topic for twenty alarms is one finding that names the alarms.
 */
export interface Gathered {
  /**
   * @param message a clause; the alarms that it concerns are put behind it
   * @param alarm how the alarm that it concerns is called
   */
  add(
    rule: ReachRuleName,
    at: { readonly address: string },
    message: string,
    fix: string,
    more?: { readonly alarm?: string; readonly severity?: FindingSeverity },
  ): void;

  /** In the order of {@link reachRules}, those of one rule as they came. */
  findings(): readonly ReplayFinding[];
}

export function gather(): Gathered {
  const found = new Map<string, { finding: ReplayFinding; alarms: Set<string> }>();
  return {
    add(rule, { address }, message, fix, { alarm, severity } = {}) {
      const key = JSON.stringify([rule, address, message]);
      const present = found.get(key) ?? {
        finding: { rule, severity: severity ?? reachRules[rule].severity, address, message, fix },
        alarms: new Set<string>(),
      };
      if (alarm !== undefined) present.alarms.add(alarm);
      found.set(key, present);
    },
    findings() {
      const order = Object.keys(reachRules);
      return [...found.values()]
        .map(({ alarms, finding }) => ({ ...finding, message: `${finding.message}${forAlarms([...alarms])}` }))
        .sort((a, b) => order.indexOf(a.rule) - order.indexOf(b.rule));
    },
  };
}

function forAlarms(alarms: readonly string[]): string {
  if (alarms.length === 0) return "";
  const more = alarms.length - mostNamed;
  const named = alarms.slice(0, mostNamed).join(", ") + (more > 0 ? ` and ${more} more` : "");
  return `; for alarm${alarms.length === 1 ? "" : "s"} ${named}`;
}
