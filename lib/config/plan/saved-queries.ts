/** A query that is saved in CloudWatch Logs Insights. */
export interface SavedQueryPlan {
  /** The service below which it is made; undefined for one of the environment. */
  readonly service?: string;

  /** Construct id there: the question's name, or `alarm-` and the alarm's. */
  readonly id: string;

  /** With its folders: `shop-prod/checkout/Newest errors`. */
  readonly name: string;
  readonly query: string;

  /** Sorted. None if there are more than a saved query may have: whoever opens it chooses. */
  readonly logGroups: readonly string[];
}
