/** What X-Ray does with an environment's traces. */
export interface XrayPlan {
  readonly groups: readonly TraceGroupPlan[];
  readonly samplingRules: readonly SamplingRulePlan[];

  /** Name of the resource policy that lets X-Ray write spans to CloudWatch Logs. */
  readonly policyName: string;

  /** Undefined: it is left as it is. */
  readonly transactionSearch?: boolean;

  /** Percentage of traces that are indexed; undefined: it is left as it is. */
  readonly indexing?: number;
}

export interface TraceGroupPlan {
  /** As the configuration has it. */
  readonly group: string;

  /** Id of its construct. */
  readonly id: string;

  /** As X-Ray has it. */
  readonly name: string;

  /** Filter expression. */
  readonly where: string;
  readonly insights: boolean;

  /** Whether insights send events to EventBridge. */
  readonly notifications: boolean;
}

export interface SamplingRulePlan {
  /** As the configuration has it. */
  readonly rule: string;

  /** Id of its construct. */
  readonly id: string;

  /** As X-Ray has it. */
  readonly name: string;
  readonly priority: number;

  /** 0 to 1. */
  readonly rate: number;

  /** Requests per second. */
  readonly reservoir: number;

  /** What requests match; a part that is left out matches any. */
  readonly matches: {
    readonly service?: string;
    readonly type?: string;
    readonly host?: string;
    readonly method?: string;
    readonly path?: string;
    readonly resource?: string;
  };
  readonly attributes: Readonly<Record<string, string>>;
}
