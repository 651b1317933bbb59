import type { LokiBucket, LokiStore } from "./settings";

/** The keys of a store where logs are kept, and of rules where the ruler's are. */
export interface StoreKeys {
  /** What a period of the schema, and the compactor, call it. */
  readonly type: "s3" | "filesystem";
  /** In `storage_config`. */
  readonly storage: object;
  /** In `ruler`. */
  readonly ruler: object;
  /** At the root, for the ruler. */
  readonly root: object;
}

/**
 * With Thanos' client, a store is `object_store`, and that of rules stands at the root; classic ones have keys of their own. One switch, use_thanos_objstore, is
 * for logs and rules.
 *
 * @param client by default, the store's own: for rules, that of the logs
 * @see https://grafana.com/docs/loki/latest/setup/migrate/migrate-storage-clients/
 */
export function storeKeys(store: LokiStore, client = clientOf(store)): StoreKeys {
  if ("folder" in store)
    return {
      type: "filesystem",
      storage: { use_thanos_objstore: true, object_store: { filesystem: { dir: store.folder } } },
      ...(client === "thanos"
        ? { ruler: {}, root: { ruler_storage: { backend: "local", local: { directory: store.folder } } } }
        : { ruler: { storage: { type: "local", local: { directory: store.folder } } }, root: {} }),
    };
  const { bucket, region } = store;
  const endpoint = endpointOf(store);
  if (client === "thanos") {
    const s3 = { bucket_name: bucket, endpoint, region };
    return {
      type: "s3",
      storage: { use_thanos_objstore: true, object_store: { s3 } },
      ruler: {},
      root: { ruler_storage: { backend: "s3", s3 } },
    };
  }
  const s3 = { bucketnames: bucket, endpoint, region };
  return {
    type: "s3",
    storage: { use_thanos_objstore: false, aws: s3 },
    ruler: { storage: { type: "s3", s3 } },
    root: {},
  };
}

/** What reads and writes a store. */
export function clientOf(store: LokiStore): NonNullable<LokiBucket["client"]> {
  return "folder" in store ? "thanos" : (store.client ?? "thanos");
}

function endpointOf({ endpoint, region }: LokiBucket): string {
  return endpoint ?? `s3.${region}.amazonaws.com${region.startsWith("cn-") ? ".cn" : ""}`;
}
