import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { Construct } from "constructs";
import { resourceArguments, resourceConfig } from "./arguments";
import { durationForm, formFault, type GrafanaFault, nameForm, refuse, wordFault } from "./faults";

const operators = ["=", "!=", "=~", "!~"] as const;

/** Levels of policies below the root that the provider has. */
const deepest = 5;

/** How often a policy tells. */
interface Timing {
  /** How long a new group waits for more alerts: `30s`. */
  readonly groupWait?: string;

  /** How long a group waits before it tells of more alerts: `5m`. */
  readonly groupInterval?: string;

  /** After how long it tells of the same alerts again: `4h`. */
  readonly repeatInterval?: string;
}

/** A policy for alerts whose labels match. */
export interface GrafanaPolicy extends Timing {
  /** What an alert must have, all of them. */
  readonly matcher?: readonly {
    readonly label: string;
    readonly match: (typeof operators)[number];
    readonly value: string;
  }[];

  /** Name of who is told; that of the policy above by default. */
  readonly contactPoint?: string;

  /** Whether policies after it are asked, too. */
  readonly continue?: boolean;

  /** Those of the policy above by default; required five levels deep. */
  readonly groupBy?: readonly string[];

  /** Names of mute timings, in which it tells nobody. */
  readonly muteTimings?: readonly string[];

  /** Names of mute timings, beside which it tells nobody. */
  readonly activeTimings?: readonly string[];

  /** Policies for some of its alerts. */
  readonly policy?: readonly GrafanaPolicy[];
}

/** Props of {@link GrafanaNotificationPolicy}. */
export interface GrafanaNotificationPolicyProps extends TerraformMetaArguments {
  /** Name of who is told of what no other policy has. */
  readonly contactPoint: string;

  /** Labels by which alerts are told together; `["..."]`: none is. */
  readonly groupBy: readonly string[];

  /**
   * How long a new group waits for more alerts.
   *
   * @default - Grafana's, 30s
   */
  readonly groupWait?: string;

  /**
   * How long a group waits before it tells of more alerts.
   *
   * @default - Grafana's, 5m
   */
  readonly groupInterval?: string;

  /**
   * After how long it tells of the same alerts again.
   *
   * @default - Grafana's, 4h
   */
  readonly repeatInterval?: string;

  /**
   * Policies for some alerts, in their order, at most five levels deep.
   *
   * @default - none
   */
  readonly policy?: readonly GrafanaPolicy[];

  /**
   * Whether the policies can be changed in Grafana.
   *
   * @default false
   */
  readonly disableProvenance?: boolean;
}

/**
 * The resource grafana_notification_policy: the only tree of policies of an organization, which it replaces as a whole.
 *
 * @see https://registry.terraform.io/providers/grafana/grafana/latest/docs/resources/notification_policy
 */
export class GrafanaNotificationPolicy extends TerraformResource {
  static readonly tfResourceType = "grafana_notification_policy";

  /** @throws {ConstructError} for all that Grafana would refuse when it is applied */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: GrafanaNotificationPolicyProps,
  ) {
    super(scope, id, resourceConfig(GrafanaNotificationPolicy.tfResourceType, props));
    refuse(this.node.path, [
      ...formFault("contactPoint", props.contactPoint, nameForm),
      ...timingFaults("", props),
      ...policiesFaults("policy", props.policy ?? [], 1),
    ]);
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return resourceArguments(this.props);
  }
}

function policiesFaults(at: string, policies: readonly GrafanaPolicy[], level: number): GrafanaFault[] {
  if (policies.length > 0 && level > deepest)
    return [{ property: at, message: `is ${level} levels deep`, fix: `Use at most ${deepest} levels.` }];
  return policies.flatMap((policy, index): GrafanaFault[] => {
    const here = `${at}[${index}]`;
    return [
      ...(policy.matcher ?? []).flatMap(({ label, match }, each) => [
        ...wordFault(`${here}.matcher[${each}].match`, match, operators),
        ...formFault(`${here}.matcher[${each}].label`, label, nameForm),
      ]),
      ...timingFaults(`${here}.`, policy),
      ...(level === deepest && policy.groupBy === undefined
        ? [
            {
              property: `${here}.groupBy`,
              message: "is missing, and the provider requires it so deep",
              fix: 'Write labels, or ["..."].',
            },
          ]
        : []),
      ...policiesFaults(`${here}.policy`, policy.policy ?? [], level + 1),
    ];
  });
}

function timingFaults(at: string, timing: Timing & { readonly groupBy?: readonly string[] }): GrafanaFault[] {
  const { groupBy = [] } = timing;
  return [
    ...(["groupWait", "groupInterval", "repeatInterval"] as const).flatMap((key) =>
      formFault(`${at}${key}`, timing[key], durationForm),
    ),
    ...(groupBy.length > 1 && groupBy.includes("...")
      ? [{ property: `${at}groupBy`, message: 'has "..." beside labels', fix: 'Write ["..."] alone, or labels.' }]
      : []),
  ];
}
