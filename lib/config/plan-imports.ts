import { flatAlarms } from "./flat-alarms";
import type { EnvironmentSettings } from "./merge";
import type { ImportsPlan, SignalReferencePlan } from "./plan/imports";
import type { ServicePlan } from "./plan/service";
import { readReference } from "./references";

/** What an environment takes into the state; undefined if nothing. References to what it does not have are left out. */
export function planImports(
  { imports }: EnvironmentSettings,
  services: readonly ServicePlan[],
): ImportsPlan | undefined {
  const alarms = (imports?.alarms ?? []).flatMap((text) => {
    const { alarm, service, severity } = readReference(text, "");
    const found = services
      .filter(({ name }) => name === service)
      .flatMap((plan) => flatAlarms(plan))
      .find((each) => each.alarm === alarm && each.severity === severity);
    return found === undefined ? [] : [{ service, alarm, severity, name: found.name }];
  });
  const filters = (imports?.filters ?? [])
    .map(readSignalReference)
    .filter(({ service, signal }) =>
      services.some(({ name, signals }) => name === service && signals.some((each) => each.name === signal)),
    );
  return alarms.length + filters.length === 0 ? undefined : { alarms, filters };
}

/** Reads a checked reference: `orders/errors`. */
export function readSignalReference(text: string): SignalReferencePlan {
  const slash = text.indexOf("/");
  return { service: text.slice(0, slash), signal: text.slice(slash + 1) };
}
