import type { Text } from "../../model/reference";
import type { ErrorMode } from "../ottl";

/** Says which traces are kept. `type` decides which settings there are. */
export type TailSamplingPolicy = BasicPolicy | AndPolicy | NotPolicy | DropPolicy | CompositePolicy;

/** A policy that asks one thing. */
export type BasicPolicy =
  | AlwaysSamplePolicy
  | StatusCodePolicy
  | LatencyPolicy
  | ProbabilisticPolicy
  | OttlConditionPolicy
  | StringAttributePolicy
  | NumericAttributePolicy
  | BooleanAttributePolicy
  | SpanCountPolicy
  | TraceStatePolicy
  | TraceFlagsPolicy
  | RateLimitingPolicy
  | BytesLimitingPolicy;

interface NamedPolicy {
  /** Tells policies apart, also in the collector's metrics. */
  readonly name: string;

  /** What the policy asks. Its settings stand under the same name. */
  readonly type: string;
}

/** Keeps every trace. */
export interface AlwaysSamplePolicy extends NamedPolicy {
  readonly type: "always_sample";
}

/** Keeps traces in which a span has one of these statuses. */
export interface StatusCodePolicy extends NamedPolicy {
  readonly type: "status_code";

  /** Which statuses. */
  readonly status_code: {
    /** At least one. Most spans without an error are `UNSET`, not `OK`. */
    readonly status_codes: readonly [StatusCode, ...StatusCode[]];
  };
}

type StatusCode = "OK" | "ERROR" | "UNSET";

/** Keeps traces by the time from their first span's start to their last span's end. */
export interface LatencyPolicy extends NamedPolicy {
  readonly type: "latency";

  /** How long a trace takes. */
  readonly latency: {
    /** Traces that take longer than this are kept, in milliseconds. */
    readonly threshold_ms: number;

    /**
     * Traces that take longer than this are not, in milliseconds. 0: no bound.
     *
     * @default 0
     */
    readonly upper_threshold_ms?: number;
  };
}

/** Keeps a share of traces, by their trace id. */
export interface ProbabilisticPolicy extends NamedPolicy {
  readonly type: "probabilistic";

  /** Which share. */
  readonly probabilistic: {
    /** Percent of traces that are kept; 0 keeps none, 100 and more keep all. */
    readonly sampling_percentage: number;

    /**
     * Changes which traces are kept. Two tiers that sample need different ones, else the second keeps all that the first kept.
     *
     * @default - a fixed text
     */
    readonly hash_salt?: Text;
  };
}

/**
 * Keeps traces in which a span or span event meets a condition in OTTL. Conditions that cannot be parsed stop the collector at its start,
 * but pass `validate`.
 */
export interface OttlConditionPolicy extends NamedPolicy {
  readonly type: "ottl_condition";

  /** Which conditions: of spans, of span events, or both. */
  readonly ottl_condition: {
    /**
     * What happens to a condition that fails. `propagate` leaves the trace to the other policies.
     *
     * @default - as `silent`
     */
    readonly error_mode?: ErrorMode;
  } & (
    | {
        /** One of them is enough: `span.attributes["http.route"] == "/pay"`, `resource.attributes["service.name"] == "checkout"`. */
        readonly span: readonly [Text, ...Text[]];

        /**
         * One of them is enough: `spanevent.name == "exception"`.
         *
         * @default - none
         */
        readonly spanevent?: readonly Text[];
      }
    | {
        readonly span?: never;

        /** One of them is enough: `spanevent.name == "exception"`. */
        readonly spanevent: readonly [Text, ...Text[]];
      }
  );
}

/** Keeps traces in which a text attribute of a span or resource has one of the values. */
export interface StringAttributePolicy extends NamedPolicy {
  readonly type: "string_attribute";

  /** Which attribute, and which values. */
  readonly string_attribute: {
    /** The attribute. */
    readonly key: string;

    /** One of them is enough. */
    readonly values: readonly Text[];

    /**
     * True to read values as regular expressions, which match anywhere in the attribute unless anchored.
     *
     * @default false
     */
    readonly enabled_regex_matching?: boolean;

    /**
     * How many results of regular expressions are remembered.
     *
     * @default 128
     */
    readonly cache_max_size?: number;
  };
}

/** Keeps traces in which a whole number of a span's or resource's attributes is in a range. Numbers with a fraction count as 0. */
export interface NumericAttributePolicy extends NamedPolicy {
  readonly type: "numeric_attribute";

  /** A bound of 0 counts as no bound; at least one must be another number. */
  readonly numeric_attribute: {
    /** The attribute. */
    readonly key: string;
  } & (
    | {
        /** The least value, itself included. 0 counts as no bound. */
        readonly min_value: number;

        /**
         * The greatest value, itself included. 0 counts as no bound.
         *
         * @default - no bound
         */
        readonly max_value?: number;
      }
    | {
        readonly min_value?: never;

        /** The greatest value, itself included. 0 counts as no bound. */
        readonly max_value: number;
      }
  );
}

