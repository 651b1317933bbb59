/** Where a line was written. */
export interface Instance {
  readonly host: string;
  readonly version: string;
}

/** The tasks of a service. */
export interface Fleet {
  readonly version: string;
  readonly hosts: readonly string[];

  /** A new version: each task is replaced by a new one, one after another. */
  readonly release?: Release;
}

export interface Release {
  readonly at: number;
  readonly version: string;
  readonly hosts: readonly string[];

  /** Time between two replacements. */
  readonly every: number;
}

/** The task in a slot at a time. */
export function instanceAt(fleet: Fleet, slot: number, at: number): Instance {
  const { release } = fleet;
  const current = release !== undefined && at >= release.at + slot * release.every ? release : fleet;
  return { host: current.hosts[slot] ?? "ip-10-0-0-0", version: current.version };
}
