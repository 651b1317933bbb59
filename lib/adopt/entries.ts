import { durationText } from "../aws";
import type { TakenComposite } from "./composite";
import type { Entry, NamedAlarm, ReferenceOf, RuleOf } from "./parts";
import type { ServiceSource } from "./services";
import type { AdoptSettings } from "./settings";

/** A service, as a configuration has it. */
export function serviceEntry(
  { contract, logGroup, namespace }: ServiceSource,
  { owner, runbooks }: Pick<AdoptSettings, "owner" | "runbooks">,
  alarms: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return {
    owner,
    ...(runbooks === undefined ? {} : { runbooks }),
    ...(logGroup === undefined
      ? { logs: "none" }
      : { logs: { existing: logGroup }, contract: contract?.definition ?? { conventions: "own" } }),
    ...(contract === undefined
      ? {}
      : {
          namespace,
          filters: Object.fromEntries(contract.signals.map(({ filter, signal }) => [signal, filter.name])),
        }),
    notify: "each",
    ...(Object.keys(alarms).length === 0 ? {} : { alarms }),
  };
}

/** An alarm, as a configuration has it. */
export function alarmEntry(
  { alarm, firing, owner, said, severity, topics }: NamedAlarm,
  serviceOwner: string,
  ruleOf: RuleOf,
  referenceOf: ReferenceOf,
): Readonly<Record<string, unknown>> {
  const { type, ...entry } = firing?.entry ?? { type: "composite", ...compositeKeys(ruleOf(alarm, referenceOf)) };
  return {
    type,
    ...said,
    ...(owner === serviceOwner ? {} : { owner }),
    names: { [severity]: alarm.name },
    ...(topics.length === 0 ? { notify: false } : alarm.okActions.length === 0 ? { okActions: false } : {}),
    ...entry,
    severities: { [severity]: firing?.condition ?? {} },
  };
}

function compositeKeys({ rule, suppressor }: TakenComposite) {
  return {
    rule,
    ...(suppressor === undefined
      ? {}
      : {
          suppressor: {
            alarm: suppressor.alarm,
            wait: durationText(suppressor.wait * 1000),
            extension: durationText(suppressor.extension * 1000),
          },
        }),
  };
}

/** What the environment takes into the state, and the address of each. */
export function importsOf(entries: readonly Entry[], referenceOf: ReferenceOf) {
  const alarms = entries.flatMap((entry) =>
    entry.alarms.flatMap(({ alarm }): [string, string][] => {
      const reference = referenceOf(alarm);
      return reference === undefined ? [] : [[reference, alarm.address]];
    }),
  );
  const filters = entries.flatMap(({ name, source }) =>
    (source.contract?.signals ?? []).map(({ filter, signal }): [string, string] => [
      `${name}/${signal}`,
      filter.filter.address,
    ]),
  );
  return {
    written: {
      ...(alarms.length === 0 ? {} : { alarms: alarms.map(([reference]) => reference) }),
      ...(filters.length === 0 ? {} : { filters: filters.map(([reference]) => reference) }),
    },
    addresses: { alarms: alarms.map(([, address]) => address), filters: filters.map(([, address]) => address) },
  };
}

/** Comments on the configuration: where each entry comes from. */
export function commentsOf(entries: readonly Entry[], { environment }: AdoptSettings) {
  return [
    {
      path: ["environments", environment, "backend"],
      text: "Terraform's state in a file beside the configuration. In a team: { type: s3, bucket: NAME }.",
    },
    {
      path: ["environments", environment, "encrypt"],
      text: "The stack makes neither log groups nor topics, so there is nothing that a key of its own would encrypt.",
    },
    {
      path: ["environments", environment, "imports"],
      text: "What the first apply takes into the state. Terraform ignores it afterwards.",
    },
    ...entries.flatMap(({ alarms, name }) =>
      alarms.map(({ alarm, entry }) => ({ path: ["services", name, "alarms", entry], text: alarm.address })),
    ),
    ...entries.flatMap(({ name, source }) =>
      (source.contract?.signals ?? []).map(({ filter, signal }) => ({
        path: ["services", name, "contract", "signals", signal],
        text: filter.filter.address,
      })),
    ),
  ];
}
