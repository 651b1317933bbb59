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
    readonly keepErrors: boolean;
    readonly keepSlowerThanSeconds?: number;
    readonly dropRoutes: readonly string[];
  };
}
