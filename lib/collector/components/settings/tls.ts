import type { Duration, Text } from "../../model/reference";

/**
 * How a client speaks TLS. It does so by default, trusting the CAs of the system.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md
 */
export type TlsClient = TlsClientSettings & Authority & (Certificate | NoCertificate);

/**
 * How a server speaks TLS: its certificate and key are required.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/config/configtls/README.md
 */
export type TlsServer = TlsServerSettings & Authority & Certificate;

/** Settings of {@link TlsClient} besides its certificates. */
export interface TlsClientSettings extends TlsSettings {
  /**
   * True to speak without TLS. A `ca_file` or `ca_pem` beside it turns TLS on again.
   *
   * @default false
   */
  readonly insecure?: boolean;

  /**
   * True to accept any certificate of the server: encrypted, but to anybody.
   *
   * @default false
   */
  readonly insecure_skip_verify?: boolean;

  /**
   * The name that the server's certificate must have.
   *
   * @default - the host of the endpoint
   */
  readonly server_name_override?: Text;
}

/** Settings of {@link TlsServer} besides its certificates. */
export interface TlsServerSettings extends TlsSettings {
  /**
   * File of the CA that must have signed the certificate of each client (mutual TLS).
   *
   * @default - clients need no certificate
   */
  readonly client_ca_file?: Text;

  /**
   * True to read `client_ca_file` again when it changes.
   *
   * @default false
   */
  readonly client_ca_file_reload?: boolean;
}

/** What TLS clients and servers have in common. */
export interface TlsSettings {
  /**
   * True to trust the system's CAs, too, where a CA is given.
   *
   * @default false
   */
  readonly include_system_ca_certs_pool?: boolean;

  /**
   * The oldest version of TLS that is accepted.
   *
   * @default - 1.2
   */
  readonly min_version?: TlsVersion;

  /**
   * The newest version of TLS that is accepted.
   *
   * @default - the newest that Go has: 1.3
   */
  readonly max_version?: TlsVersion;

  /**
   * Cipher suites by Go's names, for TLS up to 1.2.
   *
   * @default - those that Go holds to be safe
   * @see https://pkg.go.dev/crypto/tls#CipherSuites
   */
  readonly cipher_suites?: readonly string[];

  /**
   * True to allow insecure ones in `cipher_suites`, for old peers.
   *
   * @default false
   */
  readonly include_insecure_cipher_suites?: boolean;

  /**
   * Elliptic curves, best first.
   *
   * @default - all of them
   */
  readonly curve_preferences?: readonly ("X25519MLKEM768" | "X25519" | "P256" | "P384" | "P521")[];

  /**
   * How old a certificate that was read from a file may be before it is read again.
   *
   * @default - it is never read again
   */
  readonly reload_interval?: Duration;

  /**
   * A trusted platform module that holds the key.
   *
   * @default - none
   */
  readonly tpm?: TrustedPlatformModule;
}

/** Versions of TLS. */
export type TlsVersion = "1.0" | "1.1" | "1.2" | "1.3";

/** Who must have signed the other side's certificate: a file, a text, or, where none is given, the system's CAs. */
export type Authority =
  | {
      /**
       * File of the CA, in PEM.
       *
       * @default - the CAs of the system
       */
      readonly ca_file?: Text;
      readonly ca_pem?: never;
    }
  | {
      /** The CA itself, in PEM. */
      readonly ca_pem: Text;
      readonly ca_file?: never;
    };

/** A certificate with its key, each as a file or as a text. */
export type Certificate = (
  | {
      /** File of our own certificate, in PEM. It needs a key. */
      readonly cert_file: Text;
      readonly cert_pem?: never;
    }
  | {
      /** Our own certificate itself, in PEM. It needs a key. */
      readonly cert_pem: Text;
      readonly cert_file?: never;
    }
) &
  (
    | {
        /** File of the certificate's key, in PEM. */
        readonly key_file: Text;
        readonly key_pem?: never;
      }
    | {
        /** The certificate's key itself, in PEM: keep it in the environment, `env("KEY")`. */
        readonly key_pem: Text;
        readonly key_file?: never;
      }
  );

/** No certificate of our own, and no key. */
export interface NoCertificate {
  readonly cert_file?: never;
  readonly cert_pem?: never;
  readonly key_file?: never;
  readonly key_pem?: never;
}

/** A chip, or a program that stands for one, with the key in it. */
export interface TrustedPlatformModule {
  /**
   * True to take the key from it.
   *
   * @default false
   */
  readonly enabled?: boolean;

  /**
   * Its device or socket: `/dev/tpmrm0`.
   *
   * @default - the system's
   */
  readonly path?: Text;

  /**
   * Password of its owner.
   *
   * @default - none
   */
  readonly owner_auth?: Text;

  /**
   * Password of the key.
   *
   * @default - none
   */
  readonly auth?: Text;
}
