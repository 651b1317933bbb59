import type { retentionDays } from "../../../aws";
import type { Text } from "../../model/reference";

/** What a log group gets that an exporter makes because it is not there. Existing ones stay as they are. */
export interface NewLogGroup {
  /**
   * Days for which its log events are kept.
   *
   * @default - for ever
   */
  readonly log_retention?: Exclude<(typeof retentionDays)[number], 1096>;

  /**
   * Its tags, at most 50.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, Text>>;
}
