import type { Contract } from "../contract";
import type { ConfiguredAlarm } from "./schema/alarm";
import type { WithDimensions } from "./schema/metric-dimensions";
import type { ServiceEntry } from "./schema/service";
import type { ParsedConfig } from "./schema";

/** A service of a checked configuration: its contract is resolved. It can be written into another configuration. */
export type Service = Omit<ServiceEntry, "alarms" | "contract"> & {
  readonly contract: Contract;
  readonly alarms?: Readonly<Record<string, CheckedAlarm>> | undefined;
};

/** An alarm of which the rules have found that its metric and its dimensions go together. */
type CheckedAlarm = WithDimensions<ConfiguredAlarm>;

/**
 * A configuration whose shape and references were checked: what {@link planEnvironment} takes. Environments are not
 * merged yet.
 */
export type Config = Omit<ParsedConfig, "$schema" | "contracts" | "services"> & {
  readonly services: Readonly<Record<string, Service>>;
};
