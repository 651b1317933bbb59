import { env, processors } from "../../../lib/collector";
import { around, faultsOf, hasComponent, troubleOf, withCollector } from "../otelcol";

const rich = {
  memoryLimiter: processors.memoryLimiter({
    check_interval: "1s",
    limit_percentage: 80,
    spike_limit_percentage: 20,
    min_gc_interval_when_soft_limited: "10s",
    min_gc_interval_when_hard_limited: "1s",
    max_gc_interval_when_soft_limited: "1m",
    max_gc_interval_when_hard_limited: "30s",
  }),
  batch: processors.batch({
    timeout: "1s",
    send_batch_size: 800,
    send_batch_max_size: 1000,
    metadata_keys: ["x-tenant"],
    metadata_cardinality_limit: 10,
  }),
  filter: processors.filter({
    error_mode: "silent",
    trace_conditions: [
      {
        context: "span",
        conditions: ['IsMatch(span.attributes["url.path"], "^/health$")', "span.kind == 1"],
        error_mode: "ignore",
      },
      { conditions: ['spanevent.name == "noise"'] },
    ],
    metric_conditions: ['metric.name == "a"', 'datapoint.attributes["b"] == "c"'],
    log_conditions: ["log.severity_number < SEVERITY_NUMBER_INFO", 'resource.attributes["team"] == "x"'],
  }),
  transform: processors.transform({
    error_mode: "propagate",
    trace_statements: ['replace_pattern(span.name, "^/orders/([0-9]+)$", "/orders/$1")'],
    metric_statements: [
      { context: "metric", conditions: ['metric.name == "a"'], statements: ['set(metric.name, "b")'] },
    ],
    log_statements: [{ statements: ['set(log.attributes["tier"], "gold")'], error_mode: "silent" }],
  }),
  redaction: processors.redaction({
    allow_all_keys: true,
    allowed_keys: ["a"],
    ignored_keys: ["b"],
    ignored_key_patterns: ["^trace"],
    blocked_key_patterns: ["(?i)password|token"],
    blocked_values: ["4[0-9]{12}(?:[0-9]{3})?", "\\$[0-9]+$"],
    allowed_values: ["^[^@]+@example\\.com$"],
    redact_all_types: true,
    summary: "silent",
    hash_function: "hmac-sha256",
    hmac_key: env("REDACTION_KEY", "0123456789abcdef0123456789abcdef"),
    url_sanitizer: { enabled: true, attributes: ["url.full"], sanitize_span_name: false },
    db_sanitizer: { sql: { enabled: true, attributes: ["db.query.text"] }, sanitize_span_name: true },
  }),
  attributes: processors.attributes({
    include: {
      match_type: "regexp",
      regexp: { cacheenabled: true, cachemaxnumentries: 100 },
      resources: [{ key: "service.name", value: "^pay" }],
    },
    actions: [
      { key: "a", action: "insert", value: { nested: [1, true, "x"] } },
      { key: "tenant", action: "upsert", from_context: "metadata.x-tenant", default_value: "none" },
      { key: "b", action: "update", from_attribute: "c" },
      { key: "d", action: "insert", default_value: 1 },
      { key: "e", action: "delete", pattern: "^tmp_" },
      { pattern: "^user\\.", action: "hash" },
      { key: "url.path", action: "extract", pattern: "^/(?P<app>[^/]+)" },
      { key: "n", action: "convert", converted_type: "int" },
    ],
  }),
  resource: processors.resource({
    attributes: [{ key: "deployment.environment.name", action: "upsert", value: "prod" }],
  }),
  resourceDetection: processors.resourceDetection({
    detectors: ["env", "system"],
    override: false,
    timeout: "2s",
    refresh_interval: "1h",
    fail_on_missing_metadata: false,
    retry: {
      enabled: true,
      initial_interval: "1s",
      max_interval: "10s",
      max_elapsed_time: "1m",
      multiplier: 1.5,
      randomization_factor: 0.2,
    },
    system: { hostname_sources: ["os"], resource_attributes: { "host.id": { enabled: false } } },
    docker: { resource_attributes: { "os.type": { enabled: false } } },
    ec2: {
      tags: ["^team$"],
      tags_from_imds: true,
      max_attempts: 2,
      max_backoff: "1s",
      resource_attributes: { "host.id": { enabled: true } },
    },
    ecs: { resource_attributes: { "aws.ecs.launchtype": { enabled: false } } },
    eks: { node_from_env_var: "NODE", resource_attributes: { "k8s.cluster.name": { enabled: true } } },
    elasticbeanstalk: { resource_attributes: { "cloud.platform": { enabled: false } } },
    lambda: { resource_attributes: { "faas.instance": { enabled: false } } },
    k8s_api: {
      auth_type: "kubeConfig",
      context: "prod",
      node_from_env_var: "NODE",
      resource_attributes: { "k8s.node.uid": { enabled: true } },
    },
  }),
  tailSampling: processors.tailSampling({
    decision_wait: "20s",
    decision_wait_after_root_received: "2s",
    num_traces: 1000,
    expected_new_traces_per_sec: 10,
    block_on_overflow: true,
    decision_cache: { sampled_cache_size: 10_000, non_sampled_cache_size: 100_000 },
    sample_on_first_match: true,
    sampling_strategy: "trace-complete",
    drop_pending_traces_on_shutdown: true,
    maximum_trace_size_bytes: 1_000_000,
    num_shards: 2,
    policies: [
      { name: "all", type: "always_sample" },
      { name: "errors", type: "status_code", status_code: { status_codes: ["ERROR", "UNSET"] } },
      { name: "slow", type: "latency", latency: { threshold_ms: 2000, upper_threshold_ms: 60_000 } },
      { name: "rest", type: "probabilistic", probabilistic: { sampling_percentage: 0.5, hash_salt: "a" } },
      {
        name: "routes",
        type: "ottl_condition",
        ottl_condition: {
          error_mode: "ignore",
          span: ['IsMatch(span.attributes["http.route"], "^/pay$")'],
          spanevent: ['spanevent.name == "exception"'],
        },
      },
      {
        name: "tenants",
        type: "string_attribute",
        string_attribute: { key: "tenant", values: ["^a$"], enabled_regex_matching: true, cache_max_size: 10 },
      },
      {
        name: "statuses",
        type: "numeric_attribute",
        numeric_attribute: { key: "http.response.status_code", min_value: 500 },
      },
      { name: "vip", type: "boolean_attribute", boolean_attribute: { key: "vip", value: true } },
      { name: "large", type: "span_count", span_count: { min_spans: 10, max_spans: 100 } },
      { name: "state", type: "trace_state", trace_state: { key: "a", values: ["b"] } },
      { name: "flags", type: "trace_flags" },
      { name: "rate", type: "rate_limiting", rate_limiting: { spans_per_second: 10, burst_capacity: 30 } },
      { name: "bytes", type: "bytes_limiting", bytes_limiting: { bytes_per_second: 1000, burst_capacity: 3000 } },
      {
        name: "both",
        type: "and",
        and: {
          and_sub_policy: [
            { name: "a", type: "trace_flags" },
            { name: "b", type: "not", not: { not_sub_policy: { name: "c", type: "trace_flags" } } },
          ],
        },
      },
      {
        name: "none",
        type: "not",
        not: { not_sub_policy: { name: "d", type: "latency", latency: { threshold_ms: 5 } } },
      },
      {
        name: "health",
        type: "drop",
        drop: {
          drop_sub_policy: [
            { name: "e", type: "string_attribute", string_attribute: { key: "url.path", values: ["/health"] } },
          ],
        },
      },
      {
        name: "shares",
        type: "composite",
        composite: {
          max_total_spans_per_second: 100,
          policy_order: ["f", "g"],
          composite_sub_policy: [
            { name: "f", type: "trace_flags" },
            { name: "g", type: "and", and: { and_sub_policy: [{ name: "h", type: "always_sample" }] } },
          ],
          rate_allocation: [{ policy: "f", percent: 70 }],
        },
      },
    ],
  }),
  probabilisticSampler: processors.probabilisticSampler({
    sampling_percentage: 10,
    mode: "proportional",
    hash_seed: 22,
    fail_closed: false,
    sampling_precision: 6,
    attribute_source: "record",
    from_attribute: "id",
    sampling_priority: "priority",
  }),
  cumulativeToDelta: processors.cumulativeToDelta({
    max_staleness: "2h",
    initial_value: "drop",
    include: { metric_types: ["sum"], metrics: ["^http"], match_type: "regexp", regexp: { cacheenabled: true } },
    exclude: { metric_types: ["histogram", "exponentialhistogram"] },
  }),
  deltaToCumulative: processors.deltaToCumulative({ max_stale: "10m", max_streams: 100_000 }),
  k8sAttributes: processors.k8sAttributes({
    auth_type: "none",
    kube_api_qps: 10,
    kube_api_burst: 20,
    extract: {
      metadata: ["k8s.pod.name", "service.name"],
      labels: [
        { key: "app", tag_name: "app", from: "pod" },
        { key_regex: "team-(.*)", tag_name: "$1", from: "namespace" },
      ],
      annotations: [{ key: "owner" }],
      otel_annotations: true,
    },
    filter: {
      namespace: "shop",
      fields: [{ key: "status.phase", value: "Running", op: "equals" }],
      labels: [{ key: "app", op: "exists" }],
    },
    pod_association: [
      { sources: [{ from: "resource_attribute", name: "k8s.pod.ip" }] },
      { sources: [{ from: "connection" }] },
    ],
    exclude: { pods: [{ name: "^fluent" }] },
    wait_for_metadata: true,
    wait_for_metadata_timeout: "30s",
    watch_sync_period: "0s",
    pod_delete_grace_period: "1m",
  }),
  interval: processors.interval({ interval: "30s", pass_through: { gauge: true, summary: true } }),
  metricsTransform: processors.metricsTransform({
    transforms: [
      {
        include: "^system\\.(.*)$",
        match_type: "regexp",
        action: "update",
        new_name: "host.${1}",
        experimental_match_labels: { state: "idle" },
        operations: [
          { action: "add_label", new_label: "version", new_value: "{{version}}" },
          { action: "update_label", label: "a", new_label: "b", value_actions: [{ value: "c", new_value: "d" }] },
          { action: "delete_label_value", label: "a", label_value: "b" },
          { action: "toggle_scalar_data_type" },
          { action: "experimental_scale_value", experimental_scale: 1000 },
          { action: "aggregate_labels", label_set: ["a"], aggregation_type: "sum" },
          {
            action: "aggregate_label_values",
            label: "a",
            aggregated_values: ["b", "c"],
            new_value: "d",
            aggregation_type: "median",
          },
        ],
      },
      { include: "a", action: "insert", new_name: "b" },
      {
        include: "^(?P<verb>[A-Z]+)$",
        match_type: "regexp",
        action: "combine",
        new_name: "requests",
        aggregation_type: "sum",
        submatch_case: "lower",
      },
      { include: "a", action: "group", group_resource_labels: { kind: "pod" } },
    ],
  }),
  groupbyattrs: processors.groupbyattrs({ keys: ["host.name"] }),
  span: processors.span({
    name: {
      from_attributes: ["http.route"],
      separator: "::",
      to_attributes: { rules: ["^/orders/(?P<id>.*)$"], break_after_match: true, keep_original_name: true },
    },
    status: { code: "Error", description: "failed" },
    include: { match_type: "strict", services: ["pay"], span_kinds: ["SPAN_KIND_SERVER"] },
    exclude: { match_type: "strict", libraries: [{ name: "a", version: "1" }] },
  }),
  logDedup: processors.logDedup({
    interval: "30s",
    log_count_attribute: "times",
    timezone: "Europe/Berlin",
    conditions: ["severity_number < 13"],
    exclude_fields: ["attributes.request_id", "body.at"],
  }),
};

