import type { Severity } from "../base";
import type { BoundedField, Contract } from "../contract";
import { inspect } from "./check";
import type { Config } from "./config";
import { ConfigError } from "./errors";
import type { RecommendedSetName, RecommendedSets } from "../recommended";
import type { CompositeRule } from "./schema/composite-rule";
import type {
  AlarmInput,
  ConfigInput,
  EnvironmentInput,
  EnvironmentThresholdsInput,
  EnvironmentServicesInput,
  RouteInput,
  ServiceInput as AnyServiceInput,
} from "./schema/input";

/** A service as users write it. `Alarms` are the names of its alarms, where they are known. */
export interface ServiceInput<Alarms extends string = string> extends Omit<AnyServiceInput, "alarms"> {
  /** Alarms, by name. Default: none. */
  readonly alarms?: Readonly<Record<Alarms, AlarmInput>> | undefined;
}

type SignalName<C extends Contract> = keyof C["signals"] & string;

/** Name of an alarm of a recommended set that has no `name` of its own. */
type RecommendedAlarmName = {
  readonly [Set in RecommendedSetName]: `${Set}_${keyof RecommendedSets[Set]["alarms"] & string}`;
}[RecommendedSetName];

/** An alarm of one severity: one of the service's own, one of a recommended set, or any of another service. */
type ReferenceOver<Alarms extends string> =
  `${Alarms | RecommendedAlarmName}.${Severity}` | `${string}/${string}.${Severity}`;

/** An alarm over a contract: its signals and dimensions are the contract's, and the alarms that it names are among `Alarms`. */
export type AlarmOver<C extends Contract, Alarms extends string = string, Entry = AlarmInput> = Entry extends {
  readonly type: infer Type;
}
  ? {
      [Key in keyof Entry]: Key extends "signal"
        ? Exclude<Entry[Key], undefined> extends never
          ? Entry[Key]
          : SignalName<C> | Extract<Entry[Key], undefined>
        : Key extends "errors" | "of"
          ? SourceOver<C, Entry[Key]>
          : Key extends "metrics"
            ? { readonly [Id in keyof Entry[Key]]: SourceOver<C, Entry[Key][Id]> }
            : Key extends "dimensions"
              ? ReadsMetric<Entry> extends true
                ? Entry[Key]
                : Readonly<Partial<Record<BoundedField<C["fields"]>, string>>> | Extract<Entry[Key], undefined>
              : Type extends "composite"
                ? Key extends "rule"
                  ? CompositeRule<ReferenceOver<Alarms>>
                  : Key extends "suppressor"
                    ? WithAlarm<Entry[Key], ReferenceOver<Alarms>>
                    : Entry[Key]
                : Entry[Key];
    }
  : never;

/** What a rate or an expression reads, over a contract: its signals and dimensions are the contract's. */
type SourceOver<C extends Contract, Source> = Source extends string
  ? SignalName<C>
  : Source extends { readonly signal: unknown }
    ? Omit<Source, "signal" | "dimensions"> & {
        readonly signal: SignalName<C>;
        readonly dimensions?: Readonly<Partial<Record<BoundedField<C["fields"]>, string>>> | undefined;
      }
    : Source;

type ReadsMetric<Entry> = Entry extends { readonly metric: unknown } ? true : false;
type WithAlarm<Suppressor, Reference> = Suppressor extends object
  ? Omit<Suppressor, "alarm"> & { readonly alarm: Reference }
  : Suppressor;

/** A service over a contract, or one that logs nothing. */
export type ServiceOver<C extends Contract, Alarms extends string = string> = Omit<
  ServiceInput,
  "contract" | "logs" | "signals" | "alarms"
> &
  (Logging<C> | Silent) & {
    readonly signals?: readonly SignalName<C>[] | undefined;
    readonly alarms?: Readonly<Record<Alarms, AlarmOver<C, NoInfer<Alarms>>>> | undefined;
  };

interface Logging<C extends Contract> {
  /** What its log lines are, and what is counted from them. */
  readonly contract: C;

  /** Settings of its log group. Default: the environment's. */
  readonly logs?: Exclude<ServiceInput["logs"], "none">;
}

interface Silent {
  readonly contract?: undefined;

