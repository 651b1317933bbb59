import type { BoundedField, Contract } from "../contract";
import { inspect } from "./check";
import type { Config } from "./config";
import { ConfigError } from "./errors";
import type { ConfigInput } from "./schema";
import type { AlarmInput } from "./schema/alarm";

/** A service as users write it. */
export type ServiceInput = ConfigInput["services"][string];

/** An environment as users write it. */
export type EnvironmentInput = ConfigInput["environments"][string];

type SignalName<C extends Contract> = keyof C["signals"] & string;

/** An alarm over a contract: its signals and dimensions are the contract's. */
export type AlarmOver<C extends Contract, Entry = AlarmInput> = Entry extends { readonly type: infer Type }
  ? {
      [Key in keyof Entry]: Key extends "signal" | "errors" | "of"
        ? SignalName<C> | Extract<Entry[Key], undefined>
        : Key extends "dimensions"
          ? Type extends "metric" | "anomaly"
            ? Entry[Key]
            : Readonly<Partial<Record<BoundedField<C["fields"]>, string>>> | Extract<Entry[Key], undefined>
          : Entry[Key];
    }
  : never;

/** A service over a contract. */
export type ServiceOver<C extends Contract> = Omit<ServiceInput, "contract" | "signals" | "alarms"> & {
  readonly contract: C;
  readonly signals?: readonly SignalName<C>[] | undefined;
  readonly alarms?: Readonly<Record<string, AlarmOver<C>>> | undefined;
};

/**
 * Defines a service. The compiler refuses an alarm on a signal, or a dimension, that its contract does not have;
 * everything else is checked when the service is part of a configuration.
 */
export function defineService<C extends Contract>(service: ServiceOver<C>): ServiceInput {
  return service as ServiceInput;
}

/**
 * Checks a configuration: the default export of `sightline.config.ts`.
 *
 * @throws {ConfigError} with everything that is wrong in it and in its contracts, also in those that `defineContract` did not refuse.
 */
export function defineConfig(input: ConfigInput): Config {
  const { config, contracts, findings } = inspect(input);
  if (config === undefined) throw new ConfigError(findings, contracts);
  return markChecked(config);
}

// Not `instanceof`, and not a list of our own: the configuration may have been checked by another copy of this package.
const mark = Symbol.for("sightline.config.checked");

/** Marks a configuration as checked, so that loading it does not check it again. */
export function markChecked(config: Config): Config {
  return Object.defineProperty(config, mark, { value: true });
}

/** True for a value that {@link defineConfig} returned. */
export function isChecked(value: unknown): value is Config {
  return typeof value === "object" && value !== null && (value as Record<symbol, unknown>)[mark] === true;
}