/** They need a cluster to start. */
const onlyValidated = new Set(["k8sAttributes"]);

test("a function is called as its component, in camel case, and each has an example here", () => {
  const made = Object.entries(processors).filter(([, value]) => typeof value === "function");
  expect(made.map(([name]) => name).sort()).toEqual(Object.keys(rich).sort());
  expect(Object.entries(rich).map(([name, { type }]) => [name, camel(type)])).toEqual(
    Object.keys(rich).map((name) => [name, name]),
  );
});

test("a processor is in the pipelines of the signals that it knows", () => {
  const all = ["logs", "metrics", "traces"];
  const known = Object.entries(rich).map(([name, { takes }]) => [name, Object.keys(takes).sort()] as const);
  expect(Object.fromEntries(known.filter(([, signals]) => signals.length < all.length))).toEqual({
    tailSampling: ["traces"],
    span: ["traces"],
    probabilisticSampler: ["logs", "traces"],
    cumulativeToDelta: ["metrics"],
    deltaToCumulative: ["metrics"],
    interval: ["metrics"],
    metricsTransform: ["metrics"],
    logDedup: ["logs"],
  });
});

withCollector(test).each(Object.entries(rich))(
  "%s validates, and starts, with all of its settings",
  async (name, made) => {
    if (!hasComponent(made)) {
      process.stderr.write(`the collector on this machine has no ${made.type}\n`);
      return;
    }
    expect(faultsOf(around(made))).toBe("");
    if (!onlyValidated.has(name)) expect(await troubleOf(around(made))).toEqual([]);
  },
);

