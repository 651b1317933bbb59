import type { AlarmReferencePlan } from "./alarms";

/** Resources that exist already, and are taken into the state under the names that they have. */
export interface ImportsPlan {
  readonly alarms: readonly AlarmReferencePlan[];
  readonly filters: readonly SignalReferencePlan[];
}

/** A signal of a service, whose metric filters are meant. */
export interface SignalReferencePlan {
  readonly service: string;
  readonly signal: string;
}
