import type { ActionReference } from "../references";
import type { AlarmActions } from "../severity-alarms";
import type { Tags } from "../tags";

/** What all alarms of `RecommendedAlarms` have in common. */
export interface RecommendedSettings {
  /**
   * What the names of all alarms begin with. A name is `<namePrefix>-<resource>-<alarm>-<severity>`: `shop-orders-queue-age-warning`.
   *
   * @default - the stack's id
   */
  readonly namePrefix?: string;

  /**
   * Who is told: an action for all severities, a topic, or actions by severity, as `Notifications` has them. Then every severity needs one.
   *
   * @default - the alarms have no actions
   */
  readonly actions?: AlarmActions | ActionReference;

  /**
   * Team or person that owns the alarms.
   *
   * @default - not said
   */
  readonly owner?: string;

  /**
   * Base address of runbooks, with a page for each alarm: `<runbooks>/lambda_errors`.
   *
   * @default - alarms have no runbook
   */
  readonly runbooks?: string;

  /**
   * Whether the actions also run when an alarm returns to OK.
   *
   * @default true
   */
  readonly okActions?: boolean;

  /**
   * Tags of the alarms.
   *
   * @default - only `severity` and the provider's default tags
   */
  readonly tags?: Tags;
}

/** The words of {@link RecommendedSettings}. */
export const recommendedSettingWords: readonly string[] = [
  "namePrefix",
  "actions",
  "owner",
  "runbooks",
  "okActions",
  "tags",
] satisfies (keyof RecommendedSettings)[];