test("a memory limit is in MiB or in percent, and is looked at", () => {
  const settings: readonly processors.MemoryLimiterProcessor[] = [
    { check_interval: "1s", limit_mib: 400, spike_limit_mib: 80 },
    { check_interval: "1s", limit_percentage: 80 },
    // @ts-expect-error without an interval a collector does not start
    { limit_mib: 400 },
    // @ts-expect-error without a limit
    { check_interval: "1s" },
    // @ts-expect-error two limits
    { check_interval: "1s", limit_mib: 400, limit_percentage: 80 },
    // @ts-expect-error the spike is of the other limit
    { check_interval: "1s", limit_percentage: 80, spike_limit_mib: 80 },
    // @ts-expect-error a time has a unit
    { check_interval: 1, limit_mib: 400 },
  ];
  expect(settings).toHaveLength(7);
});

test("conditions and statements are texts or groups of texts, for what the signal has", () => {
  const filters: readonly processors.FilterProcessor[] = [
    { log_conditions: ["log.severity_number < 9", env("CONDITION")] },
    // @ts-expect-error a mix of both
    { log_conditions: ["log.severity_number < 9", { conditions: ["true"] }] },
    // @ts-expect-error logs have no spans
    { log_conditions: [{ context: "span", conditions: ["true"] }] },
    // @ts-expect-error conditions of old
    { traces: { span: ["true"] } },
    // @ts-expect-error a mode that there is not
    { error_mode: "drop" },
  ];
  const transforms: readonly processors.TransformProcessor[] = [
    { metric_statements: [{ context: "exemplar", statements: [] }] },
    // @ts-expect-error nothing to do
    { metric_statements: [{ context: "metric", conditions: ["true"] }] },
    // @ts-expect-error spans have no data points
    { trace_statements: [{ context: "datapoint", statements: [] }] },
  ];
  expect([filters.length, transforms.length]).toEqual([5, 3]);
});

