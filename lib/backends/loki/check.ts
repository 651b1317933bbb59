import { bucketShape, durationForm, readDuration, regionShape } from "../../aws";
import { excerpt, greatest, own, type Path } from "../../base";
import { BackendError, type BackendFault } from "../backend-error";
import { defaultLabels, isUnbounded, labelName, mostLabels } from "./labels";
import type { LokiLimits, LokiQueries, LokiSettings, LokiStore } from "./settings";
import { clientOf } from "./storage";
import { defaultLokiVersion, isAtLeast, type LokiVersion, readLokiVersion } from "./version";

export type LokiProblem =
  | "version"
  | "value"
  | "duration"
  | "number"
  | "mode-removed"
  | "store-not-shared"
  | "rules-with-logs"
  | "label-unbounded"
  | "label-twice"
  | "labels-many"
  | "retention-short"
  | "retention-by-no-label";

/** Settings with their defaults, of which Loki refuses none. */
export interface CheckedLoki {
  readonly version: LokiVersion;
  readonly store: LokiStore;
  readonly since: string;
  readonly folder: string;
  readonly labels: readonly string[];

  /** The store of the ruler's rules. */
  readonly rules?: LokiStore;
  readonly keepSeconds: number;

  /** Of {@link keepSeconds} and the streams', the longest. */
  readonly longestSeconds: number;
  readonly streams: readonly { readonly where: Readonly<Record<string, string>>; readonly keepSeconds: number }[];
  readonly limits: { readonly [Key in keyof LokiLimits]-?: number };
  readonly queries: { readonly [Key in keyof LokiQueries]-?: number };
}

const day = 86_400;

/** @throws {BackendError} with everything that is wrong */
export function checkLoki(settings: LokiSettings): CheckedLoki {
  const checking = new Checking();
  const checked = checking.all(settings);
  if (checking.faults.length > 0) throw new BackendError(checking.faults);
  return checked;
}

class Checking {
  readonly faults: BackendFault<LokiProblem>[] = [];

  all(settings: LokiSettings): CheckedLoki {
    const version = this.version(settings.version ?? defaultLokiVersion);
    const labels = this.labels(settings.labels ?? defaultLabels);
    const keepSeconds = this.seconds(settings.retention?.keep ?? "30d", ["retention", "keep"]);
    const streams = (settings.retention?.streams ?? []).map(({ keep, where }, index) => {
      const path = ["retention", "streams", index];
      this.selector(where, labels, [...path, "where"]);
      const seconds = this.seconds(keep, [...path, "keep"]);
      if (seconds < day)
        this.add("retention-short", [...path, "keep"], `${keep} is less than Loki takes here`, "Write 24h or more.");
      return { where, keepSeconds: seconds };
    });
    this.cluster(settings, version);
    this.text(
      settings.since ?? "2024-01-01",
      ["since"],
      /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/,
      "a day, as 2026-01-31",
    );
    this.path(settings.folder ?? "/loki", ["folder"]);
    const { limits = {}, queries = {} } = settings;
    const longestSeconds = greatest([keepSeconds, ...streams.map((stream) => stream.keepSeconds)]);
    const rate = this.number(limits.megabytesPerSecond ?? 10, ["limits", "megabytesPerSecond"]);
    return {
      version,
      labels,
      keepSeconds,
      longestSeconds,
      streams,
      since: settings.since ?? "2024-01-01",
      folder: settings.folder ?? "/loki",
      store: this.store(settings.store, ["store"]),
      ...(settings.ruler === undefined ? {} : { rules: this.rules(settings.ruler, settings.store) }),
      limits: {
        megabytesPerSecond: rate,
        burstMegabytes: this.number(limits.burstMegabytes ?? 2 * rate, ["limits", "burstMegabytes"]),
        streamMegabytesPerSecond: this.number(limits.streamMegabytesPerSecond ?? 5, [
          "limits",
          "streamMegabytesPerSecond",
        ]),
        streams: this.whole(limits.streams ?? 5000, ["limits", "streams"]),
        lineKilobytes: this.whole(limits.lineKilobytes ?? 256, ["limits", "lineKilobytes"]),
        metadataKilobytes: this.whole(limits.metadataKilobytes ?? 64, ["limits", "metadataKilobytes"]),
        oldest: this.seconds(limits.oldest ?? "7d", ["limits", "oldest"]),
      },
      queries: {
        timeout: this.seconds(queries.timeout ?? "1m", ["queries", "timeout"]),
        longest:
          queries.longest === undefined ? longestSeconds + 3600 : this.seconds(queries.longest, ["queries", "longest"]),
        series: this.whole(queries.series ?? 500, ["queries", "series"]),
        lines: this.whole(queries.lines ?? 5000, ["queries", "lines"]),
        gigabytes: this.whole(queries.gigabytes ?? 150, ["queries", "gigabytes"]),
      },
    };
  }

