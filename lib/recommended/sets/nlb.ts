import type { ResourceSet } from "../set";

/** Alarms on a Network Load Balancer. */
export const nlb = {
  kind: "resource",
  of: "a Network Load Balancer",
  dimensions: { LoadBalancer: "the end of the load balancer's ARN, net/web/50dc6c495c0c9188" },
  terraform: [
    {
      type: "aws_lb",
      where: { load_balancer_type: ["network"] },
      dimensions: { LoadBalancer: { attribute: "arn_suffix" } },
    },
    {
      type: "aws_alb",
      where: { load_balancer_type: ["network"] },
      dimensions: { LoadBalancer: { attribute: "arn_suffix" } },
    },
  ],
  alarms: {
    ports: {
      summary: "{resource} has no free port to a target.",
      impact: "New connections fail.",
      reason:
        "A load balancer that changes client addresses has about 55,000 ports for each target. AWS says to add targets when this counts anything.",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-troubleshooting.html",
      watches: { kind: "value", metric: "nlb.port_allocation_errors" },
      period: "5m",
      periods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      severities: { critical: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;

/** Alarms on a target group of a Network Load Balancer. */
export const nlbTargetGroup = {
  kind: "resource",
  of: "a target group of a Network Load Balancer",
  byChoice: "A target group does not say which load balancer uses it, so give both.",
  dimensions: {
    LoadBalancer: "the end of the load balancer's ARN, net/web/50dc6c495c0c9188",
    TargetGroup: "the end of the target group's ARN, targetgroup/web/73e2d6bc24d8a067",
  },
  named: "TargetGroup",
  terraform: [],
  alarms: {
    none_healthy: {
      summary: "No target of {resource} is healthy.",
      impact: "Nobody answers; the load balancer sends connections to all targets.",
      reason: "AWS recommends the maximum, because each node of the load balancer reports its own view.",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "nlb.healthy_hosts" },
      period: "1m",
      periods: 3,
      missingData: "missing",
      severities: { critical: { below: 1 } },
    },
    unhealthy: {
      summary: "Targets of {resource} fail their health check.",
      impact: "The others carry the load.",
      reason:
        "AWS recommends the minimum, because each node of the load balancer reports its own view. 15 minutes mean that it does not heal by itself.",
      source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
      watches: { kind: "value", metric: "nlb.unhealthy_hosts" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { above: 0 } },
    },
  },
} as const satisfies ResourceSet;
