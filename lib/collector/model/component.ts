import { carries, type Carries, type Signal } from "./signal";

/** What a component does in a collector. */
export type ComponentKind = (typeof componentKinds)[number];

/** All kinds, in the order in which a configuration has them. */
export const componentKinds = ["extension", "receiver", "processor", "connector", "exporter"] as const;

/** What is said of a component besides its settings. */
export interface ComponentOptions {
  /**
   * Tells components of one type apart: `cloudwatch` of `otlp_http/cloudwatch`.
   *
   * @default - the component's id is its type
   */
  readonly name?: string;

  /**
   * Why it is there, in a comment above it; or the reasons of single settings, by their path: `{ "sending_queue.queue_size": "..." }`,
   * where an empty path is the component itself.
   *
   * @default - no comment
   */
  readonly why?: string | Readonly<Record<string, string>>;

  /**
   * Settings that the types do not have, beside the others. They are written as they are, under a comment that says so.
   *
   * @default - none
   */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A component of a collector: a value, to be put into pipelines. */
export interface Component {
  readonly kind: ComponentKind;
  /** Name of its type today; what is written depends on the collector's version. */
  readonly type: string;
  readonly settings: object;
  readonly options: ComponentOptions;
  /** False for what {@link other} makes: nobody has checked its settings. */
  readonly typed: boolean;
}

/** Where telemetry comes in. */
export interface Receiver<S extends Signal = Signal> extends Component {
  readonly kind: "receiver";
  readonly gives: Carries<S>;
}

/** What changes or drops telemetry on its way. */
export interface Processor<S extends Signal = Signal> extends Component {
  readonly kind: "processor";
  readonly takes: Carries<S>;
}

/** Where telemetry goes out. */
export interface Exporter<S extends Signal = Signal> extends Component {
  readonly kind: "exporter";
  readonly takes: Carries<S>;
}

/** The end of pipelines and the beginning of others. */
export interface Connector<From extends Signal = Signal, To extends Signal = Signal> extends Component {
  readonly kind: "connector";
  readonly takes: Carries<From>;
  readonly gives: Carries<To>;
}

/** What is beside the pipelines: health, authentication, storage. */
export interface Extension<Type extends string = string> extends Component {
  readonly kind: "extension";
  readonly type: Type;
}

/** Makes components of one type. Settings may be left out where none is required. */
export type Maker<Settings extends object, Made extends Component> = (...args: Arguments<Settings>) => Made;

/** Makes connectors of one type that give what they take. The signal is said, so that one cannot be turned into another. */
export type RelayMaker<SettingsOf extends Readonly<Record<Signal, object>>> = <S extends Signal>(
  signal: S,
  ...args: Arguments<SettingsOf[S]>
) => Connector<S, S>;

type Arguments<Settings extends object> =
  Record<never, never> extends Settings
    ? [settings?: Settings, options?: ComponentOptions]
    : [settings: Settings, options?: ComponentOptions];

export function receiver<S extends Signal>(type: string, gives: readonly S[]) {
  return {
    of: <Settings extends object>(): Maker<Settings, Receiver<S>> =>
      maker((common) => ({ ...common, kind: "receiver", type, gives: carries(gives) })),
  };
}

export function processor<S extends Signal>(type: string, takes: readonly S[]) {
  return {
    of: <Settings extends object>(): Maker<Settings, Processor<S>> =>
      maker((common) => ({ ...common, kind: "processor", type, takes: carries(takes) })),
  };
}

export function exporter<S extends Signal>(type: string, takes: readonly S[]) {
  return {
    of: <Settings extends object>(): Maker<Settings, Exporter<S>> =>
      maker((common) => ({ ...common, kind: "exporter", type, takes: carries(takes) })),
  };
}

/** A connector that gives all of `gives` for each of `takes`. */
export function connector<From extends Signal, To extends Signal>(
  type: string,
  takes: readonly From[],
  gives: readonly To[],
) {
  return {
    of: <Settings extends object>(): Maker<Settings, Connector<From, To>> =>
      maker((common) => ({ ...common, kind: "connector", type, takes: carries(takes), gives: carries(gives) })),
  };
}

/** A connector that gives what it takes. */
export function relay(type: string) {
  return {
    of:
      <SettingsOf extends Readonly<Record<Signal, object>>>(): RelayMaker<SettingsOf> =>
      <S extends Signal>(signal: S, settings?: object, options: ComponentOptions = {}): Connector<S, S> => {
        const carried = carries([signal]);
        return {
          kind: "connector",
          type,
          takes: carried,
          gives: carried,
          settings: settings ?? {},
          options,
          typed: true,
        };
      },
  };
}

export function extension<Type extends string>(type: Type) {
  return {
    of: <Settings extends object>(): Maker<Settings, Extension<Type>> =>
      maker((common) => ({ ...common, kind: "extension", type })),
  };
}

type Common = Pick<Component, "options" | "settings" | "typed">;

function maker<Settings extends object, Made extends Component>(make: (common: Common) => Made): Maker<Settings, Made> {
  return (settings?: Settings, options: ComponentOptions = {}) =>
    make({ settings: settings ?? {}, options, typed: true });
}
