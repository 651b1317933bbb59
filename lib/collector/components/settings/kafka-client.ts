import type { Extension } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { TlsClient } from "./tls";

/**
 * A client of Kafka, such as Amazon MSK.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/kafka/configkafka/config.go
 */
export interface KafkaClient {
  /**
   * Hosts and ports of brokers to begin with.
   *
   * @default ["localhost:9092"]
   */
  readonly brokers?: readonly [Text, ...Text[]];

  /**
   * How the collector signs in.
   *
   * @default - it does not
   */
  readonly auth?: KafkaAuth;

  /**
   * Certificates; `{}` for TLS with the CAs of the system.
   *
   * @default - no TLS, but with AWS_MSK_IAM_OAUTHBEARER
   */
  readonly tls?: TlsClient;

  /**
   * Name of this client for Kafka's quotas and logs.
   *
   * @default "otel-collector"
   */
  readonly client_id?: Text;

  /**
   * Rack or zone of this client.
   *
   * @default - none
   */
  readonly rack_id?: Text;

  /**
   * Version of Kafka to speak: `3.9.0`.
   *
   * @default - the newest that both sides know
   */
  readonly protocol_version?: Text;

  /**
   * How long a connection stays open unused.
   *
   * @default "9m"
   */
  readonly conn_idle_timeout?: Duration;

  /**
   * What is known of brokers and topics.
   *
   * @default - all of them, asked for every 10 minutes
   */
  readonly metadata?: KafkaMetadata;
}

/** How the collector signs in: one of these. */
export type KafkaAuth =
  | {
      /** By SASL. */
      readonly sasl: KafkaSasl;
      readonly kerberos?: never;
    }
  | {
      /** By Kerberos. */
      readonly kerberos: KafkaKerberos;
      readonly sasl?: never;
    };

/** Credentials by SASL. */
export type KafkaSasl =
  | {
      /** By name and password. */
      readonly mechanism: "PLAIN" | "SCRAM-SHA-256" | "SCRAM-SHA-512";

      /** Name of the user. */
      readonly username: Text;

      /** Password of the user: keep it in the environment, `env("PASSWORD")`. */
      readonly password: Text;
    }
  | {
      /** By the role of the task, for Amazon MSK. */
      readonly mechanism: "AWS_MSK_IAM_OAUTHBEARER";

      /** The cluster. */
      readonly aws_msk: {
        /** Region of the cluster. */
        readonly region: Text;
      };
    }
  | {
      /** By a token. */
      readonly mechanism: "OAUTHBEARER";

      /** Extension that gets tokens. */
      readonly oauthbearer_token_source: Extension<"oauth2client">;
    };

/** Credentials by Kerberos: a password or a file of keys. */
export type KafkaKerberos = KafkaKerberosSettings &
  (
    | {
        /** True to use a file of keys. */
        readonly use_keytab: true;

        /** The file of keys. */
        readonly keytab_file: Text;
        readonly password?: never;
      }
    | {
        /**
         * False to use a password, true to use a file of keys.
         *
         * @default false
         */
        readonly use_keytab?: false;

        /** Password of the user: keep it in the environment, `env("PASSWORD")`. */
        readonly password: Text;
        readonly keytab_file?: never;
      }
  );

/** Settings of {@link KafkaKerberos} besides password or keys. */
export interface KafkaKerberosSettings {
  /** Name of Kafka's service. */
  readonly service_name: Text;

  /** The realm. */
  readonly realm: Text;

  /** Name of the user. */
  readonly username: Text;

  /** Configuration of Kerberos: `/etc/krb5.conf`. */
  readonly config_file: Text;

  /**
   * True to not use PA-FX-FAST, which some servers do not know.
   *
   * @default false
   */
  readonly disable_fast_negotiation?: boolean;
}

/** What is known of brokers and topics. */
export interface KafkaMetadata {
  /**
   * False to know only the topics in use.
   *
   * @default true
   */
  readonly full?: boolean;

  /**
   * How often to ask.
   *
   * @default "10m"
   */
  readonly refresh_interval?: Duration;

  /**
   * What to do where the answer fails, as when a broker starts.
   *
   * @default - to ask three times more
   */
  readonly retry?: {
    /**
     * How often to ask again.
     *
     * @default 3
     */
    readonly max?: number;

    /**
     * How long to wait before.
     *
     * @default "250ms"
     */
    readonly backoff?: Duration;
  };
}
