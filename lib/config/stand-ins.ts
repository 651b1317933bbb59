import { randomUUID } from "node:crypto";
import type { Path } from "../base";
import { own, severityNames, valueAt } from "../base";
import { recommendedSets } from "../recommended";

/**
 * What cannot be read is replaced in two ways, as different as they can be. What is found with both holds whatever was meant: it does
 * not follow from the mistake.
 */
export type Filling = 0 | 1;

/** Stands for a name that cannot be read. It is no name of anything, nothing is said about it, and nobody can have written it. */
export const unreadable = `?${randomUUID()}`;

/** What takes the place of a part that cannot be used. */
export interface StandIn {
  /** The part that is replaced: the path of the mistake, or one above it. */
  readonly path: Path;

  /** Undefined: the part is taken out. */
  readonly value?: unknown;
}

interface Spot {
  readonly filling: Filling;
  readonly path: Path;

  /** The whole configuration. */
  readonly root: unknown;
}

type Make = (spot: Spot) => unknown;

const out: Make = () => undefined;
const either =
  (first: unknown, second: unknown): Make =>
  ({ filling }) =>
    filling === 0 ? first : second;
const always = (value: unknown): Make => either(value, value);
const email: Make = ({ filling, path }) => ({ email: `stand-in-${path.join("-")}-${filling}@example.com` });
const receivers: Make = (spot) => (spot.filling === 0 ? [] : [email(spot)]);
const allReceivers: Make = (spot) =>
  Object.fromEntries(
    severityNames.map((severity) => [severity, receivers({ ...spot, path: [...spot.path, severity] })]),
  );

const night = { severities: either(["info"], ["critical"]), cron: always("0 22 * * *"), duration: either("8h", "1h") };
const deployment = {
  region: either("eu-central-1", "us-east-1"),
  account: either("111122223333", "444455556666"),
  backend: either({ type: "local" }, { type: "s3", bucket: "stand-in" }),
};

/** An entry of which no alarm is left: entries keep their places. */
const nothingRecommended = {
  set: "lambda",
  of: { FunctionName: "stand-in" },
  alarms: Object.fromEntries(Object.keys(recommendedSets.lambda.alarms).map((alarm) => [alarm, "off"])),
};

