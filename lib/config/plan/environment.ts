import type { DeadLetterAlarm } from "../../aws";
import type { CollectorPlan } from "./collector";
import type { BackendPlan, ProviderPlan } from "./deployment";
import type { GrafanaPlan } from "./grafana";
import type { ImportsPlan } from "./imports";
import type { MuteRulePlan, RoutePlan, TopicPlan } from "./notifications";
import type { SamplingPlan } from "./sampling";
import type { SavedQueryPlan } from "./saved-queries";
import type { ServicePlan } from "./service";
import type { XrayPlan } from "./xray";

/**
 * Everything that one environment is made of, with every default filled in, every placeholder expanded and every name
 * written out. Stacks turn it into resources, rules look for what AWS would refuse; neither decides anything.
 *
 * Lists are sorted by name (severities by urgency), so that the order of the configuration's keys has no meaning.
 */
export interface EnvironmentPlan {
  readonly project: string;
  readonly environment: string;

  /** Name of the stack: `shop-prod`. */
  readonly stack: string;
  readonly region: string;
  readonly account: string;
  readonly backend: BackendPlan;
  readonly provider: ProviderPlan;

  /** Alias, without `alias/`, of the key that encrypts log groups and topics; undefined without a customer-managed key. */
  readonly keyAlias?: string;

  /** How much of logs and traces applications and collectors keep. */
  readonly sampling: SamplingPlan;

  /** Undefined: there is none. */
  readonly collector?: CollectorPlan;

  /** Undefined: there is none. */
  readonly grafana?: GrafanaPlan;

  /** What X-Ray does with traces; undefined: nothing is said of it. */
  readonly xray?: XrayPlan;

  /** One for each severity at which an alarm notifies or that a route names, least urgent first, and for each team, service and tier that its routes name. */
  readonly topics: readonly TopicPlan[];

  /** Each receiver once. */
  readonly routes: readonly RoutePlan[];

  /** Name of the queue that keeps what cannot be delivered; undefined if no route needs one. */
  readonly deadLetters?: string;

  /** The alarms on it, which tell all receivers: more than one, if that takes more topics than an alarm has actions. */
  readonly deadLetterAlarms: readonly DeadLetterAlarm[];
  readonly services: readonly ServicePlan[];

  /** Saved in CloudWatch Logs Insights: by service, those of the environment last. */
  readonly savedQueries: readonly SavedQueryPlan[];
  readonly muteRules: readonly MuteRulePlan[];

  /** What exists already, and is taken into the state; undefined: nothing is. */
  readonly imports?: ImportsPlan;
}
