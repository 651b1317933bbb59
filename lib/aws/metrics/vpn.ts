import { metricsOf } from "./resource-metric";

export const vpnMetrics = metricsOf({
  namespace: "AWS/VPN",
  source: "https://docs.aws.amazon.com/vpn/latest/s2svpn/monitoring-cloudwatch-vpn.html",
  metrics: {
    "vpn.tunnel_state": {
      metricName: "TunnelState",
      statistic: "Minimum",
      dimensions: ["VpnId"],
      description: "1 while the connection's tunnels are up, 0 for one that is down.",
    },
    "vpn.bytes_in": {
      metricName: "TunnelDataIn",
      statistic: "Sum",
      dimensions: ["VpnId"],
      description: "Bytes that AWS received through the tunnels.",
    },
    "vpn.bytes_out": {
      metricName: "TunnelDataOut",
      statistic: "Sum",
      dimensions: ["VpnId"],
      description: "Bytes that AWS sent through the tunnels.",
    },
  },
});
