import { durationForm, readDuration } from "../../aws";
import { excerpt, type Path } from "../../base";
import type { ElasticsearchFaults } from "./problem";
import type { ElasticsearchPolicy, ElasticsearchRetention } from "./settings";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What a component template says of a data stream's life, and the policy, if there is one. */
export interface Lifecycle {
  readonly lifecycle?: object;
  readonly settings: object;
  readonly policy?: object;
}

/**
 * @param name of the policy
 * @see https://www.elastic.co/docs/manage-data/lifecycle/data-stream
 * @see https://www.elastic.co/docs/manage-data/lifecycle/index-lifecycle-management
 */
export function lifecycleOf(
  { keep, policy }: ElasticsearchRetention,
  name: string,
  path: Path,
  faults: ElasticsearchFaults,
): Lifecycle {
  const kept = time(keep, [...path, "keep"], faults);
  if (policy === undefined)
    return {
      lifecycle: { data_retention: timeText(kept) },
      // logs@settings names a policy, which would come first.
      settings: { "index.lifecycle.prefer_ilm": false },
    };
  return {
    settings: { "index.lifecycle.name": name, "index.lifecycle.prefer_ilm": true },
    policy: { phases: phases(kept, policy, [...path, "policy"], faults) },
  };
}

/** As a data stream's lifecycle begins indices, unless the cluster says otherwise. */
function usualRollover(kept: number): number {
  if (kept <= day) return hour;
  if (kept <= 14 * day) return day;
  return kept <= 90 * day ? 7 * day : 30 * day;
}

function phases(kept: number, policy: ElasticsearchPolicy, path: Path, faults: ElasticsearchFaults): object {
  const { cold, frozen, repository, rollAfter, shardGigabytes = 50, warm } = policy;
  const age = rollAfter === undefined ? usualRollover(kept) : time(rollAfter, [...path, "rollAfter"], faults);
  const at = (phase: "warm" | "cold" | "frozen", after: string): string => {
    const begins = time(after, [...path, phase, "after"], faults);
    before.push({ phase, begins });
    return timeText(begins);
  };
  const before: { readonly phase: "warm" | "cold" | "frozen"; readonly begins: number }[] = [];
  if (repository !== undefined && !/^[^\s\p{Cc}\\/*?"<>|,#:]{1,128}$/u.test(repository))
    faults.add("name", [...path, "repository"], `${excerpt(repository)} is not a repository`, "Write its name.");
  if (frozen !== undefined && repository === undefined)
    faults.add(
      "no-repository",
      [...path, "frozen"],
      "needs a repository: frozen indices are searchable snapshots",
      "Name a repository, or leave out frozen.",
    );
  const snapshot = repository === undefined ? {} : { searchable_snapshot: { snapshot_repository: repository } };
  const all = {
    hot: {
      min_age: "0ms",
      actions: {
        set_priority: { priority: 100 },
        rollover: {
          max_primary_shard_size: `${faults.whole(shardGigabytes, [...path, "shardGigabytes"], 1, 1000)}gb`,
          max_age: timeText(age),
        },
      },
    },
    ...(warm === undefined
      ? {}
      : {
          warm: {
            min_age: at("warm", warm.after),
            actions: {
              set_priority: { priority: 50 },
              readonly: {},
              ...(warm.shards === undefined
                ? {}
                : { shrink: { number_of_shards: faults.whole(warm.shards, [...path, "warm", "shards"], 1, 1024) } }),
              forcemerge: { max_num_segments: 1 },
            },
          },
        }),
    ...(cold === undefined
      ? {}
      : {
          cold: {
            min_age: at("cold", cold.after),
            actions: {
              set_priority: { priority: 0 },
              ...(cold.replicas === undefined
                ? {}
                : {
                    allocate: {
                      number_of_replicas: faults.whole(cold.replicas, [...path, "cold", "replicas"], 0, 10),
                    },
                  }),
              ...snapshot,
            },
          },
        }),
    ...(frozen === undefined ? {} : { frozen: { min_age: at("frozen", frozen.after), actions: snapshot } }),
    delete: { min_age: timeText(kept), actions: { delete: {} } },
  };
  before.forEach(({ begins, phase }, index) => {
    const next = before[index + 1];
    const end = next?.begins ?? kept;
    if (begins >= end)
      faults.add(
        "phase-order",
        [...path, phase, "after"],
        `${timeText(begins)} is not before ${next?.phase ?? "the end"}, ${timeText(end)}`,
        "Write a shorter time, or leave the tier out.",
      );
  });
  return all;
}

function time(text: string, path: Path, faults: ElasticsearchFaults): number {
  const milliseconds = readDuration(text);
  if (milliseconds !== undefined && milliseconds >= hour && milliseconds % minute === 0 && milliseconds <= 36_500 * day)
    return milliseconds;
  faults.add(
    "duration",
    path,
    `${excerpt(text)} is not a time of whole minutes, from an hour to 100 years`,
    `Write ${durationForm}.`,
  );
  return day;
}

/** In Elasticsearch's largest unit that leaves no rest. */
function timeText(milliseconds: number): string {
  if (milliseconds % day === 0) return `${milliseconds / day}d`;
  return milliseconds % hour === 0 ? `${milliseconds / hour}h` : `${milliseconds / minute}m`;
}
