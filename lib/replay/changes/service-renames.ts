import type { AnyAlarm, LogGroup, MetricFilter, Template } from "../../terraform";

/** A service under another name, or resources of a service under another construct id. */
export interface ServiceRename {
  /** Construct ids: `Api`, `Orders`. The same where the service has kept its id. */
  readonly from: string;
  readonly to: string;

  /** Names of the service, from tags; else, and where these are the same, the ids. */
  readonly before: string;
  readonly after: string;

  /** Addresses of what it had and has, by kind and path: those of before, and now. */
  readonly addresses: ReadonlyMap<string, string>;
}

/**
 * Services that may have another name now: those of which all resources go where as many of the same kinds and paths come, and those that
 * have kept their id.
 */
export function serviceRenames(before: Template, after: Template): ServiceRename[] {
  const [was, is] = [partsOf(before), partsOf(after)];
  const come = new Map([...is].filter(([id]) => !was.has(id)));
  return [...was].flatMap(([from, part]): ServiceRename[] => {
    const same = is.get(from);
    if (same !== undefined) {
      const isSame = part.service === undefined || same.service === undefined || part.service === same.service;
      return isSame ? [] : [renameOf([from, part], [from, same])];
    }
    const found = [...come].find(([, other]) => shared(part.paths, other.paths) >= 0.6);
    if (found === undefined) return [];
    come.delete(found[0]);
    return [renameOf([from, part], found)];
  });
}

/** Log groups, alarms and metric filters of services at the addresses that these have under their new ids. */
export function asRenamed(before: Template, renames: readonly ServiceRename[]): Template {
  const addresses = new Map(renames.flatMap((rename) => [...rename.addresses]));
  const at = <Each extends { readonly address: string }>(list: readonly Each[]): readonly Each[] =>
    list.map((each) => ({ ...each, address: addresses.get(each.address) ?? each.address }));
  return {
    ...before,
    logGroups: at(before.logGroups),
    metricAlarms: at(before.metricAlarms),
    compositeAlarms: at(before.compositeAlarms),
    metricFilters: at(before.metricFilters),
  };
}

function renameOf([from, was]: readonly [string, Part], [to, is]: readonly [string, Part]): ServiceRename {
  const addresses = [...was.paths].flatMap(([path, address]): [string, string][] => {
    const now = is.paths.get(path);
    return now === undefined ? [] : [[address, now]];
  });
  // Where only the id is another, that is what changes.
  const [before, after] = was.service === is.service ? [from, to] : [was.service ?? from, is.service ?? to];
  return { from, to, before, after, addresses: new Map(addresses) };
}

interface Part {
  /** Kind and path to address. */
  readonly paths: Map<string, string>;
  service: string | undefined;
}

/** cdktf names a resource by its path, with a hash of it: `Api_ErrorsAlarm_Critical_7484DDDF`. */
export const pathName = /^(aws_\w+)\.([A-Za-z0-9]+)_(.+)_[0-9A-F]{8}$/;

function partsOf({ compositeAlarms, logGroups, metricAlarms, metricFilters }: Template): Map<string, Part> {
  const parts = new Map<string, Part>();
  const resources: (AnyAlarm | LogGroup | MetricFilter)[] = [
    ...logGroups,
    ...metricFilters,
    ...metricAlarms,
    ...compositeAlarms,
  ];
  for (const resource of resources) {
    const [, type, id, path] = pathName.exec(resource.address) ?? [];
    if (type === undefined || id === undefined || path === undefined) continue;
    const part = parts.get(id) ?? { paths: new Map<string, string>(), service: undefined };
    part.paths.set(`${type} ${path}`, resource.address);
    if ("tags" in resource) part.service ??= resource.tags.service;
    parts.set(id, part);
  }
  return parts;
}

function shared(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): number {
  return [...a.keys()].filter((each) => b.has(each)).length / Math.max(a.size, b.size);
}