  private version(text: string): LokiVersion {
    const version = readLokiVersion(text);
    if (version !== undefined) return version;
    this.add(
      "version",
      ["version"],
      `${excerpt(text)} is not a version of Loki from 3.4 on`,
      `Write one: ${defaultLokiVersion}.`,
    );
    return readLokiVersion(defaultLokiVersion) ?? [3, 7];
  }

  private labels(labels: readonly string[]): readonly string[] {
    const seen = new Map<string, string>();
    labels.forEach((label, index) => {
      const path = ["labels", index];
      this.text(label, path, /^[A-Za-z_][\w.-]{0,127}$/, "the name of a resource attribute");
      if (isUnbounded(label))
        this.add(
          "label-unbounded",
          path,
          `${label} has too many values for a label: each makes streams of its own`,
          `Leave it out. It is structured metadata then, and queries filter by it: | ${labelName(label)} = "...".`,
        );
      const same = seen.get(labelName(label));
      if (same !== undefined)
        this.add(
          "label-twice",
          path,
          `${label} and ${same} are one label, ${labelName(label)}`,
          "Leave one of them out.",
        );
      seen.set(labelName(label), label);
    });
    if (labels.length > mostLabels)
      this.add(
        "labels-many",
        ["labels"],
        `${labels.length} are too many`,
        `Keep at most ${mostLabels}: all others are structured metadata.`,
      );
    return labels;
  }

  private selector(where: Readonly<Record<string, string>>, labels: readonly string[], path: Path): void {
    const names = Object.keys(where);
    if (names.length === 0)
      this.add("value", path, "selects nothing", 'Name an attribute: { "service.name": "audit" }.');
    for (const name of names) {
      if (!labels.includes(name))
        this.add(
          "retention-by-no-label",
          [...path, name],
          `${name} is not a label, and Loki keeps whole streams`,
          labels.length === 0 ? "Add it to labels." : `Add it to labels, or use one of them: ${labels.join(", ")}.`,
        );
      this.text(own(where, name) ?? "", [...path, name], /^[^\p{Cc}\p{Cs}]{1,2048}$/u, "a value of one line");
    }
  }

  private cluster({ cluster, store }: LokiSettings, version: LokiVersion): void {
    if (cluster === undefined) return;
    this.text(
      cluster.name,
      ["cluster", "name"],
      /^[A-Za-z0-9][\w.-]{0,99}$/,
      "a name of letters, digits, dots and dashes",
    );
    if (cluster.members.length === 0)
      this.add(
        "value",
        ["cluster", "members"],
        "has none",
        "Name where tasks find the others: dns+loki.shop-prod:7946.",
      );
    cluster.members.forEach((member, index) => {
      this.text(
        member,
        ["cluster", "members", index],
        /^(?:dns\+|dnssrv\+|dnssrvnoa\+)?[\w.-]{1,253}(?::\d{1,5})?$/,
        "an address: dns+loki.shop-prod:7946",
      );
    });
    if ("folder" in store)
      this.add(
        "store-not-shared",
        ["store", "folder"],
        "only one task sees a folder",
        "Use a bucket, or one task: leave out cluster.",
      );
    if (cluster.backend === undefined) return;
    this.text(cluster.backend, ["cluster", "backend"], addressShape, "an address: http://loki-backend.shop-prod:3100");
    if (isAtLeast(version, [4, 0]))
      this.add(
        "mode-removed",
        ["cluster", "backend"],
        "Loki 4 has no simple scalable mode: it does not start with -target=read, write or backend",
        "Leave it out: then every task does everything.",
      );
  }

