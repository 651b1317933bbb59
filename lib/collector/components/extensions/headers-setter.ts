import { extension } from "../../model/component";
import type { Text } from "../../model/reference";
import type { ClientAuthenticator } from "../settings/auth";

/**
 * Headers of requests that go out, from requests that came in: a tenant that must reach Loki, Mimir or Tempo. Receivers must keep metadata
 * (`include_metadata`), and batches must be partitioned by it.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/headerssetterextension/README.md
 */
export interface HeadersSetterExtension {
  /** Headers, in the order in which they are set. */
  readonly headers: readonly [SetHeader, ...SetHeader[]];

  /**
   * Extension that puts its credentials on requests first.
   *
   * @default - none
   */
  readonly additional_auth?: ClientAuthenticator;
}

/** A header that is set or taken away. */
export type SetHeader =
  | ({
      /** Name of the header. */
      readonly key: Text;

      /**
       * When to set it: always, only where it is missing, or only where it is there.
       *
       * @default - upsert
       */
      readonly action?: "upsert" | "insert" | "update";
    } & HeaderValue)
  | {
      /** Name of the header. */
      readonly key: Text;

      /** To take it away. */
      readonly action: "delete";
    };

/** Where the value comes from: one of these. */
export type HeaderValue =
  | {
      /** The value itself. */
      readonly value: Text;
      readonly value_file?: never;
      readonly from_context?: never;
      readonly from_attribute?: never;
      readonly default_value?: never;
    }
  | {
      /** File of the value. It is read again when it changes. */
      readonly value_file: Text;
      readonly value?: never;
      readonly from_context?: never;
      readonly from_attribute?: never;
      readonly default_value?: never;
    }
  | {
      /** Metadata of the request that came in. */
      readonly from_context: Text;

      /**
       * What stands in where there is none.
       *
       * @default - an empty text
       */
      readonly default_value?: Text;
      readonly value?: never;
      readonly value_file?: never;
      readonly from_attribute?: never;
    }
  | {
      /** What the receiver's authenticator knows of the sender: `subject`, `membership`, `username`. Not an attribute of telemetry. */
      readonly from_attribute: Text;

      /**
       * What stands in where there is none.
       *
       * @default - an empty text
       */
      readonly default_value?: Text;
      readonly value?: never;
      readonly value_file?: never;
      readonly from_context?: never;
    };

/** Sets headers of requests. */
export const headersSetter = extension("headers_setter").of<HeadersSetterExtension>();
