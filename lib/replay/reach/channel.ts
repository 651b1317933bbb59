import { type ChannelKind, lastNameIn } from "../../aws";
import type { Subscription } from "../../terraform";

/** What people see of a subscription: its kind, and a name that reveals no secret. */
export interface ChannelLabel {
  readonly kind: ChannelKind;
  readonly name: string;
  /** Who confirms the subscription: no one needs to, the receiver's program does, or a person must. */
  readonly confirmation: "none" | "program" | "person";
  /** Why the receiver neither confirms a subscription nor reads what Amazon SNS sends. */
  readonly cannot?: string;
}

/**
 * Names the endpoint of a subscription: an https address by its host alone, because the path often holds a key; a phone number by its
 * first and last digits; a secret endpoint not at all, unless its host belongs to a known service.
 */
export function channelLabel(subscription: Subscription): ChannelLabel {
  const { endpoint, endpointAutoConfirms, endpointIsSecret, protocol } = subscription;
  const shown = endpointIsSecret ? undefined : endpoint;
  switch (protocol) {
    case "email":
    case "email-json":
      return { kind: "email", name: shown ?? "a hidden address", confirmation: "person" };
    case "sms":
      return {
        kind: "sms",
        name: shown === undefined ? "a hidden number" : shortened(shown),
        confirmation: "none",
      };
    case "http":
    case "https": {
      // Where an address has a secret in its path, the template's expression still has the host.
      const written = subscription.unresolved.find(({ attribute }) => attribute === "endpoint")?.expression;
      const host = hostOf(endpoint ?? written);
      const service = services.find(({ hosts }) => host !== undefined && hosts.test(host));
      if (service !== undefined) {
        const { cannot, kind, name } = service;
        return { kind, name, confirmation: "program", ...(cannot === undefined ? {} : { cannot }) };
      }
      const isHidden = endpointIsSecret && (endpoint !== undefined || host === undefined);
      const name = isHidden ? "a secret address" : (host ?? "an unknown address");
      return { kind: "https", name, confirmation: endpointAutoConfirms ? "program" : "person" };
    }
    case "sqs":
    case "lambda":
    case "firehose":
      return {
        kind: protocol,
        name: shown === undefined ? "an unknown one" : lastNameIn(shown),
        confirmation: "none",
      };
    case "application":
      return { kind: "push", name: "a mobile application", confirmation: "none" };
    default:
      return { kind: "unknown", name: protocol ?? "an unknown protocol", confirmation: "none" };
  }
}

interface Service {
  readonly kind: ChannelKind;
  readonly name: string;
  readonly hosts: RegExp;
  readonly cannot?: string;
}

const noWebhook = (service: string) =>
  `an incoming webhook of ${service} accepts only its own JSON: it neither confirms a subscription nor shows what Amazon SNS sends`;

const services: readonly Service[] = [
  { kind: "pagerduty", name: "PagerDuty", hosts: /^events(?:\.eu)?\.pagerduty\.com$/ },
  { kind: "opsgenie", name: "Opsgenie", hosts: /^api(?:\.eu)?\.opsgenie\.com$/ },
  { kind: "opsgenie", name: "Jira Service Management", hosts: /^api\.atlassian\.com$/ },
  { kind: "splunk-on-call", name: "Splunk On-Call", hosts: /^alert\.victorops\.com$/ },
  { kind: "incident-io", name: "incident.io", hosts: /^api\.incident\.io$/ },
  { kind: "grafana-on-call", name: "Grafana OnCall", hosts: /^(?:oncall|.*-oncall|oncall-.*)\.grafana\.net$/ },
  { kind: "ilert", name: "ilert", hosts: /^api\.ilert\.com$/ },
  { kind: "rootly", name: "Rootly", hosts: /^webhooks\.rootly\.com$/ },
  { kind: "firehydrant", name: "FireHydrant", hosts: /^(?:api|signals|alerts)\.firehydrant\.(?:io|com)$/ },
  { kind: "squadcast", name: "Squadcast", hosts: /^api(?:\.eu)?\.squadcast\.com$/ },
  { kind: "zenduty", name: "Zenduty", hosts: /^(?:www|events)\.zenduty\.com$/ },
  { kind: "xmatters", name: "xMatters", hosts: /\.xmatters\.com$/ },
  { kind: "signl4", name: "SIGNL4", hosts: /^connect\.signl4\.com$/ },
  { kind: "better-stack", name: "Better Stack", hosts: /^uptime\.betterstack\.com$/ },
  {
    kind: "chat",
    name: "Amazon Q Developer in chat applications",
    hosts: /^global\.sns-api\.chatbot\.amazonaws\.com$/,
  },
  { kind: "slack", name: "hooks.slack.com", hosts: /^hooks\.slack\.com$/, cannot: noWebhook("Slack") },
  {
    kind: "teams",
    name: "Microsoft Teams webhook",
    hosts: /\.webhook\.office\.com$|^outlook\.office\.com$/,
    cannot: noWebhook("Microsoft Teams"),
  },
  { kind: "chat", name: "discord.com", hosts: /^(?:.*\.)?discord(?:app)?\.com$/, cannot: noWebhook("Discord") },
];

function hostOf(endpoint: string | undefined): string | undefined {
  return /^"?https?:\/\/(?:[^@/?#]*@)?([a-z0-9.-]+)(?::\d+)?(?:[/?#]|$)/i.exec(endpoint ?? "")?.[1]?.toLowerCase();
}

function shortened(number: string): string {
  return number.length < 7 ? "…" : `${number.slice(0, 3)}…${number.slice(-2)}`;
}