/** Keeps traces in which an attribute of a span or resource is true, or is false. */
export interface BooleanAttributePolicy extends NamedPolicy {
  readonly type: "boolean_attribute";

  /** Which attribute, and whether it must be true. */
  readonly boolean_attribute: {
    /** The attribute. A text `"true"` is not one. */
    readonly key: string;

    /** The value that it must have. */
    readonly value: boolean;
  };
}

/** Keeps traces by how many spans they have. */
export interface SpanCountPolicy extends NamedPolicy {
  readonly type: "span_count";

  /** How many spans, both numbers included. */
  readonly span_count: {
    /**
     * The least number of spans.
     *
     * @default 0
     */
    readonly min_spans?: number;

    /**
     * The greatest number of spans. 0: no bound.
     *
     * @default 0
     */
    readonly max_spans?: number;
  };
}

/** Keeps traces whose trace state has a key with one of the values. */
export interface TraceStatePolicy extends NamedPolicy {
  readonly type: "trace_state";

  /** Which key, and which values. */
  readonly trace_state: {
    /** The key in the trace state. */
    readonly key: string;

    /** One of them is enough. */
    readonly values: readonly Text[];
  };
}

/** Keeps traces that an SDK sampled: the flag is set on one of their spans. */
export interface TraceFlagsPolicy extends NamedPolicy {
  readonly type: "trace_flags";
}

/** Keeps traces until there are too many spans in a second; the bound is that of one collector. */
export interface RateLimitingPolicy extends NamedPolicy {
  readonly type: "rate_limiting";

  /** How many spans. */
  readonly rate_limiting: {
    /** Spans in a second, on average. */
    readonly spans_per_second: number;

    /**
     * Spans at once. A trace with more never passes.
     *
     * @default - twice `spans_per_second`
     */
    readonly burst_capacity?: number;
  };
}

/** Keeps traces until there are too many bytes in a second; the bound is that of one collector. */
export interface BytesLimitingPolicy extends NamedPolicy {
  readonly type: "bytes_limiting";

  /** How many bytes, of OTLP's protobuf. */
  readonly bytes_limiting: {
    /** Bytes in a second, on average. */
    readonly bytes_per_second: number;

    /**
     * Bytes at once. A trace with more never passes.
     *
     * @default - twice `bytes_per_second`
     */
    readonly burst_capacity?: number;
  };
}

/** Keeps traces that all of its policies keep. */
export interface AndPolicy extends NamedPolicy {
  readonly type: "and";

  /** The policies. */
  readonly and: {
    /** Policies that must all keep the trace. */
    readonly and_sub_policy: readonly [PartOfAnd, ...PartOfAnd[]];
  };
}

/** Keeps traces that its policy does not keep. */
export interface NotPolicy extends NamedPolicy {
  readonly type: "not";

  /** The policy. */
  readonly not: {
    /** One policy; not a list. */
    readonly not_sub_policy: BasicPolicy;
  };
}

/** Drops traces that all of its policies keep, whatever other policies say. */
export interface DropPolicy extends NamedPolicy {
  readonly type: "drop";

  /** The policies. */
  readonly drop: {
    /** Policies that must all match. */
    readonly drop_sub_policy: readonly [PartOfAnd, ...PartOfAnd[]];
  };
}

/** What may be inside `and` and `drop`. */
export type PartOfAnd = BasicPolicy | NotPolicy;

/**
 * Keeps traces by several policies, each of which has its share of the spans in a second; the bound is that of one collector. The first
 * that would keep a trace decides: if its share is used up, the trace is not kept, and later policies are not asked.
 */
export interface CompositePolicy extends NamedPolicy {
  readonly type: "composite";

  /** The policies and their shares. */
  readonly composite: {
    /** Spans in a second, of all policies together. */
    readonly max_total_spans_per_second: number;

    /** The policies; they are asked in this order. */
    readonly composite_sub_policy: readonly [PartOfComposite, ...PartOfComposite[]];

    /**
     * Names of the policies. It changes nothing today: they are asked in the order of `composite_sub_policy`.
     *
     * @default - none
     */
    readonly policy_order?: readonly string[];

    /**
     * Shares of the policies. One that is not named gets the total divided by the number of policies.
     *
     * @default - equal shares
     */
    readonly rate_allocation?: readonly {
      /** Name of the policy. */
      readonly policy: string;

      /** Percent of `max_total_spans_per_second`. */
      readonly percent: number;
    }[];
  };
}

/** What may be inside `composite`. */
export type PartOfComposite = BasicPolicy | AndPolicy;
