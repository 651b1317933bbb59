import { processor } from "../../model/component";
import type { Text } from "../../model/reference";
import type { Match } from "./match";

/**
 * Renames spans from their attributes, makes attributes of their names, or sets their status. `transform` can do all of it too.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/spanprocessor
 */
export const span = processor("span", ["traces"]).of<SpanProcessor>();

/**
 * Settings of {@link span}: a name, a status, or both.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/spanprocessor
 */
export interface SpanProcessor {
  /**
   * How spans are renamed. First `from_attributes`, then `to_attributes`.
   *
   * @default - they keep their names
   */
  readonly name?: {
    /**
     * Attributes whose values become the name, in order. A span that lacks one of them keeps its name.
     *
     * @default - none
     */
    readonly from_attributes?: readonly string[];

    /**
     * What stands between the values.
     *
     * @default ""
     */
    readonly separator?: Text;

    /**
     * Makes attributes of the name and puts `{key}` in its place.
     *
     * @default - none are made
     */
    readonly to_attributes?: {
      /** Regular expressions with named groups, which are the keys of the new attributes, in order: `^/orders/(?P<order_id>.*)`. */
      readonly rules: readonly Text[];

      /**
       * True to stop at the first rule that matches.
       *
       * @default false
       */
      readonly break_after_match?: boolean;

      /**
       * True to make attributes only and to leave the name.
       *
       * @default false
       */
      readonly keep_original_name?: boolean;
    };
  };

  /**
   * The status that spans get.
   *
   * @default - the one that they have
   */
  readonly status?: {
    /** Which status. `Error` says that it failed; `Ok` that it did not, whatever others say. */
    readonly code: "Ok" | "Error" | "Unset";

    /**
     * What went wrong. Only with `Error`.
     *
     * @default - none
     */
    readonly description?: Text;
  };

  /**
   * Spans that are worked on.
   *
   * @default - all
   */
  readonly include?: Match;

  /**
   * Spans that are left as they are, of those that `include` says.
   *
   * @default - none
   */
  readonly exclude?: Match;
}
