import { exporter } from "../../model/component";
import type { Extension } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { Retry } from "../settings/retry";
import type { SendingQueue } from "../settings/sending-queue";
import type { Timeout } from "../settings/timeout";

/**
 * Objects in a bucket of S3, one for each request: let the queue's batch make large ones.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/exporter/awss3exporter/README.md
 */
export type Awss3Exporter = Awss3Settings & Awss3Format;

/** Settings of {@link Awss3Exporter} besides the format of objects. */
export interface Awss3Settings extends Timeout {
  /** Where objects go, and what they are called. */
  readonly s3uploader: S3Uploader;

  /**
   * Attributes of the resource that say where objects go.
   *
   * @default - none: all go to one place
   */
  readonly resource_attrs_to_s3?: {
    /**
     * Attribute that has the bucket; without it, `s3_bucket` of the uploader.
     *
     * @default - none
     */
    readonly s3_bucket?: string;

    /**
     * Attribute that has the prefix; without it, `s3_prefix` of the uploader.
     *
     * @default - none
     */
    readonly s3_prefix?: string;
  };

  /**
   * How often an upload that failed is tried again, after the uploader's own attempts.
   *
   * @default - for 5 minutes, with pauses of 5 to 30 seconds
   */
  readonly retry_on_failure?: Retry;

  /**
   * What waits to be uploaded; `{}` for the defaults.
   *
   * @default - no queue: the pipeline waits for each upload
   */
  readonly sending_queue?: SendingQueue;
}

/** How objects are written: by one of the exporter's own formats, or by an extension. */
export type Awss3Format =
  | {
      /**
       * Format of objects: OTLP, or, for logs only, bodies of log records or the archive of Sumo Logic.
       *
       * @default "otlp_json"
       */
      readonly marshaler?: "otlp_json" | "otlp_proto" | "body" | "sumo_ic";
      readonly encoding?: never;
      readonly encoding_file_extension?: never;
    }
  | {
      /** Extension that writes objects. */
      readonly encoding: Extension;

      /**
       * Ending of objects' names.
       *
       * @default - none
       */
      readonly encoding_file_extension?: Text;
      readonly marshaler?: never;
    };

/** Where objects go, and what they are called: `base prefix/prefix/partition/file`. */
export interface S3Uploader {
  /** Name of the bucket. */
  readonly s3_bucket: Text;

  /**
   * Region of the bucket. Neither AWS_REGION nor the task's region is looked at: write it.
   *
   * @default "us-east-1"
   */
  readonly region?: Text;

  /**
   * First part of all keys.
   *
   * @default - none
   */
  readonly s3_base_prefix?: Text;

  /**
   * Second part of keys, which `resource_attrs_to_s3` can replace.
   *
   * @default - none
   */
  readonly s3_prefix?: Text;

  /**
   * Third part of keys: the time of the upload, as strftime writes it.
   *
   * @default "year=%Y/month=%m/day=%d/hour=%H/minute=%M"
   */
  readonly s3_partition_format?: Text;

  /**
   * Time zone of that time: `UTC`, `Europe/Berlin`.
   *
   * @default - of the machine
   */
  readonly s3_partition_timezone?: Text;

  /**
   * Beginning of objects' names, before the signal.
   *
   * @default - none
   */
  readonly file_prefix?: Text;

  /**
   * What makes names unique: an id that sorts by time, or a random number.
   *
   * @default - a random number
   */
  readonly unique_key_func_name?: "uuidv7";

  /**
   * Compression of objects.
   *
   * @default - none
   */
  readonly compression?: "gzip" | "zstd" | "none";

  /**
   * Storage class of objects.
   *
   * @default "STANDARD"
   */
  readonly storage_class?:
    | "STANDARD"
    | "STANDARD_IA"
    | "ONEZONE_IA"
    | "INTELLIGENT_TIERING"
    | "GLACIER_IR"
    | "GLACIER"
    | "DEEP_ARCHIVE"
    | "REDUCED_REDUNDANCY"
    | "EXPRESS_ONEZONE"
    | "OUTPOSTS"
    | "SNOW";

  /**
   * Who may read objects, for buckets that have access control lists.
   *
   * @default - what the bucket says
   */
  readonly acl?:
    | "private"
    | "public-read"
    | "public-read-write"
    | "authenticated-read"
    | "aws-exec-read"
    | "bucket-owner-read"
    | "bucket-owner-full-control";

  /**
   * ARN of a role to take on.
   *
   * @default - the role of the task
   */
  readonly role_arn?: Text;

  /**
   * Address of S3, for VPC endpoints and emulators.
   *
   * @default - S3's own in the region
   */
  readonly endpoint?: Text;

  /**
   * True to write the bucket into the path instead of the host: emulators want that.
   *
   * @default false
   */
  readonly s3_force_path_style?: boolean;

  /**
   * True to speak without TLS.
   *
   * @default false
   */
  readonly disable_ssl?: boolean;

  /**
   * How the AWS SDK tries again: with pauses, with pauses and fewer requests, or not at all.
   *
   * @default "standard"
   */
  readonly retry_mode?: "standard" | "adaptive" | "nop";

  /**
   * Attempts of the AWS SDK, the first one included; 0 for no limit.
   *
   * @default 3
   */
  readonly retry_max_attempts?: number;

  /**
   * The AWS SDK's longest pause.
   *
   * @default "20s"
   */
  readonly retry_max_backoff?: Duration;
}

/** Writes telemetry into a bucket. */
export const awss3 = exporter("awss3", ["traces", "metrics", "logs"]).of<Awss3Exporter>();