test("a hash with a key has one, and another has none", () => {
  const settings: readonly processors.RedactionProcessor[] = [
    { allow_all_keys: true, blocked_values: ["4[0-9]{12}"] },
    { allow_all_keys: true, hash_function: "sha3" },
    { hash_function: "hmac-sha256", hmac_key: env("KEY") },
    // @ts-expect-error without its key
    { hash_function: "hmac-sha512" },
    // @ts-expect-error a key for nothing
    { hash_function: "md5", hmac_key: env("KEY") },
    // @ts-expect-error a key for nothing
    { hmac_key: env("KEY") },
  ];
  expect(settings).toHaveLength(6);
});

test("an action on attributes has what it needs, and one source", () => {
  const actions: readonly processors.AttributeAction[] = [
    { key: "a", action: "insert", value: false },
    { key: "a", action: "upsert", from_context: "auth.subject" },
    { pattern: "^a", action: "delete" },
    // @ts-expect-error without a source
    { key: "a", action: "insert" },
    // @ts-expect-error two sources
    { key: "a", action: "update", value: 1, from_attribute: "b" },
    // @ts-expect-error a header is metadata.x-tenant
    { key: "a", action: "insert", from_context: "x-tenant" },
    // @ts-expect-error neither key nor pattern
    { action: "hash" },
    // @ts-expect-error nothing is deleted to a value
    { key: "a", action: "delete", value: 1 },
    // @ts-expect-error without a pattern
    { key: "a", action: "extract" },
    // @ts-expect-error a type that there is not
    { key: "a", action: "convert", converted_type: "bool" },
  ];
  // @ts-expect-error nothing to do
  processors.resource({ attributes: [] });
  expect(actions).toHaveLength(10);
});