  private store(store: LokiStore, path: Path): LokiStore {
    if ("folder" in store) {
      this.path(store.folder, [...path, "folder"]);
      return store;
    }
    const { bucket, endpoint, region } = store;
    this.text(bucket, [...path, "bucket"], bucketShape, "the name of one bucket");
    this.text(region, [...path, "region"], regionShape, "a Region, as eu-central-1");
    if (endpoint !== undefined)
      this.text(
        endpoint,
        [...path, "endpoint"],
        /^[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::\d{1,5})?$/,
        "a host, without scheme",
      );
    return store;
  }

  private rules({ alertmanager, rules }: NonNullable<LokiSettings["ruler"]>, store: LokiStore): LokiStore {
    this.text(alertmanager, ["ruler", "alertmanager"], addressShape, "an address: http://alertmanager:9093");
    const isSame =
      "bucket" in rules
        ? "bucket" in store && rules.bucket === store.bucket
        : "folder" in store && rules.folder === store.folder;
    if (isSame)
      this.add(
        "rules-with-logs",
        ["ruler", "rules"],
        "are where logs are",
        "Keep rules in a bucket or folder of their own.",
      );
    if ("bucket" in rules && rules.client !== undefined && rules.client !== clientOf(store))
      this.add(
        "value",
        ["ruler", "rules", "client"],
        `${rules.client} is not the client of the logs' store, and Loki has one for both`,
        "Leave it out: rules are read as logs are.",
      );
    return this.store(rules, ["ruler", "rules"]);
  }

  private path(text: string, path: Path): void {
    this.text(text, path, /^\/(?:[\w.-]+\/)*[\w.-]+$/, "an absolute path");
  }

  private text(text: string, path: Path, shape: RegExp, what: string): void {
    if (!shape.test(text)) this.add("value", path, `${excerpt(text)} is not ${what}`, `Write ${what}.`);
  }

  private seconds(text: string, path: Path): number {
    const milliseconds = readDuration(text);
    if (
      milliseconds !== undefined &&
      milliseconds >= 1000 &&
      milliseconds % 1000 === 0 &&
      milliseconds <= longestDuration
    )
      return milliseconds / 1000;
    this.add(
      "duration",
      path,
      `${excerpt(text)} is not a time of whole seconds, up to 100 years`,
      `Write ${durationForm}.`,
    );
    return day;
  }

  private number(value: number, path: Path): number {
    if (value >= 0.001 && value <= 1_000_000) return value;
    this.add("number", path, `${value} is not a number from 0.001 to a million`, "Write one.");
    return 1;
  }

  private whole(value: number, path: Path): number {
    if (Number.isSafeInteger(value) && value > 0 && value <= 100_000_000) return value;
    this.add("number", path, `${value} is not a whole number above 0, up to a hundred million`, "Write one.");
    return 1;
  }

  private add(problem: LokiProblem, path: Path, message: string, fix: string): void {
    this.faults.push({ problem, path, message, fix });
  }
}

const addressShape = /^https?:\/\/[^\s/?#@]+(?:\/[^\s?#]*)?$/;

/** Loki counts nanoseconds in 64 bits. */
const longestDuration = 100 * 365 * day * 1000;
