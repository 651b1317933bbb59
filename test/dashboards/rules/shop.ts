import type { Known } from "../../../lib/dashboards/rules";

/** The environment that examples of rules are held to. */
export const shop: Known = {
  environment: "prod",
  services: [
    {
      name: "checkout",
      namespace: "shop/prod/checkout",
      logGroup: "/shop/prod/checkout",
      signals: new Map([
        ["order_failures", { dimensions: ["reason"], unit: "Count", series: ["order_failures_total"] }],
        [
          "order_duration",
          {
            dimensions: [],
            unit: "Milliseconds",
            series: ["_bucket", "_sum", "_count", ""].map((suffix) => `order_duration_milliseconds${suffix}`),
          },
        ],
        ["stock", { dimensions: [], unit: "Percent", series: ["stock_percent_bucket", "stock_percent_sum"] }],
      ]),
      fields: new Set(["http", "http.status_code", "http.duration_ms"]),
      fieldUnits: new Map([["http_duration_ms", "Milliseconds"]]),
    },
  ],
  alarms: [{ name: "a", namespace: "shop/prod/checkout", metric: "order_failures", statistic: "Sum", threshold: 5 }],
};
