import type { Contract } from "../contract";
import type { ServiceEntry } from "./schema/service";
import type { ParsedConfig } from "./schema";

/** A service of a checked configuration: its contract is resolved. */
export type Service = Omit<ServiceEntry, "contract"> & { readonly contract: Contract };

/**
 * A configuration whose shape and references were checked: what {@link planEnvironment} takes. Environments are not
 * merged yet.
 */
export type Config = Omit<ParsedConfig, "$schema" | "contracts" | "services"> & {
  readonly services: Readonly<Record<string, Service>>;
};
