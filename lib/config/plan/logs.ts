import type { LogGroupClassName } from "../../aws";

/** The log group of a service: one that its stack makes, or one that somebody else owns. */
export type LogGroupPlan = MadeLogGroupPlan | ExistingLogGroupPlan;

export interface MadeLogGroupPlan extends LogGroupSettings {
  readonly kind: "made";
  readonly retentionDays: number | "never";
  readonly class: LogGroupClassName;
  readonly retainOnDelete: boolean;

  /** Whether AWS refuses to delete the group; undefined if the provider may not have the argument. */
  readonly deletionProtection?: boolean;
}

/** A log group that the stack reads and does not make. Others may have filters in it, too. */
export interface ExistingLogGroupPlan extends LogGroupSettings {
  readonly kind: "existing";

  /** What the names of the service's metric filters begin with: `shop-prod-checkout`. */
  readonly filterPrefix: string;

  /** Filter pattern of the service's lines, which the patterns of `signals` already ask for. Undefined: all lines are. */
  readonly where?: string;

  /** Undefined: left as it is. */
  readonly retentionDays?: number | "never";
}

export interface LogGroupSettings {
  /** `/app/prod/checkout` */
  readonly name: string;

  /** True to mask what the contract's redaction list names. */
  readonly protect: boolean;

  /** Fields that are indexed, in the configuration's order. */
  readonly indexes: readonly string[];
  readonly anomalyDetection?: {
    /** How often the detector runs: `5m`. */
    readonly frequency: string;
    readonly pattern?: string;
    readonly visibilityDays: number;
  };
}
