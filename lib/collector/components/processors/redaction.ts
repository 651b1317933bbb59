import { processor } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * Removes attributes by their key and masks values by their key or shape.
 *
 * It deletes every attribute that `allowed_keys` does not name, so without settings it deletes all: say `allow_all_keys: true` to mask
 * only. It reads attributes of resources, scopes, spans, span events, data points and log records, and bodies of log records, where keys of
 * a map count as attributes do. It does not read span names, status messages, links and exemplars: use `transform` for them.
 *
 * For a key: `ignored_keys` first, then whether it is allowed, then (but not in bodies) `allowed_values`, then the key's patterns, then
 * `blocked_values`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/redactionprocessor
 */
export const redaction = processor("redaction", ["traces", "metrics", "logs"]).of<RedactionProcessor>();

/**
 * Settings of {@link redaction}. Patterns are regular expressions of RE2 (no look-around) and match anywhere in a text unless anchored.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/redactionprocessor
 */
export type RedactionProcessor = RedactionRules & (PlainHash | KeyedHash);

interface RedactionRules {
  /**
   * True to keep all keys, whatever `allowed_keys` says. False deletes every attribute whose key is not in `allowed_keys`, `service.name`
   * included.
   *
   * @default false
   */
  readonly allow_all_keys?: boolean;

  /**
   * Keys that stay. Their values are masked like others.
   *
   * @default - none: all attributes are deleted unless `allow_all_keys` is true
   */
  readonly allowed_keys?: readonly string[];

  /**
   * Keys that stay and whose values nobody looks at, even if they match a blocked pattern.
   *
   * @default - none
   */
  readonly ignored_keys?: readonly string[];

  /**
   * Patterns of such keys.
   *
   * @default - none
   */
  readonly ignored_key_patterns?: readonly Text[];

  /**
   * Patterns of keys whose whole value is masked: `(?i)password|token`.
   *
   * @default - none
   */
  readonly blocked_key_patterns?: readonly Text[];

  /**
   * Patterns of what is masked inside values, applied in order. Only the part that matches is replaced.
   *
   * @default - none
   */
  readonly blocked_values?: readonly Text[];

  /**
   * Patterns of values that stay as they are. One match anywhere keeps the whole value, so anchor them.
   *
   * @default - none
   */
  readonly allowed_values?: readonly Text[];

  /**
   * True to look into values that are not texts too: numbers, and lists and maps as their JSON. A masked value becomes a text. By default
   * a card number that was sent as a number stays, and so does whatever is nested in an attribute.
   *
   * @default false
   */
  readonly redact_all_types?: boolean;

  /**
   * Which attributes say what was done: `debug` adds counts and the names of keys, `info` adds counts, anything else adds nothing. Names of
   * keys can give something away.
   *
   * @default - nothing is added
   */
  readonly summary?: "debug" | "info" | "silent";

  /** Replaces ids and the like in URLs, so that there are fewer of them. */
  readonly url_sanitizer?: {
    /**
     * Whether it is done.
     *
     * @default false
     */
    readonly enabled?: boolean;

    /**
     * Keys of attributes that hold URLs.
     *
     * @default - none
     */
    readonly attributes?: readonly string[];

    /**
     * False to leave names of spans as they are.
     *
     * @default - true: names of client and server spans with a / in them are cleaned too
     */
    readonly sanitize_span_name?: boolean;
  };

  /** Replaces literals in queries of databases by `?`. Which one a span asks, its attribute `db.system.name` or `db.system` says. */
  readonly db_sanitizer?: {
    /**
     * Queries in SQL, of `mysql`, `postgresql`, `mariadb`, `sqlite` and `other_sql`.
     *
     * @default - not cleaned
     */
    readonly sql?: QuerySanitizer;

    /**
     * Commands of Redis.
     *
     * @default - not cleaned
     */
    readonly redis?: QuerySanitizer;

    /**
     * Commands of Valkey.
     *
     * @default - not cleaned
     */
    readonly valkey?: QuerySanitizer;

    /**
     * Commands of memcached.
     *
     * @default - not cleaned
     */
    readonly memcached?: QuerySanitizer;

    /**
     * Commands of MongoDB, in JSON.
     *
     * @default - not cleaned
     */
    readonly mongo?: QuerySanitizer;

    /**
     * Queries of OpenSearch, in JSON.
     *
     * @default - not cleaned
     */
    readonly opensearch?: QuerySanitizer;

    /**
     * Queries of Elasticsearch, in JSON.
     *
     * @default - not cleaned
     */
    readonly es?: QuerySanitizer;

    /**
     * False to leave names of spans as they are.
     *
     * @default - true: names of client spans that say which database they call are cleaned too
     */
    readonly sanitize_span_name?: boolean;
  };
}

interface PlainHash {
  /**
   * Replaces values by their hash instead of `****`, so that equal values stay equal. A short or guessable value (an IP address, a phone
   * number) can be found again from a hash without a key: use `hmac-sha256`.
   *
   * @default - none: `****` stands for what is masked
   */
  readonly hash_function?: "md5" | "sha1" | "sha3";
  readonly hmac_key?: never;
}

interface KeyedHash {
  /** Replaces values by their hash under `hmac_key`, so that equal values stay equal. */
  readonly hash_function: "hmac-sha256" | "hmac-sha512";

  /**
   * The secret key: at least 32 bytes for `hmac-sha256`, 64 bytes for `hmac-sha512`. Take it from the environment: `env("REDACTION_KEY")`.
   */
  readonly hmac_key: Text;
}

/** How queries of one kind of database are cleaned. */
interface QuerySanitizer {
  /**
   * Whether it is done.
   *
   * @default false
   */
  readonly enabled?: boolean;

  /**
   * Keys of attributes that hold queries, such as `db.query.text`. Bodies of log records are cleaned without being named.
   *
   * @default - none
   */
  readonly attributes?: readonly string[];
}
