import type { Path } from "../../base";
import type { Contract, Signal } from "../../contract";
import type { AlarmEntryPlan, BySeverity } from "./alarms";
import type { LogGroupPlan } from "./logs";
import type { AudiencePlan, NoticePlan } from "./notifications";

export interface ServicePlan {
  readonly name: string;

  /** Construct id. */
  readonly id: string;
  readonly description?: string;
  readonly owner?: OwnerPlan;
  readonly tier: "critical" | "standard" | "low";

  /** Base address of its runbooks, without a slash at the end. */
  readonly runbooks?: string;

  /** `shop/prod/checkout` */
  readonly namespace: string;
  readonly contract: Contract;

  /** Name of its dashboard in CloudWatch; undefined: none is made. */
  readonly dashboard?: string;

  /** Undefined: it logs nothing. */
  readonly logGroup?: LogGroupPlan;

  /** The signals that become metrics. */
  readonly signals: readonly Signal[];

  /** Names of metric filters that are not made up, by signal; undefined: all are. */
  readonly filterNames?: Readonly<Record<string, string>>;

  /** Tags of the service's resources, beside the provider's. */
  readonly tags: Readonly<Record<string, string>>;

  /** `service`: `notices` have the actions. `each`: the alarms have them. */
  readonly notify: "service" | "each";

  /** The topics that its alarms publish to, by severity: keys of those of the environment, ARNs of those of others; none if nobody hears of the severity. */
  readonly topics: BySeverity<readonly string[]>;

  /** Who hears of its alarms that another team owns, by name; empty if no route tells the teams apart. */
  readonly audiences: readonly AudiencePlan[];

  /** By name, each with its severities; {@link flatAlarms} lists the alarms one by one. */
  readonly alarms: readonly AlarmEntryPlan[];

  /** With `notify: service`, one composite for each severity that has an alarm that notifies. Else empty. */
  readonly notices: readonly NoticePlan[];

  /** Where the service is in the configuration. */
  readonly source: Path;
}

export interface OwnerPlan {
  readonly team: string;
  readonly contact?: string;
}
