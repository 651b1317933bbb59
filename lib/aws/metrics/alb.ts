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
    "alb.all_target_5xx": {
      metricName: "HTTPCode_Target_5XX_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Responses of 500 and above from any of its targets. Published only when there are any.",
    },
    "alb.all_target_4xx": {
      metricName: "HTTPCode_Target_4XX_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Responses of 400 to 499 from any of its targets. Published only when there are any.",
    },
    "alb.all_latency": {
      metricName: "TargetResponseTime",
      statistic: "p99",
      dimensions: ["LoadBalancer"],
      description: "Time from a request leaving the load balancer until the response of any of its targets begins.",
    },
    "alb.connections": {
      metricName: "ActiveConnectionCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Open connections, from clients and to targets.",
    },
    "alb.new_connections": {
      metricName: "NewConnectionCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Connections opened, from clients and to targets.",
    },
    "alb.rejected_connections": {
      metricName: "RejectedConnectionCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description:
        "Connections refused because the load balancer had as many as it can have. Published only when there are any.",
    },
    "alb.client_tls_errors": {
      metricName: "ClientTLSNegotiationErrorCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description:
        "TLS connections of clients that failed: a protocol or cipher that does not match, or a certificate that the client refuses. Published only when there are any.",
    },
    "alb.processed_bytes": {
      metricName: "ProcessedBytes",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Bytes that the load balancer passed on.",
    },
    "alb.requests": {
      metricName: "RequestCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Requests routed to a target of the group.",
    },
    "alb.requests_per_target": {
      metricName: "RequestCountPerTarget",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Requests of a period, divided by the number of targets of the group. Not for functions as targets.",
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
    "alb.target_connection_errors": {
      metricName: "TargetConnectionErrorCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Connections to a target of the group that failed. Published only when there are any.",
    },
    "alb.target_tls_errors": {
      metricName: "TargetTLSNegotiationErrorCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "TLS connections to a target of the group that failed. Published only when there are any.",
    },
    "alb.healthy_hosts": {
      metricName: "HealthyHostCount",
      statistic: "Minimum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Targets of the group that pass their health check.",
    },
    "alb.unhealthy_hosts": {
      metricName: "UnHealthyHostCount",
      statistic: "Maximum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description: "Targets of the group that fail their health check.",
    },
  },
});
