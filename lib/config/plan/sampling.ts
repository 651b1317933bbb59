export interface SamplingPlan {
  readonly logs: {
    readonly debug: number;
    readonly info: number;
    readonly warn: number;
    readonly error: number;
    readonly fatal: number;
  };
  readonly traces: {
    readonly rate: number;
    /** Shares of services that have another, by service. */
    readonly services: Readonly<Record<string, number>>;
    readonly keepErrors: boolean;
    /** Values of attributes whose traces are kept, by attribute. */
    readonly keepWhere: Readonly<Record<string, readonly string[]>>;
    readonly keepSlowerThanSeconds?: number;
    readonly dropRoutes: readonly string[];
  };
}
