import { own } from "../../base";
import { isContained, narrowed, serviceFieldOf } from "../../contract";
import { type ConfigFinding, doubt, inEnvironment, problem } from "../errors";
import type { MetricEntryPlan, SeriesPlan } from "../plan/alarms";
import { readBy } from "../read-by";
import { type Reader, readersOf } from "./log-groups";
import type { ConfigRule } from "./rule";
import { resourceMetrics } from "../../aws";
import { chosenSignals } from "../plan-service";

export const sharedLines: ConfigRule<"shared-lines"> = {
  id: "shared-lines",
  check: ({ config, plans }) =>
    readersOf(plans).flatMap((readers) => [
      ...(readers.length > 1 ? toldApart(readers) : []),
      ...readers.flatMap((reader) => {
        const entry = own(config.services, reader.service.name);
        return entry === undefined ? [] : unjoined(reader, chosenSignals(entry));
      }),
    ]),
};

function toldApart(readers: readonly Reader[]): ConfigFinding[] {
  const owners = new Map<string, Reader>();
  return readers.flatMap((reader): ConfigFinding[] => {
    const { group, plan, service, text } = reader;
    const others = readers.flatMap((other) => (other === reader ? [] : [other.text])).join(" and ");
    const at = inEnvironment(plan.environment, [...reader.path, "existing"]);
    if (group.where === undefined) {
      const field = serviceFieldOf(service.contract);
      return [
        problem(
          "shared-lines",
          at,
          `${text} shares the log group ${group.name} with ${others}, and ${
            field === undefined
              ? "no field of its contract says which service a line is from"
              : "nothing tells the lines of the environments apart"
          }`,
          field === undefined
            ? `Write \`where\`, a filter pattern that only its lines match: { $.app = "${service.name}" }.`
            : "Write `where` for both environments: a filter pattern that asks for the service and for {environment}, which is expanded.",
        ),
      ];
    }
    const owner = owners.get(group.where);
    owners.set(group.where, owner ?? reader);
    if (owner === undefined) return wider(reader, readers, at);
    return [
      problem(
        "shared-lines",
        at,
        `${text} and ${owner.text} share the log group ${group.name}, and the lines of both match ${group.where}: each would count the other's`,
        "Write `where`, a filter pattern that only its own lines match; {service} and {environment} are expanded.",
      ),
    ];
  });
}

/** Another service whose lines this one counts, all of them. */
function wider(
  { group, text }: Reader,
  readers: readonly Reader[],
  at: ReturnType<typeof inEnvironment>,
): ConfigFinding[] {
  const { where } = group;
  const other = readers.find(
    (each) =>
      where !== undefined &&
      each.group.where !== undefined &&
      each.group.where !== where &&
      isContained(each.group.where, where),
  );
  if (other === undefined) return [];
  return [
    doubt(
      "shared-lines",
      at,
      `${text} shares the log group ${group.name} with ${other.text}, and every line that matches ${other.group.where ?? ""} matches ${where ?? ""}, too: it is counted for both`,
      "Write `where`, a filter pattern that only its own lines match.",
    ),
  ];
}

// A signal that cannot ask for the service counts the lines of all.
function unjoined({ group, path, plan }: Reader, signals: ReturnType<typeof chosenSignals>): ConfigFinding[] {
  const { where } = group;
  if (where === undefined) return [];
  return signals
    .filter((signal) => narrowed(signal, where) === undefined)
    .map(({ name, pattern }) =>
      problem(
        "shared-lines",
        inEnvironment(plan.environment, [...path, "where"]),
        `no filter pattern says both ${where} and the pattern of signal "${name}", which is ${kinds[pattern.kind]}`,
        "Write `where` as a pattern of the same kind, or leave the signal out under `signals`.",
      ),
    );
}

const kinds: Readonly<Record<ReturnType<typeof chosenSignals>[number]["pattern"]["kind"], string>> = {
  every: "every line",
  json: "over JSON",
  terms: "of terms",
  regex: "a regular expression",
  delimited: "space-delimited",
};

const settings = ["retentionDays", "protect", "indexes", "anomalyDetection"] as const;

export const sharedLogSettings: ConfigRule<"shared-log-settings"> = {
  id: "shared-log-settings",
  check: ({ plans }) =>
    readersOf(plans).flatMap((readers) =>
      settings.flatMap((setting) => {
        const [owner, ...others] = readers.filter(({ group }) => isSet(group[setting]));
        return owner === undefined
          ? []
          : others.map(({ group, path, plan, text }) =>
              problem(
                "shared-log-settings",
                inEnvironment(plan.environment, [...path, setting]),
                `${text} sets ${setting} of the log group ${group.name}, which ${owner.text} sets, too`,
                "Set it for one of the services that share the group.",
              ),
            );
      }),
    ),
};

function isSet(value: unknown): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

const { metricName, namespace } = resourceMetrics["logs.incoming_events"];

export const sharedAbsence: ConfigRule<"shared-absence"> = {
  id: "shared-absence",
  check: ({ plans }) =>
    readersOf(plans).flatMap((readers) =>
      readers.flatMap(({ group, plan, service, text }) =>
        group.where === undefined && readers.length === 1
          ? []
          : service.alarms.flatMap((entry): ConfigFinding[] => {
              if (entry.kind !== "metric" || !looksForSilence(entry)) return [];
              const read = readBy(entry.measure).map(({ series }) => series);
              if (!read.every((series) => isAllLinesOf(series, group.name))) return [];
              // Of a metric that is named, the whole group may be meant.
              const found = entry.type === "absence" ? problem : doubt;
              return [
                found(
                  "shared-absence",
                  inEnvironment(plan.environment, entry.source),
                  `it watches all lines of the log group ${group.name}, which has lines of others, too: it would not fire while they log and ${text} does not`,
                  "Name a signal that the service always logs: signal: requests.",
                ),
              ];
            }),
      ),
    ),
};

function isAllLinesOf({ dimensions, metric, namespace: watched }: SeriesPlan, group: string): boolean {
  return watched === namespace && metric === metricName && own(dimensions, "LogGroupName") === group;
}

/** Whether an alarm fires where there is too little of something. */
function looksForSilence(entry: MetricEntryPlan): boolean {
  switch (entry.type) {
    case "absence":
      return true;
    case "anomaly":
      return entry.direction === "below";
    case "metric":
    case "math":
      return Object.values(entry.severities).some(
        ({ condition: { comparison } }) => comparison === "below" || comparison === "atMost",
      );
    case "threshold":
    case "rate":
    case "latency":
    case "deadline":
      return false;
  }
}
