import type { ResourceSet } from "../set";
import { awsRecommends } from "../sources";

/** Alarms on a site-to-site VPN connection. */
export const vpn = {
  kind: "resource",
  of: "a site-to-site VPN connection",
  dimensions: { VpnId: "the connection's id" },
  terraform: [{ type: "aws_vpn_connection", dimensions: { VpnId: { attribute: "id" } } }],
  alarms: {
    tunnel: {
      summary: "A tunnel of {resource} is down.",
      impact: "The other tunnel carries the connection; if it fails, too, there is none.",
      reason:
        "AWS recommends it. A connection whose customer gateway has only one tunnel set up always fires: leave it out there.",
      source: awsRecommends("VPN"),
      watches: { kind: "value", metric: "vpn.tunnel_state" },
      period: "5m",
      periods: 3,
      missingData: "missing",
      severities: { warning: { below: 1 } },
    },
    connection: {
      summary: "All tunnels of {resource} are down.",
      impact: "The networks do not reach each other.",
      reason: "The best of both tunnels is down for ten minutes.",
      source: awsRecommends("VPN"),
      watches: { kind: "value", metric: "vpn.tunnel_state", statistic: "Maximum" },
      period: "5m",
      periods: 2,
      missingData: "missing",
      severities: { critical: { atMost: 0 } },
    },
  },
} as const satisfies ResourceSet;
