import type { ResourceSet } from "../set";

/** Alarms on an Application Load Balancer. */
export const alb = {
  kind: "resource",
  of: "an Application Load Balancer",
  dimensions: { LoadBalancer: "the end of the load balancer's ARN, app/web/50dc6c495c0c9188" },
  terraform: [
    {
      type: "aws_lb",
      where: { load_balancer_type: [null, "application"] },
      dimensions: { LoadBalancer: { attribute: "arn_suffix" } },
    },
    {
      type: "aws_alb",
      where: { load_balancer_type: [null, "application"] },
      dimensions: { LoadBalancer: { attribute: "arn_suffix" } },
    },
  ],
  settings: {
    latency: { description: "How long the slowest one percent of responses may take to begin, in seconds." },
  },
  alarms: {
    errors: {
      summary: "{resource} answers requests with errors of its own.",
      impact: "Users see an error page of the load balancer, status 502, 503 or 504.",
      reason:
        "These come from the load balancer: no healthy target, a target that closes connections or takes too long. Targets do not know of them, so their logs are silent. A share of at least 20 requests. A request that no target got may be missing from the number of requests, so both numbers are added, and a load balancer without any target shows between 50 and 100 percent.",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html",
      watches: {
        kind: "math",
        expression:
          "IF(FILL(requests, 0) + FILL(errors, 0) >= 20, 100 * FILL(errors, 0) / (FILL(requests, 0) + FILL(errors, 0)), 0)",
        series: { errors: { metric: "alb.5xx" }, requests: { metric: "alb.all_requests" } },
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 1 }, critical: { above: 10 } },
    },
    target_errors: {
      summary: "Targets of {resource} answer requests with errors.",
      impact: "Users see errors.",
      reason:
        "A share, because a busy service always has some errors; at least 20 requests, so that one failure at night wakes nobody.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: {
        kind: "rate",
        errors: { metric: "alb.all_target_5xx" },
        of: { metric: "alb.all_requests" },
        minimum: 20,
      },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 1 }, critical: { above: 10 } },
    },
    latency: {
      summary: "Responses through {resource} are slow.",
      impact: "Users wait.",
      reason:
        "How slow is too slow depends on what is behind it, so nothing is watched until you say it. The 99th percentile, because an average hides the users who wait.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "alb.all_latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "latency" } } },
    },
    rejected: {
      summary: "{resource} refuses connections.",
      impact: "Users cannot connect.",
      reason: "The load balancer has as many connections as it can have, which it never has in normal use.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "alb.rejected_connections" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a target group of an Application Load Balancer. */
export const albTargetGroup = {
  kind: "resource",
  of: "a target group of an Application Load Balancer",
  byChoice: "A target group does not say which load balancer uses it, so give both.",
  dimensions: {
    LoadBalancer: "the end of the load balancer's ARN, app/web/50dc6c495c0c9188",
    TargetGroup: "the end of the target group's ARN, targetgroup/web/73e2d6bc24d8a067",
  },
  named: "TargetGroup",
  terraform: [],
  settings: {
    latency: { description: "How long the slowest one percent of responses may take to begin, in seconds." },
  },
  alarms: {
    none_healthy: {
      summary: "No target of {resource} is healthy.",
      impact: "Nobody answers requests; the load balancer sends them to all targets, or answers with status 503.",
      reason: "Three minutes in which even the best minute had no healthy target.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "alb.healthy_hosts", statistic: "Maximum" },
      period: "1m",
      periods: 3,
      missingData: "missing",
      severities: { critical: { below: 1 } },
    },
    unhealthy: {
      summary: "Targets of {resource} fail their health check.",
      impact: "The others carry the load.",
      reason:
        "A target that a deployment replaces is drained, not unhealthy. 15 minutes mean that it does not heal by itself.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "alb.unhealthy_hosts", statistic: "Minimum" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 0 } },
    },
    errors: {
      summary: "Targets of {resource} answer requests with errors.",
      impact: "Users see errors.",
      reason:
        "A share, because a busy service always has some errors; at least 20 requests, so that one failure at night wakes nobody.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "rate", errors: { metric: "alb.target_5xx" }, of: { metric: "alb.requests" }, minimum: 20 },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { warning: { above: 1 }, critical: { above: 10 } },
    },
    latency: {
      summary: "Responses of {resource} are slow.",
      impact: "Users wait.",
      reason:
        "How slow is too slow depends on the service, so nothing is watched until you say it. The 99th percentile, because an average hides the users who wait.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "alb.latency" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: { setting: "latency" } } },
    },
    connections: {
      summary: "Connections to targets of {resource} fail.",
      impact: "Users see status 502 or 504, or wait for another target.",
      reason:
        "A target that crashes or is full refuses connections before its health check fails. Single ones happen when targets are replaced, hence three periods.",
      source:
        "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "alb.target_connection_errors" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
