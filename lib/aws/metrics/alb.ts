import { metricsOf } from "./resource-metric";

export const albMetrics = metricsOf({
  namespace: "AWS/ApplicationELB",
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html",
  metrics: {
    "alb.5xx": {
      metricName: "HTTPCode_ELB_5XX_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Responses of 500 and above from the load balancer itself. Published only when there are any.",
    },
    "alb.4xx": {
      metricName: "HTTPCode_ELB_4XX_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Responses of 400 to 499 from the load balancer itself. Published only when there are any.",
    },
    "alb.all_requests": {
      metricName: "RequestCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Requests that the load balancer routed to any of its targets.",
    },
    "alb.requests": {
      metricName: "RequestCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Requests routed to a target of the group.",
    },
    "alb.target_2xx": {
      metricName: "HTTPCode_Target_2XX_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Responses of 200 to 299 from targets of the group. Published only when there are any.",
    },
    "alb.target_4xx": {
      metricName: "HTTPCode_Target_4XX_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Responses of 400 to 499 from targets of the group. Published only when there are any.",
    },
    "alb.target_5xx": {
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Responses of 500 and above from targets of the group. Published only when there are any.",
    },
    "alb.latency": {
      metricName: "TargetResponseTime",
      statistic: "p99",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Time from the request leaving the load balancer until the target's response begins.",
    },
    "alb.unhealthy_hosts": {
      metricName: "UnHealthyHostCount",
      statistic: "Maximum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Targets of the group that fail their health check.",
    },
  },
});
