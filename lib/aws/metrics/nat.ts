import { metricsOf } from "./resource-metric";

export const natMetrics = metricsOf({
  namespace: "AWS/NATGateway",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html",
  metrics: {
    "nat.port_allocation_errors": {
      metricName: "ErrorPortAllocation",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Times that the gateway had no source port left for a connection.",
    },
    "nat.dropped_packets": {
      metricName: "PacketsDropCount",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Packets that the gateway dropped.",
    },
    "nat.packets_from_source": {
      metricName: "PacketsInFromSource",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Packets that the gateway received from the VPC.",
    },
    "nat.packets_from_destination": {
      metricName: "PacketsInFromDestination",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Packets that the gateway received from outside.",
    },
    "nat.bytes_out": {
      metricName: "BytesOutToDestination",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Bytes that the gateway sent out; they are billed.",
    },
    "nat.bytes_in": {
      metricName: "BytesInFromDestination",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Bytes that the gateway received from outside; they are billed.",
    },
    "nat.connections": {
      metricName: "ActiveConnectionCount",
      statistic: "Maximum",
      dimensions: ["NatGatewayId"],
      description: "TCP connections through the gateway at the same time.",
    },
    "nat.connection_attempts": {
      metricName: "ConnectionAttemptCount",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Connections that were tried through the gateway.",
    },
    "nat.connections_established": {
      metricName: "ConnectionEstablishedCount",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Connections that were set up through the gateway.",
    },
    "nat.idle_timeouts": {
      metricName: "IdleTimeoutCount",
      statistic: "Sum",
      dimensions: ["NatGatewayId"],
      description: "Connections given up after 350 seconds without a packet.",
    },
  },
});
