import { metricsOf } from "./resource-metric";

export const transitGatewayMetrics = metricsOf({
  namespace: "AWS/TransitGateway",
  source: "https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-cloudwatch-metrics.html",
  metrics: {
    "tgw.bytes_in": {
      metricName: "BytesIn",
      statistic: "Sum",
      dimensions: ["TransitGateway"],
      description: "Bytes that the transit gateway received.",
    },
    "tgw.bytes_out": {
      metricName: "BytesOut",
      statistic: "Sum",
      dimensions: ["TransitGateway"],
      description: "Bytes that the transit gateway sent.",
    },
    "tgw.no_route": {
      metricName: "PacketDropCountNoRoute",
      statistic: "Sum",
      dimensions: ["TransitGateway"],
      description: "Packets dropped because no route matched.",
    },
    "tgw.blackhole": {
      metricName: "PacketDropCountBlackhole",
      statistic: "Sum",
      dimensions: ["TransitGateway"],
      description: "Packets dropped because their route leads nowhere.",
    },
  },
});
