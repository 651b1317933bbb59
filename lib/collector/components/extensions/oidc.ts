import { extension } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * Asks for tokens of OpenID Connect in requests that come in, and checks them.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/oidcauthextension/README.md
 */
export interface OidcExtension {
  /** Who gives tokens; a token is checked against the one that its issuer names. */
  readonly providers: readonly [OidcProvider, ...OidcProvider[]];

  /**
   * The header that has the token.
   *
   * @default "authorization"
   */
  readonly attribute?: Text;
}

/** Who gives tokens. */
export type OidcProvider = OidcProviderSettings &
  (
    | {
        /** For whom a token must be. */
        readonly audience: Text;

        /**
         * True to not look at it.
         *
         * @default false
         */
        readonly ignore_audience?: false;
      }
    | {
        /** True to not look at for whom a token is. */
        readonly ignore_audience: true;
        readonly audience?: never;
      }
  );

/** Settings of {@link OidcProvider} besides the audience. */
export interface OidcProviderSettings {
  /** Address of the provider, as its tokens say it. */
  readonly issuer_url: Text;

  /**
   * True to not look at who gave a token.
   *
   * @default false
   */
  readonly ignore_issuer?: boolean;

  /**
   * File of the CA of the provider's certificate.
   *
   * @default - the CAs of the system are trusted
   */
  readonly issuer_ca_path?: Text;

  /**
   * Claim that has the user.
   *
   * @default - sub
   */
  readonly username_claim?: string;

  /**
   * Claim that has the user's groups.
   *
   * @default - none
   */
  readonly groups_claim?: string;

  /**
   * File of the provider's public keys (JWKS), so that it need not be asked. It is read again when it changes.
   *
   * @default - the provider is asked
   */
  readonly public_keys_file?: Text;
}

/** Checks tokens of OpenID Connect. */
export const oidc = extension("oidc").of<OidcExtension>();
