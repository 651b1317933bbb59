import { extension } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * User and password: put on requests that go out (`client_auth`), or asked for in those that come in (`htpasswd`).
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/extension/basicauthextension/README.md
 */
export type BasicauthExtension =
  | {
      /** Who sends. */
      readonly client_auth: BasicauthClient;
      readonly htpasswd?: never;
    }
  | {
      /** Who may send. */
      readonly htpasswd: Htpasswd;
      readonly client_auth?: never;
    };

/** Who sends: name and password, each as a text or in a file that is read again when it changes. */
export type BasicauthClient = (
  | {
      /** Name of the user. */
      readonly username: Text;
      readonly username_file?: never;
    }
  | {
      /** File of the user's name. */
      readonly username_file: Text;
      readonly username?: never;
    }
) &
  (
    | {
        /** Password of the user: keep it in the environment, `env("PASSWORD")`. */
        readonly password: Text;
        readonly password_file?: never;
      }
    | {
        /** File of the user's password. */
        readonly password_file: Text;
        readonly password?: never;
      }
  );

/** Who may send, as htpasswd writes it: a line `user:hash` for each. What is inline wins. */
export type Htpasswd =
  | {
      /** The lines themselves: keep them in the environment, `env("HTPASSWD")`. */
      readonly inline: Text;

      /**
       * File of more lines.
       *
       * @default - none
       */
      readonly file?: Text;
    }
  | {
      /** File of the lines. */
      readonly file: Text;
      readonly inline?: never;
    };

/** Puts user and password on requests, or asks for them. */
export const basicauth = extension("basicauth").of<BasicauthExtension>();
