import { own } from "../base";
import type { Service } from "./config";
import { merge, withoutAbsent, type EnvironmentSettings } from "./merge";
import { defaultLogGroup, type NameScope } from "./names";
import { expand } from "./placeholders";
import type { LogsEntry } from "./schema/logs";

/** Log settings without null. */
export type OwnLogs = { readonly [Key in keyof LogsEntry]?: NonNullable<LogsEntry[Key]> };

/**
 * What is written for the log group of a service itself, in an environment: by the service, and over that, by the environment for the
 * service. Where the environment names the log group, what the service says about that is replaced as a whole.
 */
export function ownLogs(entry: Pick<Service, "logs">, settings: EnvironmentSettings, name: string): OwnLogs {
  const written: OwnLogs = withoutAbsent(entry.logs ?? {});
  const over: OwnLogs = withoutAbsent(own(settings.services, name)?.logs ?? {});
  const { existing: _existing, group: _group, where: _where, ...rest } = written;
  return merge(over.group === undefined && over.existing === undefined ? written : rest, over);
}

/** Settings of the log group that is made for a service in an environment: its own over the environment's for all services. */
export function logSettings(
  entry: Pick<Service, "logs">,
  settings: EnvironmentSettings,
  name: string,
): EnvironmentSettings["logs"] & OwnLogs {
  return merge(settings.logs, ownLogs(entry, settings, name)) as unknown as EnvironmentSettings["logs"] & OwnLogs;
}

/** Name of the log group that a service logs to, whoever makes it. */
export function logGroupNameOf(entry: Pick<Service, "logs">, settings: EnvironmentSettings, scope: NameScope): string {
  const { existing, group } = ownLogs(entry, settings, scope.service);
  return expand(existing ?? group ?? defaultLogGroup, scope);
}
