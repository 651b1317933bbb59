import { extension } from "../../model/component";
import type { Text } from "../../model/reference";
import type { HttpServer } from "../settings/http-server";

/**
 * Pages about the running collector: `/debug/servicez`, `/debug/pipelinez`, `/debug/extensionz`, `/debug/featurez`, `/debug/tracez`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector/blob/main/extension/zpagesextension/README.md
 */
export interface ZpagesExtension extends HttpServer {
  /**
   * Host and port to listen on.
   *
   * @default "localhost:55679"
   */
  readonly endpoint?: Text;

  /**
   * The page `/debug/expvarz`.
   *
   * @default - there is none
   */
  readonly expvar?: {
    /**
     * True to show Go's own variables there.
     *
     * @default false
     */
    readonly enabled?: boolean;
  };
}

/** Shows pages about the running collector. */
export const zpages = extension("zpages").of<ZpagesExtension>();