test("a policy has the settings of its type, and holds what it may hold", () => {
  const policies: readonly processors.TailSamplingPolicy[] = [
    { name: "a", type: "numeric_attribute", numeric_attribute: { key: "a", max_value: 5 } },
    { name: "a", type: "ottl_condition", ottl_condition: { spanevent: ['spanevent.name == "exception"'] } },
    // @ts-expect-error settings of another type
    { name: "a", type: "latency", status_code: { status_codes: ["ERROR"] } },
    // @ts-expect-error no settings
    { name: "a", type: "latency" },
    // @ts-expect-error without a name
    { type: "always_sample" },
    // @ts-expect-error without a status
    { name: "a", type: "status_code", status_code: { status_codes: [] } },
    // @ts-expect-error a status that there is not
    { name: "a", type: "status_code", status_code: { status_codes: ["error"] } },
    // @ts-expect-error neither bound
    { name: "a", type: "numeric_attribute", numeric_attribute: { key: "a" } },
    // @ts-expect-error no condition
    { name: "a", type: "ottl_condition", ottl_condition: { error_mode: "ignore" } },
    // @ts-expect-error deprecated: `not` and `drop` took its place
    { name: "a", type: "boolean_attribute", boolean_attribute: { key: "a", value: true, invert_match: true } },
    // @ts-expect-error a drop is not part of an and
    { name: "a", type: "and", and: { and_sub_policy: [{ name: "b", type: "drop", drop: { drop_sub_policy: [] } }] } },
    // @ts-expect-error a not is not part of a composite
    { name: "a", type: "composite", composite: { max_total_spans_per_second: 1, composite_sub_policy: [not] } },
    // @ts-expect-error one policy, not a list
    { name: "a", type: "not", not: { not_sub_policy: [{ name: "b", type: "always_sample" }] } },
  ];
  expect(policies).toHaveLength(13);
  // @ts-expect-error without a policy
  processors.tailSampling({ policies: [] });
});

const not: processors.TailSamplingPolicy = {
  name: "b",
  type: "not",
  not: { not_sub_policy: { name: "c", type: "always_sample" } },
};

test("other processors have what they need and nothing else", () => {
  // @ts-expect-error without a share nothing would be kept
  processors.probabilisticSampler();
  // @ts-expect-error a detector by its former name
  processors.resourceDetection({ detectors: ["k8snode"] });
  // @ts-expect-error names need a way to be compared
  processors.cumulativeToDelta({ include: { metrics: ["a"] } });
  // @ts-expect-error a copy needs a name
  processors.metricsTransform({ transforms: [{ include: "a", action: "insert" }] });
  const operations: readonly processors.MetricOperation[] = [
    // @ts-expect-error a label needs a value
    { action: "add_label", new_label: "b" },
  ];
  // @ts-expect-error a key or a pattern of keys
  processors.k8sAttributes({ extract: { labels: [{ key: "a", key_regex: "b" }] } });
  // @ts-expect-error what is left out or what is looked at
  processors.logDedup({ include_fields: ["body.a"], exclude_fields: ["body.b"] });
  // @ts-expect-error the whole body cannot be left out
  processors.logDedup({ exclude_fields: ["body"] });
  expect([processors.batch().settings, operations.length]).toEqual([{}, 1]);
});

function camel(type: string): string {
  return type.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
