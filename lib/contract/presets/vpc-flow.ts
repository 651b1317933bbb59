import { defineContract } from "../define";
import { lazily } from "./lazily";

/**
 * VPC flow logs in their default form, version 2. A form of one's own has other parts in another order, and needs a contract of its own.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
export const vpcFlow = lazily(() =>
  defineContract({
    name: "vpc-flow",
    conventions: "own",
    line: {
      timestamp: "start",
      text: "[version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport, protocol, packets, bytes, start, end, action, log_status]",
    },
    fields: {
      version: { type: "integer", description: "Version of the form: 2." },
      account_id: { type: "string", description: "Account of the network interface.", bounded: true },
      interface_id: { type: "string", description: "Id of the network interface." },
      srcaddr: { type: "string", description: "Source address.", pii: true },
      dstaddr: { type: "string", description: "Destination address.", pii: true },
      srcport: { type: "integer", description: "Source port." },
      dstport: { type: "integer", description: "Destination port." },
      protocol: { type: "integer", description: "Protocol's number at IANA: 6 for TCP.", bounded: true },
      packets: { type: "integer", description: "Packets in the flow.", unit: "Count" },
      bytes: { type: "integer", description: "Bytes in the flow.", unit: "Bytes" },
      start: { type: "integer", description: "Start of the interval, in seconds since 1970." },
      end: { type: "integer", description: "End of the interval, in seconds since 1970." },
      action: {
        type: "string",
        description: "What security groups and network ACLs did.",
        values: ["ACCEPT", "REJECT"],
      },
      log_status: {
        type: "string",
        description: "Whether there was traffic, and whether records were skipped.",
        values: ["OK", "NODATA", "SKIPDATA"],
      },
    },
    signals: {
      flows: { description: "Flows, accepted or rejected.", where: "[..., action, log_status = OK]", default: 0 },
      rejected: { description: "Flows that were rejected.", where: "[..., action = REJECT, log_status]", default: 0 },
      rejected_ssh_rdp: {
        description: "Rejected flows to the ports of SSH and RDP.",
        where:
          "[version, account_id, interface_id, srcaddr, dstaddr, srcport, dstport = 22 || dstport = 3389, protocol, packets, bytes, start, end, action = REJECT, log_status]",
        default: 0,
      },
      accepted_bytes: {
        description: "Bytes of accepted flows.",
        where: "[..., bytes, start, end, action = ACCEPT, log_status]",
        value: "bytes",
      },
      skipped: {
        description: "Intervals in which records were skipped, for lack of capacity or an internal error.",
        where: "[..., action, log_status = SKIPDATA]",
        default: 0,
      },
    },
  }),
);
