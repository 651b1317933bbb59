import { metricsOf } from "./resource-metric";

export const nlbMetrics = metricsOf({
  namespace: "AWS/NetworkELB",
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html",
  metrics: {
    "nlb.active_flows": {
      metricName: "ActiveFlowCount",
      statistic: "Maximum",
      dimensions: ["LoadBalancer"],
      description: "Flows, or connections, that are open from clients to targets.",
    },
    "nlb.new_flows": {
      metricName: "NewFlowCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Flows, or connections, opened from clients to targets.",
    },
    "nlb.processed_bytes": {
      metricName: "ProcessedBytes",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Bytes that the load balancer passed on, without health checks.",
    },
    "nlb.port_allocation_errors": {
      metricName: "PortAllocationErrorCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Connections that failed because no port to a target was free. Published only when there are any.",
    },
    "nlb.client_resets": {
      metricName: "TCP_Client_Reset_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Resets that clients sent to targets. Published only when there are any.",
    },
    "nlb.load_balancer_resets": {
      metricName: "TCP_ELB_Reset_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Resets that the load balancer sent itself. Published only when there are any.",
    },
    "nlb.target_resets": {
      metricName: "TCP_Target_Reset_Count",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description: "Resets that targets sent to clients. Published only when there are any.",
    },
    "nlb.client_tls_errors": {
      metricName: "ClientTLSNegotiationErrorCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description:
        "TLS handshakes with clients that failed. Only for TLS listeners. Published only when there are any.",
    },
    "nlb.target_tls_errors": {
      metricName: "TargetTLSNegotiationErrorCount",
      statistic: "Sum",
      dimensions: ["LoadBalancer"],
      description:
        "TLS handshakes with targets that failed. Only for TLS listeners. Published only when there are any.",
    },
    "nlb.healthy_hosts": {
      metricName: "HealthyHostCount",
      statistic: "Maximum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description:
        "Targets of the group that pass their health check. AWS recommends the maximum, because each node of the load balancer reports its own view.",
    },
    "nlb.unhealthy_hosts": {
      metricName: "UnHealthyHostCount",
      statistic: "Minimum",
      dimensions: ["LoadBalancer", "TargetGroup"],
      description:
        "Targets of the group that fail their health check. AWS recommends the minimum, because each node of the load balancer reports its own view.",
    },
  },
});
