import type { LogGroupClassName } from "../../aws";

export interface LogGroupPlan {
  /** `/app/prod/checkout` */
  readonly name: string;
  readonly retentionDays: number | "never";
  readonly class: LogGroupClassName;

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
  readonly retainOnDelete: boolean;

  /** Whether AWS refuses to delete the group; undefined if the provider may not have the argument. */
  readonly deletionProtection?: boolean;
}