/** By path, `*` for any key. The entry with the most keys that a path begins with counts. */
const standIns: Readonly<Record<string, Make>> = {
  project: always("project"),
  contracts: out,
  "contracts.*": out,
  "contracts.*.extends": always(unreadable),
  "contracts.*.*": out,
  "contracts.*.line.*": out,
  services: always({}),
  "services.*": always({ contract: unreadable }),
  "services.*.*": out,
  "services.*.contract": always(unreadable),
  "services.*.contract.extends": always(unreadable),
  "services.*.contract.*": out,
  "services.*.contract.line.*": out,
  "services.*.owner": either(undefined, "team"),
  // Routes may name either.
  "services.*.tier": either("critical", "low"),
  "services.*.runbooks": either(undefined, "https://example.com"),
  "services.*.signals.*": always(unreadable),
  // Whether it logs at all is not known.
  "services.*.logs": either(undefined, "none"),
  "services.*.logs.*": out,
  "services.*.logs.existing": always("/stand-in/{environment}/{service}"),
  "services.*.logs.group": either(undefined, "/stand-in/{environment}/{service}"),
  "services.*.logs.indexes.*": either("@requestId", "request_id"),
  "services.*.recommended.*": always(nothingRecommended),
  "services.*.alarms.*": out,
  "services.*.alarms.*.*": out,
  // The one that was meant is there already.
  "services.*.alarms.*.type": ({ path, root }) => valueAt(root, path),
  "services.*.alarms.*.summary": always("-"),
  "services.*.alarms.*.signal": always(unreadable),
  "services.*.alarms.*.errors": always(unreadable),
  "services.*.alarms.*.of": always(unreadable),
  "services.*.alarms.*.metric": always({ namespace: "-", name: "-" }),
  "services.*.alarms.*.metrics.*": always(unreadable),
  // Names every metric, whatever the keys.
  "services.*.alarms.*.expression": always("SUM(METRICS())"),
  "services.*.alarms.*.owner": either(undefined, "team"),
  "services.*.alarms.*.runbook": either(undefined, "https://example.com"),
  "services.*.alarms.*.rule": out,
  "services.*.alarms.*.period": either("1m", "1h"),
  "services.*.alarms.*.periods": either(1, 2),
  "services.*.alarms.*.minimum": either(1, 20),
  "services.*.alarms.*.timezone": either("UTC", "Asia/Tokyo"),
  "services.*.alarms.*.dimensions.*": always("{service}"),
  "services.*.alarms.*.severities": (spot) =>
    Object.fromEntries(
      (spot.filling === 0 ? ["info", "warning"] : ["critical"]).map((severity) => [severity, conditionAt(spot)]),
    ),
  "services.*.alarms.*.severities.*": (spot) => conditionAt(spot),
  environments: always({}),
  "environments.*": (spot) => ({
    ...settings(spot),
    routes: allReceivers({ ...spot, path: [...spot.path, "routes"] }),
  }),
  "environments.*.*": out,
  "environments.*.abstract": either(true, undefined),
  "environments.*.region": deployment.region,
  "environments.*.account": deployment.account,
  "environments.*.backend": deployment.backend,
  "environments.*.services.*": out,
  "environments.*.services.*.*": out,
  "environments.*.services.*.logs.*": out,
  "environments.*.logs.*": out,
  "environments.*.vars.*": out,
  "environments.*.tags.*": out,
  "environments.*.providers.*": out,
  "environments.*.sampling.*": out,
  "environments.*.sampling.*.*": out,
  "environments.*.sampling.traces.*.*": out,
  "environments.*.telemetry.*": out,
  // What is inherited would be judged with what is left.
  "environments.*.collector": always({ ecs: null }),
  "environments.*.collector.ecs": always(null),
  "environments.*.collector.*": out,
  "environments.*.collector.*.*": out,
  // Without anybody who may send to them, collectors would be a mistake.
  "environments.*.collector.ecs.clients": either(["10.0.0.0/8"], ["sg-0a1b2c3d"]),
  "environments.*.grafana.*": out,
  "environments.*.grafana.dataSources": always({ prometheus: "off", loki: "off", tempo: "off", elasticsearch: "off" }),
  "environments.*.grafana.url": either("https://example.grafana.net", "https://grafana.example.com"),
  "environments.*.grafana.workspace": either({}, { authentication: "saml" }),
  "environments.*.grafana.workspace.*": out,
  "environments.*.grafana.dataSources.*": either("off", { existing: "stand-in" }),
  "environments.*.grafana.routes.*": either([], [{ webhook: { variable: "stand_in" } }]),
  "environments.*.xray.*": out,
  "environments.*.xray.*.*": out,
  // A table of texts, and what needs no other: none of them refers to anything.
  "environments.*.xray.*.*.*": out,
  "environments.*.xray.groups.*.where": always("fault"),
  "environments.*.xray.samplingRules.*.priority": either(9998, 9999),
  "environments.*.xray.samplingRules.*.rate": either(0, 1),
  "environments.*.thresholds.*": out,
  "environments.*.thresholds.*.*": out,
  "environments.*.thresholds.*.*.*": either(undefined, "off"),
  "environments.*.thresholds.*.*.period": either("1m", "1h"),
  "environments.*.thresholds.*.*.periods": either(1, 2),
  "environments.*.thresholds.*.*.datapoints": either(undefined, 1),
  "environments.*.thresholds.*.*.statistic": out,
  "environments.*.thresholds.*.*.percentile": out,
  "environments.*.routes": allReceivers,
  "environments.*.routes.*": receivers,
  "environments.*.routes.*.*": email,
  "environments.*.quietHours.*": (spot) =>
    Object.fromEntries(Object.entries(night).map(([key, make]) => [key, make(spot)])),
  "environments.*.quietHours.*.severities": night.severities,
  "environments.*.quietHours.*.cron": night.cron,
  "environments.*.quietHours.*.duration": night.duration,
  "environments.*.quietHours.*.timezone": out,
  accept: out,
  "accept.*": always({ rule: "missing-data", path: "*", reason: "-" }),
  "accept.*.*": out,
  "accept.*.rule": always("missing-data"),
  "accept.*.path": always("*"),
  "accept.*.reason": always("-"),
};

