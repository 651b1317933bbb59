import { own } from "../base";
import type { Service } from "./config";
import { merge, withoutAbsent, type EnvironmentSettings } from "./merge";
import { defaultLogGroup, type NameScope } from "./names";
import { expand } from "./placeholders";
import type { LogsEntry } from "./schema/logs";

/** Log settings without null. */
export type OwnLogs = { readonly [Key in keyof LogsEntry]?: NonNullable<LogsEntry[Key]> };

/** Whether a service logs nothing, in any environment: it has no log group. */
export function logsNothing({ logs }: Pick<Service, "logs">): boolean {
  return logs === "none";
}

/** What is written for the log group of a service that logs something. */
export function writtenLogs({ logs }: Pick<Service, "logs">): LogsEntry | undefined {
  return logs === "none" ? undefined : logs;
}

/**
 * What is written for the log group of a service itself, in an environment: by the service, and over that, by the environment for the
 * service. Where the environment names the log group, what the service says about that is replaced as a whole. Undefined: the service
 * logs nothing.
 */
export function ownLogs(
  entry: Pick<Service, "logs">,
  settings: EnvironmentSettings,
  name: string,
): OwnLogs | undefined {
  if (logsNothing(entry)) return undefined;
  const written: OwnLogs = withoutAbsent(writtenLogs(entry) ?? {});
  const over: OwnLogs = withoutAbsent(own(settings.services, name)?.logs ?? {});
  const { existing: _existing, group: _group, where: _where, ...rest } = written;
  return merge(over.group === undefined && over.existing === undefined ? written : rest, over);
}

/** Settings of the log group that is made for a service in an environment: its own over the environment's for all services. Undefined: it logs nothing. */
export function logSettings(
  entry: Pick<Service, "logs">,
  settings: EnvironmentSettings,
  name: string,
): (EnvironmentSettings["logs"] & OwnLogs) | undefined {
  const own = ownLogs(entry, settings, name);
  return own && (merge(settings.logs, own) as unknown as EnvironmentSettings["logs"] & OwnLogs);
}

/** Name of the log group that a service logs to, whoever makes it. Undefined: it logs nothing. */
export function logGroupNameOf(
  entry: Pick<Service, "logs">,
  settings: EnvironmentSettings,
  scope: NameScope,
): string | undefined {
  const own = ownLogs(entry, settings, scope.service);
  return own && logGroupNameIn(own, scope);
}

/** The same of what is written for the log group. */
export function logGroupNameIn({ existing, group }: OwnLogs, scope: NameScope): string {
  return expand(existing ?? group ?? defaultLogGroup, scope);
}
