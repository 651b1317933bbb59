import { extension } from "../../model/component";
import type { Duration, Text } from "../../model/reference";
import type { TlsClient } from "../settings/tls";

/**
 * Gets tokens from an OAuth 2 server and puts them on requests that go out.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/oauth2clientauthextension/README.md
 */
export type Oauth2clientExtension = Oauth2clientSettings & Oauth2ClientId & (Oauth2Secret | Oauth2Key);

/** Settings of {@link Oauth2clientExtension} besides its credentials. */
export interface Oauth2clientSettings {
  /** Address that gives tokens. */
  readonly token_url: Text;

  /**
   * What the token shall allow.
   *
   * @default - what the server gives
   */
  readonly scopes?: readonly string[];

  /**
   * Parameters of requests to the server, such as `audience`: a text, or a list of texts.
   *
   * @default - none
   */
  readonly endpoint_params?: Readonly<Record<string, Text | readonly Text[]>>;

  /**
   * Certificates for the server.
   *
   * @default - the CAs of the system are trusted
   */
  readonly tls?: TlsClient;

  /**
   * How long the server may take.
   *
   * @default - as long as it takes
   */
  readonly timeout?: Duration;

  /**
   * How long before its end a token is replaced.
   *
   * @default "5m"
   */
  readonly expiry_buffer?: Duration;
}

/** The client's id. */
export type Oauth2ClientId =
  | {
      /** Id of the client. */
      readonly client_id: Text;
      readonly client_id_file?: never;
    }
  | {
      /** File of the client's id; it is read for each token. */
      readonly client_id_file: Text;
      readonly client_id?: never;
    };

/** A client that has a secret. */
export type Oauth2Secret = NoKey & {
  /**
   * How the client proves who it is.
   *
   * @default - client_credentials
   */
  readonly grant_type?: "client_credentials";
} & (
    | {
        /** Secret of the client: keep it in the environment, `env("SECRET")`. */
        readonly client_secret: Text;
        readonly client_secret_file?: never;
      }
    | {
        /** File of the client's secret; it is read for each token. */
        readonly client_secret_file: Text;
        readonly client_secret?: never;
      }
  );

interface NoKey {
  readonly client_certificate_key?: never;
  readonly client_certificate_key_file?: never;
  readonly client_certificate_key_id?: never;
  readonly signature_algorithm?: never;
  readonly iss?: never;
  readonly audience?: never;
  readonly claims?: never;
}

/** A client that signs with a key. */
export type Oauth2Key = {
  /** How the client proves who it is: by a signature. */
  readonly grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer";
  readonly client_secret?: never;
  readonly client_secret_file?: never;

  /**
   * Id of the key.
   *
   * @default - none
   */
  readonly client_certificate_key_id?: Text;

  /**
   * How it is signed.
   *
   * @default - RS256
   */
  readonly signature_algorithm?: "RS256" | "RS384" | "RS512";

  /**
   * Who signs.
   *
   * @default - the client's id
   */
  readonly iss?: Text;

  /**
   * For whom it is signed.
   *
   * @default - `token_url`
   */
  readonly audience?: Text;

  /**
   * What else is signed.
   *
   * @default - nothing
   */
  readonly claims?: Readonly<Record<string, unknown>>;
} & (
  | {
      /** The private key, in PEM: keep it in the environment, `env("KEY")`. */
      readonly client_certificate_key: Text;
      readonly client_certificate_key_file?: never;
    }
  | {
      /** File of the private key, in PEM. */
      readonly client_certificate_key_file: Text;
      readonly client_certificate_key?: never;
    }
);

/** Gets tokens and puts them on requests. */
export const oauth2client = extension("oauth2client").of<Oauth2clientExtension>();