  /** It logs nothing: no log group is made. */
  readonly logs: "none";
}

/** The contract of a service that logs nothing, as the compiler sees it: without fields and signals. */
type NoContract = Contract<Record<never, never>, Record<never, never>, never>;

/**
 * Defines a service. The compiler refuses an alarm on a signal, or a dimension, that its contract does not have, and a reference to an
 * alarm that the service does not have; everything else is checked when the service is part of a configuration.
 */
export function defineService<C extends Contract = NoContract, Alarms extends string = never>(
  service: ServiceOver<C, Alarms>,
): ServiceInput<Alarms> {
  return service as ServiceInput<Alarms>;
}

/** A service with alarms of these names: the keys of `Alarms`. */
type ServiceWith<Alarms> = Omit<ServiceInput, "alarms"> & {
  /** Alarms, by name. */
  readonly alarms?: { readonly [Alarm in keyof Alarms]: AlarmInput } | undefined;
};

/** A route over the services of a configuration. `Heard` are those that it names; any, if the compiler does not see which. */
type RouteOver<Services, Heard, Route = RouteInput> = Route extends unknown
  ? {
      [Key in keyof Route]: Key extends "services"
        ? | readonly (string extends Heard ? Heard : Heard extends keyof Services ? Heard : keyof Services & string)[]
          | Extract<Route[Key], undefined>
        : Route[Key];
    }
  : never;

type RoutesOver<Services, Heard, Routes = EnvironmentInput["routes"]> = Routes extends object
  ? { [Severity in keyof Routes]: readonly RouteOver<Services, Heard>[] | Extract<Routes[Severity], null | undefined> }
  : Routes;

/** An environment over the services of a configuration: the services and alarms that it names are theirs. */
type EnvironmentOver<Services, Environments, Parent> = Omit<
  EnvironmentInput,
  "extends" | "services" | "thresholds" | "routes"
> & {
  /** The environment whose settings this one starts from. Objects are merged, lists and single values replaced, null removes. */
  readonly extends?: (string extends Parent ? Parent : Parent extends Environments ? Parent : Environments) | undefined;

  /** Overrides for individual services. */
  readonly services?:
    { readonly [Service in keyof Services]?: EnvironmentServicesInput | null | undefined } | null | undefined;

  /** What differs in this environment, by service and alarm: conditions, by severity; the periods, and the statistic. */
  readonly thresholds?:
    | {
        readonly [Service in keyof Services]?:
          | Readonly<
              Partial<
                Record<keyof Services[Service] | RecommendedAlarmName, EnvironmentThresholdsInput | null | undefined>
              >
            >
          | null
          | undefined;
      }
    | null
    | undefined;
};

/**
 * A configuration whose environments name its own services, alarms and environments.
 *
 * @typeParam Services the alarms of each service, by name
 * @typeParam Environments what each environment extends
 * @typeParam Heard the services that its routes name
 */
export type ConfigOver<Services, Environments, Heard> = Omit<ConfigInput, "services" | "environments"> & {
  /** Services, by name. */
  readonly services: { readonly [Service in keyof Services]: ServiceWith<Services[Service]> };

  /** Environments, by name; each is a separate stack. */
  readonly environments: {
    readonly [Name in keyof Environments]: EnvironmentOver<NoInfer<Services>, keyof Environments, Environments[Name]>;
  } & {
    readonly [Name in keyof Heard]: {
      /** Who is notified of alarms, by severity. Every severity that an alarm uses needs an entry; an empty list notifies nobody. */
      readonly routes?: RoutesOver<NoInfer<Services>, Heard[Name]>;
    };
  };
};

/**
 * Checks a configuration: the default export of `sightline.config.ts`.
 *
 * The compiler refuses an environment that extends one that there is not, and overrides, thresholds and routes for services and alarms
 * that there are not. Where it does not see all names, because a table is spread whose names are not in its type, give the configuration the
 * type `ConfigInput` first: then any name compiles, and is a finding.
 *
 * @throws {ConfigError} with everything that is wrong in it and in its contracts, also in those that `defineContract` did not refuse.
 */
export function defineConfig<Services, const Environments, const Heard>(
  input: ConfigOver<Services, Environments, Heard>,
): Config {
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
