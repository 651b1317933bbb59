import { processor } from "../../model/component";
import type { Text } from "../../model/reference";

/**
 * Renames, copies, combines and aggregates metrics, in order.
 *
 * It sees one batch at a time, so it cannot aggregate what comes from several clients. Labels are attributes of data points.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/metricstransformprocessor
 */
export const metricsTransform = processor("metrics_transform", ["metrics"]).of<MetricsTransformProcessor>();

/**
 * Settings of {@link metricsTransform}.
 *
 * @see https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/metricstransformprocessor
 */
export interface MetricsTransformProcessor {
  /** What is done, in order; later ones see what earlier ones made. */
  readonly transforms: readonly MetricTransform[];
}

/** Which metrics are changed, and how. */
export type MetricTransform = MetricTransformCommon &
  (
    | {
        /** Changes the metrics themselves. */
        readonly action: "update";

        /**
         * Their new name; groups of `include` as `${1}`.
         *
         * @default - they keep their name
         */
        readonly new_name?: Text;
        readonly aggregation_type?: never;
        readonly group_resource_labels?: never;
        readonly submatch_case?: never;
      }
    | {
        /** Changes copies; the metrics stay as they are. */
        readonly action: "insert";

        /** Name of the copy; groups of `include` as `${1}`. */
        readonly new_name: Text;
        readonly aggregation_type?: never;
        readonly group_resource_labels?: never;
        readonly submatch_case?: never;
      }
    | {
        /** Puts all metrics that match into one and removes them. Named groups of `include` become labels. */
        readonly action: "combine";

        /** Name of the one. */
        readonly new_name: Text;

        /** How points with the same labels are put together. */
        readonly aggregation_type: AggregationType;
        readonly group_resource_labels?: never;

        /**
         * Writes values of labels that come from groups in small or capital letters.
         *
         * @default - as they are
         */
        readonly submatch_case?: "lower" | "upper";
      }
    | {
        /** Moves the metrics to a resource of their own. */
        readonly action: "group";

        /** Attributes that this resource has besides. */
        readonly group_resource_labels: Readonly<Record<string, Text>>;
        readonly new_name?: never;
        readonly aggregation_type?: never;
        readonly submatch_case?: never;
      }
  );

/** How several points become one. Histograms know only `sum`. */
export type AggregationType = "sum" | "mean" | "min" | "max" | "count" | "median";

interface MetricTransformCommon {
  /** Name of the metrics, or a regular expression that matches anywhere in it unless anchored. */
  readonly include: Text;

  /**
   * How names are compared.
   *
   * @default - `strict`
   */
  readonly match_type?: "strict" | "regexp";

  /**
   * Only points with these labels; values are compared as `match_type` says.
   *
   * @default - all
   */
  readonly experimental_match_labels?: Readonly<Record<string, Text>>;

  /**
   * What else is done, in order.
   *
   * @default - nothing
   */
  readonly operations?: readonly MetricOperation[];
}

/** A change of labels, values or points. */
export type MetricOperation =
  | {
      /** Adds a label to all points. */
      readonly action: "add_label";

      /** The label. */
      readonly new_label: string;

      /** Its value; `{{version}}` stands for the collector's. */
      readonly new_value: Text;
    }
  | {
      /** Renames a label, values of it, or both. */
      readonly action: "update_label";

      /** The label. */
      readonly label: string;

      /**
       * Its new name.
       *
       * @default - it keeps its name
       */
      readonly new_label?: string;

      /**
       * Values to rename.
       *
       * @default - none
       */
      readonly value_actions?: readonly {
        /** The value. */
        readonly value: Text;

        /** What it becomes. */
        readonly new_value: Text;
      }[];
    }
  | {
      /** Removes the points that have this value. */
      readonly action: "delete_label_value";

      /** The label. */
      readonly label: string;

      /** Its value. */
      readonly label_value: Text;
    }
  | {
      /** Makes numbers with a fraction of whole ones, and the other way round. */
      readonly action: "toggle_scalar_data_type";
    }
  | {
      /** Multiplies values. */
      readonly action: "experimental_scale_value";

      /** By what. Not 0. */
      readonly experimental_scale: number;
    }
  | {
      /** Puts points together that differ only in other labels. */
      readonly action: "aggregate_labels";

      /** Labels that stay. */
      readonly label_set: readonly string[];

      /** How they are put together. */
      readonly aggregation_type: AggregationType;
    }
  | {
      /** Puts points together that have one of the values of a label. */
      readonly action: "aggregate_label_values";

      /** The label. */
      readonly label: string;

      /** Its values. */
      readonly aggregated_values: readonly Text[];

      /** The value that they get. */
      readonly new_value: Text;

      /** How they are put together. */
      readonly aggregation_type: AggregationType;
    };
