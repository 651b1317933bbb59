import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

const source = awsRecommends("NATGateway");

/** Alarms on a NAT gateway. */
export const nat = {
  kind: "resource",
  of: "a NAT gateway",
  dimensions: { NatGatewayId: "the gateway's id" },
  terraform: [{ type: "aws_nat_gateway", dimensions: { NatGatewayId: { attribute: "id" } } }],
  alarms: {
    ports: {
      summary: "{resource} has no ports left for connections.",
      impact: "New connections to a popular destination fail.",
      reason:
        "AWS recommends it: a gateway has 55,000 connections to one destination for each of its addresses. None is normal; add addresses, or use an endpoint of the VPC.",
      source,
      watches: { kind: "value", metric: "nat.port_allocation_errors" },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0 } },
    },
    dropped_packets: {
      summary: "{resource} drops packets.",
      impact: "Connections are slow or break.",
      reason: "AWS recommends 0.01 percent of all packets, above which its own service may have a problem.",
      source,
      watches: {
        kind: "math",
        expression: "100 * dropped / (from_source + from_destination)",
        series: {
          dropped: { metric: "nat.dropped_packets" },
          from_source: { metric: "nat.packets_from_source" },
          from_destination: { metric: "nat.packets_from_destination" },
        },
      },
      period: "5m",
      periods: 3,
      missingData: "notBreaching",
      severities: { warning: { above: 0.01 } },
    },
  },
} as const satisfies ResourceSet;