/** What takes the place of what a path leads into; undefined if nothing can. */
export function standInFor(spot: Spot): StandIn | undefined {
  for (let length = spot.path.length; length > 0; length--) {
    const path = spot.path.slice(0, length);
    const make = makerOf(path);
    if (make === undefined) continue;
    if (path[2] === "alarms" && path[4] === "rule") return inRule(spot);
    // Which series it reads is not known, nor whether the signal has one.
    if (path[2] === "alarms" && spot.path[4] === "dimensions" && spot.path.length === 5)
      return { path: path.slice(0, 4) };
    if (path[0] === "environments" && path[2] === "extends") return withoutParent(spot);
    const value = make({ ...spot, path });
    return value === undefined ? { path } : { path, value };
  }
  return undefined;
}

/** Region, account and backend of an environment. */
export function settings(spot: Spot): object {
  return Object.fromEntries(Object.entries(deployment).map(([key, make]) => [key, make(spot)]));
}

/** An environment with what it may inherit, because it is not known what it extends. */
function withoutParent({ root, ...spot }: Spot): StandIn {
  const path = spot.path.slice(0, 2);
  const written = valueAt(root, path);
  const { extends: _parent, ...rest } = (typeof written === "object" && written !== null ? written : {}) as {
    readonly extends?: unknown;
    readonly routes?: unknown;
  };
  const routes = allReceivers({ ...spot, root, path: [...path, "routes"] });
  const own = typeof rest.routes === "object" ? rest.routes : {};
  return {
    path,
    value: { ...settings({ ...spot, root, path }), ...rest, routes: { ...(routes as object), ...own } },
  };
}

/** What stands for a part of a composite's rule: an alarm that the rule or the service has. Without one, for the whole alarm. */
function inRule(spot: Spot): StandIn {
  const { path } = spot;
  const reference = referenceAt(spot);
  if (reference === undefined) return { path: path.slice(0, 4) };
  // How many of them there are is not known.
  const of = path.indexOf("of");
  if (of >= 0) return { path: path.slice(0, of), value: reference };
  const key = path.at(-1);
  return { path, value: key === "any" || key === "all" ? [reference] : key === "atLeast" ? 1 : reference };
}

function referenceAt({ filling, path, root }: Spot): string | undefined {
  const [, service = "", , self = ""] = path;
  const alarms = valueAt(root, ["services", service, "alarms"]);
  const others = Object.entries(typeof alarms === "object" && alarms !== null ? alarms : {}).flatMap(
    ([name, alarm]) => {
      if (name === self || valueAt(alarm, ["type"]) === "composite") return [];
      const severity = severityNames.find((each) => valueAt(alarm, ["severities", each]) !== undefined);
      return severity === undefined ? [] : [`${name}.${severity}`];
    },
  );
  const rule = JSON.stringify(valueAt(root, path.slice(0, 5)) ?? "");
  const named = others.filter((reference) => rule.includes(`"${reference}"`));
  return (named.length > 0 ? named : others).at(-filling);
}

function makerOf(path: Path): Make | undefined {
  const [matching] = patterns
    .filter(
      ({ keys }) => keys.length === path.length && keys.every((key, at) => key === "*" || key === String(path[at])),
    )
    .toSorted((a, b) => wildcards(a.keys) - wildcards(b.keys));
  return matching?.make;
}

const patterns = Object.entries(standIns).map(([pattern, make]) => ({ keys: pattern.split("."), make }));

function wildcards(keys: readonly string[]): number {
  return keys.filter((key) => key === "*").length;
}

/** A condition of the alarm that the path leads into, on either side of a number. */
function conditionAt({ filling, path, root }: Spot): object {
  const type = valueAt(root, [...path.slice(0, 4), "type"]);
  const conditions = typeof type === "string" ? own(conditionsOf, type) : undefined;
  return (conditions ?? [{ above: 1 }, { below: 99 }])[filling];
}

const conditionsOf: Readonly<Record<string, readonly [object, object]>> = {
  absence: [{ for: "15m" }, { for: "1h" }],
  deadline: [{ by: "04:00" }, { by: "16:00" }],
  anomaly: [{ band: 2 }, { band: 9 }],
  composite: [{}, {}],
};
