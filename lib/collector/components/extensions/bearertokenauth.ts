import { extension } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * A token in a header: put on requests that go out, or asked for in those that come in. One of `token`, `tokens` and `filename` is required.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/bearertokenauthextension/README.md
 */
export type BearertokenauthExtension = BearertokenauthSettings & BearerTokens;

/** Settings of {@link BearertokenauthExtension} besides its tokens. */
export interface BearertokenauthSettings {
  /**
   * The header.
   *
   * @default "Authorization"
   */
  readonly header?: Text;

  /**
   * What stands in front of the token; an empty text for nothing.
   *
   * @default "Bearer"
   */
  readonly scheme?: Text;
}

/** The token, or those of which any will do. */
export type BearerTokens =
  | {
      /** The token: keep it in the environment, `env("TOKEN")`. */
      readonly token: Text;
      readonly tokens?: never;
      readonly filename?: never;
    }
  | {
      /** Tokens that a server takes; a client sends the first one. */
      readonly tokens: readonly [Text, ...Text[]];
      readonly token?: never;
      readonly filename?: never;
    }
  | {
      /** File with a token in each line. It is read again when it changes. */
      readonly filename: Text;
      readonly token?: never;
      readonly tokens?: never;
    };

/** Puts a token on requests, or asks for one. */
export const bearertokenauth = extension("bearertokenauth").of<BearertokenauthExtension>();
