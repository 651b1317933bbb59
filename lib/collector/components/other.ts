/** Components that no builder is for. Nobody checks their settings: they are written as they are, under a comment that says so. */
import * as model from "../model/component";
import type { Signal } from "../model/signal";

type Settings = Readonly<Record<string, unknown>>;

/** A receiver of any type: `other.receiver("nginx", ["metrics"], { endpoint: "http://localhost/status" })`. */
export function receiver<S extends Signal>(
  type: string,
  gives: readonly S[],
  settings: Settings = {},
  options?: model.ComponentOptions,
): model.Receiver<S> {
  return { ...model.receiver(type, gives).of<Settings>()(settings, options), typed: false };
}

/** A processor of any type: `other.processor("log_dedup", ["logs"], { interval: "10s" })`. */
export function processor<S extends Signal>(
  type: string,
  takes: readonly S[],
  settings: Settings = {},
  options?: model.ComponentOptions,
): model.Processor<S> {
  return { ...model.processor(type, takes).of<Settings>()(settings, options), typed: false };
}

/** A connector of any type: `other.connector("exceptions", ["traces"], ["metrics", "logs"])`. */
export function connector<From extends Signal, To extends Signal>(
  type: string,
  takes: readonly From[],
  gives: readonly To[],
  settings: Settings = {},
  options?: model.ComponentOptions,
): model.Connector<From, To> {
  return { ...model.connector(type, takes, gives).of<Settings>()(settings, options), typed: false };
}

/** An exporter of any type: `other.exporter("datadog", ["metrics"], { api: { key: env("KEY") } })`. */
export function exporter<S extends Signal>(
  type: string,
  takes: readonly S[],
  settings: Settings = {},
  options?: model.ComponentOptions,
): model.Exporter<S> {
  return { ...model.exporter(type, takes).of<Settings>()(settings, options), typed: false };
}

/** An extension of any type, which may stand wherever one is named: `other.extension("asapclient", { issuer: "shop" })`. */
export function extension(
  type: string,
  settings: Settings = {},
  options?: model.ComponentOptions,
): model.Extension<never> {
  return { ...model.extension(type as never).of<Settings>()(settings, options), typed: false };
}
